//! Candidates for a team: the members of an account that a search finds.

use crate::accounts::account;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountUserId;
use crate::users::search::{self, FoundMember};
use crate::web::errors::{Error, Result};
use crate::web::gate::Member;

/// Finds members of the account by words, up to [`OFFERED`]; and tells whether there are more.
pub async fn found(me: &Member, tx: &mut Tx, q: &str) -> Result<(Vec<FoundMember>, bool)> {
    let mut found = search::find_members(tx, me.account_id(), q, me.lang, OFFERED + 1).await?;
    let offered = usize::try_from(OFFERED).unwrap_or_default();
    let has_more = found.len() > offered;
    found.truncate(offered);
    Ok((found, has_more))
}

/// The members of an account that a form offers: those who are chosen, then those whom its search
/// finds.
pub struct Candidates {
    /// The search.
    pub q: String,
    pub members: Vec<OfferedMember>,
    /// What to do to find the people who are not shown, if there are any.
    pub more: Option<Message>,
}

/// A member who is chosen, or could be.
pub struct OfferedMember {
    pub id: AccountUserId,
    pub name: String,
    pub email: Option<String>,
    pub is_chosen: bool,
}

impl Candidates {
    /// Finds them for a form.
    ///
    /// # Errors
    /// When someone who is chosen is no member of the account.
    pub async fn find(me: &Member, tx: &mut Tx, chosen: &[AccountUserId], q: &str) -> Result<Self> {
        let mut members = Vec::new();
        for id in chosen {
            let person = account::member(tx, me.account_id(), *id).await?.ok_or(Error::NotFound)?;
            members.push(OfferedMember {
                id: *id,
                name: person.name,
                email: None,
                is_chosen: true,
            });
        }
        let (found, has_more) = found(me, tx, q).await?;
        for FoundMember { id, name, email, .. } in found {
            match members.iter_mut().find(|person| person.id == id) {
                Some(chosen) => chosen.email = email,
                None => members.push(OfferedMember { id, name, email, is_chosen: false }),
            }
        }
        let more = match (has_more, q.trim()) {
            (false, _) => None,
            (true, "") => {
                let all = account::total(tx, me.account_id(), account::MEMBERS).await?;
                let shown = i64::try_from(members.len()).unwrap_or(i64::MAX);
                Some(Message::new("teams-people-others").with("count", all - shown))
            }
            (true, _) => Some(Message::new("teams-people-more")),
        };
        Ok(Self { q: q.to_owned(), members, more })
    }

    /// Tells whether the search finds nobody beside those who are chosen.
    pub fn found_nobody(&self) -> bool {
        self.members.iter().all(|person| person.is_chosen)
    }
}

/// The most members that a search shows.
const OFFERED: i64 = 6;
