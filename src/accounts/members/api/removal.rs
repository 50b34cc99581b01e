//! The removal of a person from the account, or of an invitation, for a program.

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

/// Removes someone from the account, for a program of an admin.
///
/// # Errors
/// When they are gone, or own it, or are not as the caller has read them, or what the gate asked for is
/// over.
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
            Err(Refusal::invalid("id", "is the owner's, who stays until someone else is it"))
        }
    }
}
