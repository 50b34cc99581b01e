//! What programs read of the name of a person.

use crate::users::profile::PersonName;
use crate::web::api::field::{ApiString, described_name};
use utoipa::openapi::schema::ObjectBuilder;

impl ApiString for PersonName {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        described_name(text, "Ada Adams")
    }
}
