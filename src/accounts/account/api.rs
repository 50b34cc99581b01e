//! The name of an account as programs write it.

use utoipa::openapi::schema::ObjectBuilder;

use crate::accounts::account::AccountName;
use crate::web::api::field::{ApiString, described_name};

impl ApiString for AccountName {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        described_name(text, "Acme")
    }
}
