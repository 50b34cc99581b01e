//! Comments on alerts in API v4.

use axum::Json;
use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::NewCommentBody;
use crate::oncall::alerts;
use crate::oncall::alerts::comments::{self, Comment};
use crate::platform::db::filter::{Attribute, ValueKind};
use crate::platform::ids::AlertId;
use crate::web::api::body::Body;
use crate::web::api::described::New;
use crate::web::api::gate::ApiCaller;
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{Created, Moment, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(list_comments, create_comment)
}

type NewComment = New<NewCommentBody>;

struct Comments;

impl Listed for Comments {
    const ATTRIBUTES: &'static [Attribute] = &[
        Attribute::of("body", "c.body", ValueKind::Text, None),
        Attribute::of("created_at", "c.created_at", ValueKind::Time, Some(&["c.id"])),
    ];
}

/// A comment on an alert.
#[derive(Serialize, ToSchema)]
#[schema(as = Comment)]
struct CommentObject {
    id: String,
    #[schema(examples("com_01m8c4kjgne3pvvkbwy7td9rhq"))]
    prefix_id: String,
    body: String,
    /// Name of the author, unless they deleted their user.
    created_by_name: Option<String>,
    created_at: Moment,
}

impl From<Comment> for CommentObject {
    fn from(comment: Comment) -> Self {
        Self {
            id: comment.id.ulid(),
            prefix_id: comment.id.to_string(),
            body: comment.body,
            created_by_name: comment.author,
            created_at: Moment(comment.created_at),
        }
    }
}

/// Lists the comments on an alert, the oldest first.
#[utoipa::path(get, path = paths::API_ALERT_COMMENTS, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID"), ListOf<Comments>),
    responses((status = 200, description = "A page of results", body = Page<CommentObject>), ReadRefusals))]
async fn list_comments(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    comments: ListOf<Comments>,
) -> Result<Json<Page<CommentObject>>> {
    let id: AlertId = id.parse()?;
    let mut tx = caller.app.db.read().await?;
    alerts::find(&mut tx, caller.place.account_id, id).await?.ok_or(Refusal::NotFound)?;
    let listing = &comments.listing;
    let (found, total) =
        comments::page(&mut tx, id, &listing.wanted, &listing.words(), listing.window).await?;
    let data = found.into_iter().map(CommentObject::from).collect();
    Ok(Json(Page::of(data, listing.window.offset, total)))
}

/// Adds a comment to an alert.
#[utoipa::path(post, path = paths::API_ALERT_COMMENTS, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    request_body(content = NewComment, description = "`body` is required."),
    responses((status = 201, description = "The comment", body = CommentObject), WriteRefusals))]
async fn create_comment(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<NewCommentBody>,
) -> Result<Created<CommentObject>> {
    let id: AlertId = id.parse()?;
    let body = body.body.value().ok_or_else(|| Refusal::missing("body"))?;
    let (mut change, caller) = caller.change().await?;
    let (account, author) = (caller.place.account_id, caller.place.user_id);
    let added = comments::comment(&mut change, account, id, author, &body.0).await?;
    let added = added.ok_or(Refusal::NotFound)?;
    let comment = comments::find(&mut change, id, added).await?.ok_or(Refusal::NotFound)?;
    change.commit().await?;
    Ok(Created(comment.into()))
}
