//! Removal of a member, or of an invitation, by a program.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use serde::Serialize;

use super::Someone;
use super::update::{ObjectOf, check};
use crate::accounts::account::{self, MemberRemoved};
use crate::accounts::invitations;
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::Refusal;

/// Removes a member for a program of an admin.
///
/// # Errors
/// When the member is gone or owns the account, when `If-Match` does not match the representation
/// that `object` returns, or when the caller is no longer allowed.
pub async fn remove<T: Serialize>(
    caller: &Caller,
    someone: &Someone,
    object: ObjectOf<T>,
) -> Result<Response> {
    let account = caller.place.account_id;
    let (mut change, removed);
    match someone {
        Someone::Here(person) => {
            let now;
            (change, now) = caller.change_of(person.row.user_id).await?;
            check(&mut change, &now, someone, object).await?;
            removed = account::remove_member(&mut change, account, person.row.id).await?;
        }
        Someone::Asked(asked) => {
            let now;
            (change, now) = caller.change().await?;
            change.lock_account(account).await?;
            check(&mut change, &now, someone, object).await?;
            removed = match invitations::withdraw(&mut change, account, asked.id).await? {
                true => MemberRemoved::Removed,
                false => MemberRemoved::Gone,
            };
        }
    }
    change.commit().await?;
    match removed {
        MemberRemoved::Removed => Ok(StatusCode::NO_CONTENT.into_response()),
        MemberRemoved::Gone => Err(Refusal::NotFound),
        MemberRemoved::IsOwner => {
            Err(Refusal::invalid("id", "is the owner's: transfer the ownership first"))
        }
    }
}
