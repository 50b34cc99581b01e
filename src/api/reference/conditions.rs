//! Conditional headers and `Prefer` in the OpenAPI documents, added to every operation.

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{OpenApi, ResponseBuilder};

use crate::web::paths;

/// Adds the header parameters, and the 304 response, to each operation.
pub fn describe(api: &mut OpenApi) {
    for (path, item) in &mut api.paths.paths {
        if path == paths::V1_SIGN_IN {
            continue;
        }
        if let Some(read) = &mut item.get {
            take(
                read,
                "If-None-Match",
                "ETag of a stored response. Returns 304 without a body if it still matches.",
            );
            answer(read, "304", "Not modified");
        }
        for write in [&mut item.put, &mut item.post].into_iter().flatten() {
            take(
                write,
                "Prefer",
                "`return=minimal` omits the response body; updates then return 204.",
            );
        }
        for change in [&mut item.put, &mut item.delete].into_iter().flatten() {
            take(
                change,
                "If-Match",
                "ETag of the object as you read it. Returns 412 if the object has changed since.",
            );
        }
    }
}

fn take(operation: &mut Operation, name: &str, says: &str) {
    let header = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .description(Some(says))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build();
    operation.parameters.get_or_insert_default().push(header.into());
}

fn answer(operation: &mut Operation, status: &str, says: &str) {
    let response = ResponseBuilder::new().description(says).build();
    operation.responses.responses.insert(status.to_owned(), response.into());
}
