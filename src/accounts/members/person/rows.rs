//! Rows that other areas add to a member's page.

use crate::core::filled::Filled;
use crate::platform::db::Tx;
use crate::platform::ids::{AccountUserId, UserId};
use crate::web::card::{Card, CardFuture};
use crate::web::errors::Result;
use crate::web::gate::Member;

/// The member that a row of another area is about.
pub struct About {
    pub user: UserId,
    pub id: AccountUserId,
    pub has_second_factor: bool,
    /// Whether the member is in another account too: admins may then not change what is personal.
    pub is_shared: bool,
}

/// A row that another area adds to a member's page, for those who manage the member. `None` leaves
/// the row out.
pub type MemberPageRow =
    for<'a> fn(&'a Member, &'a About, &'a mut Tx) -> CardFuture<'a, Option<Card>>;

/// The rows that other areas add, in order.
pub static ROWS: Filled<&'static [MemberPageRow]> = Filled::empty();

/// Returns the rows for one member's page.
pub async fn rows(tx: &mut Tx, me: &Member, about: &About) -> Result<Vec<Card>> {
    let mut rows = Vec::new();
    let list: &'static [MemberPageRow] = ROWS.get().copied().unwrap_or_default();
    for row in list {
        rows.extend(row(me, about, tx).await?);
    }
    Ok(rows)
}
