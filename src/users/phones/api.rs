//! Phone numbers in the APIs.

use strum::VariantArray;
use utoipa::openapi::schema::ObjectBuilder;

use crate::users::phones::Method;
use crate::users::phones::number::PhoneNumber;
use crate::web::api::field::ApiString;

impl ApiString for Method {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.enum_values(Some(Self::allowed()))
    }
    fn allowed() -> Vec<&'static str> {
        Self::VARIANTS.iter().map(AsRef::as_ref).collect()
    }
}

impl ApiString for PhoneNumber {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.description(Some("With the code of its country.")).examples(["+31612345678"])
    }
}
