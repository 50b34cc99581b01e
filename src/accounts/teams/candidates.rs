//! Candidates for a team: the members of an account that a search finds.

use crate::platform::db::Tx;
use crate::users::search::{self, FoundMember};
use crate::web::errors::Result;
use crate::web::gate::Member;

/// Finds members of the account by words, up to [`OFFERED`]; and tells whether there are more.
pub async fn found(me: &Member, tx: &mut Tx, q: &str) -> Result<(Vec<FoundMember>, bool)> {
    let mut found = search::find_members(tx, me.account_id(), q, me.lang, OFFERED + 1).await?;
    let offered = usize::try_from(OFFERED).unwrap_or_default();
    let has_more = found.len() > offered;
    found.truncate(offered);
    Ok((found, has_more))
}

/// The most members that a search shows.
const OFFERED: i64 = 10;
