//! What programs read of the name of an account.

use crate::accounts::account::AccountName;
use crate::web::api::field::{ApiString, described_name};
use utoipa::openapi::schema::ObjectBuilder;

impl ApiString for AccountName {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        described_name(text, "Acme")
    }
}
