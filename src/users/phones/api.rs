//! What programs read of phone numbers.

use crate::users::phones::Method;
use crate::users::phones::number::PhoneNumber;
use crate::web::api::field::ApiString;
use strum::VariantArray;
use utoipa::openapi::schema::ObjectBuilder;

impl ApiString for Method {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.enum_values(Some(Self::VARIANTS.iter().map(AsRef::as_ref)))
    }
}

impl ApiString for PhoneNumber {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.description(Some("With the code of its country.")).examples(["+31612345678"])
    }
}
