//! The rows that other areas add to a member's page.

use crate::core::filled::Filled;
use crate::platform::db::Tx;
use crate::platform::ids::{AccountUserId, UserId};
use crate::web::card::{Card, CardFuture};
use crate::web::errors::Result;
use crate::web::gate::Member;

/// A member, whom a row of another area is about.
pub struct About {
    pub user: UserId,
    pub id: AccountUserId,
    pub has_second_factor: bool,
    /// Whether the member is in another account too: what is personal is theirs alone then.
    pub is_shared: bool,
}

/// A row that another area adds to a member's page, for those who manage the member. `None` leaves the
/// row out.
pub type MemberPageRow =
    for<'a> fn(&'a Member, &'a About, &'a mut Tx) -> CardFuture<'a, Option<Card>>;

/// The rows that other areas add to a member's page.
pub static ROWS: Filled<&'static [MemberPageRow]> = Filled::empty();

/// The rows for a member's page, in the order of the list.
pub async fn rows(tx: &mut Tx, me: &Member, about: &About) -> Result<Vec<Card>> {
    let mut rows = Vec::new();
    let list: &'static [MemberPageRow] = ROWS.get().copied().unwrap_or_default();
    for row in list {
        rows.extend(row(me, about, tx).await?);
    }
    Ok(rows)
}
