//! The name of a person in the APIs.

use utoipa::openapi::schema::ObjectBuilder;

use crate::users::profile::PersonName;
use crate::web::api::field::{ApiString, described_name};

impl ApiString for PersonName {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        described_name(text, "Ada Adams")
    }
}
