//! OpenAPI 3.1 documents of both APIs, finished from what each operation says.

use std::sync::LazyLock;

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Contact, OpenApi, Ref, RefOr, Required, SecurityRequirement, Server};
use utoipa::{Modify, OpenApi as _};

use super::conditions;
use super::examples::{self, Examples};
use crate::api::{v1, v4};
use crate::web::api::errors::{ApiErrors, OneError};
use crate::web::api::object::JsonObject;
use crate::web::paths;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Callbook API v4",
        description = "Callbook keeps who to call, and how they want to be called. Create a token in My Settings \
            and send it as `Authorization: Bearer <token>`. A token gives access to one account. Request \
            bodies are JSON, or forms with the same attributes: `emails_attributes[0][email]` is a nested one.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "Users", description = "People of the account"),
        (name = "Account users", description = "Memberships: roles, teams, reminders"),
        (name = "Teams", description = "Groups of people who are on call together"),
        (name = "Escalation policies",
            description = "The layers in which a team is paged, one policy for each team"),
        (name = "Alerts", description = "What someone must act on; people are paged about it, and answer"),
        (name = "Account", description = "Account and token owner"),
        (name = "Events", description = "Schedule data")
    ),
    components(schemas(ApiErrors, OneError)),
    modifiers(&Bearer)
)]
struct V4;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Callbook API v1 (older API)",
        description = "For programs from before API v4. Send a token from `/public/login`, or an \
            API token, as `Authorization: <token>`. Request bodies are JSON, or forms with the same \
            attributes: `preferences[alert_sms]` is a nested one.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "Sign-in", description = "A token from a password, valid for one hour"),
        (name = "Account", description = "The account"),
        (name = "Team", description = "Groups of people who are on call together"),
        (name = "User", description = "People of the account")
    ),
    components(schemas(ApiErrors, JsonObject, OneError)),
    modifiers(&Raw)
)]
struct V1;

const SCHEME: &str = "token";

fn secure(api: &mut OpenApi, scheme: SecurityScheme) {
    api.components.get_or_insert_default().add_security_scheme(SCHEME, scheme);
    api.security = Some(vec![SecurityRequirement::new(SCHEME, Vec::<String>::new())]);
}

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, api: &mut OpenApi) {
        secure(api, SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

struct Raw;

impl Modify for Raw {
    fn modify(&self, api: &mut OpenApi) {
        let header = ApiKeyValue::new("Authorization");
        secure(api, SecurityScheme::ApiKey(ApiKey::Header(header)));
    }
}

fn finished(mut api: OpenApi, examples: &str) -> OpenApi {
    name_listed(&mut api);
    leave_out_bodies(&mut api);
    name_keys(&mut api);
    conditions::describe(&mut api);
    sum_up(&mut api);
    let examples = Examples::read(examples);
    operations(&mut api).for_each(|one| examples.add(one));
    api
}

/// Lists every operation of an API.
fn operations(api: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    let paths = api.paths.paths.values_mut();
    paths
        .flat_map(|path| [&mut path.get, &mut path.post, &mut path.put, &mut path.delete])
        .flatten()
}

/// Gives each operation a short title from its id, and moves the sentence of its doc comment into
/// the description.
fn sum_up(api: &mut OpenApi) {
    for one in operations(api) {
        let name = one.operation_id.as_deref().unwrap_or_default().replace('_', " ");
        let (first, rest) = name.split_at(name.len().min(1));
        one.description = one.summary.replace(first.to_uppercase() + rest);
    }
}

fn at(api: &OpenApi, url: &str) -> OpenApi {
    let mut api = api.clone();
    api.servers = Some(vec![Server::new(url)]);
    let contact = Contact::builder().name(Some("Operator of this Callbook")).url(Some(url));
    api.info.contact = Some(contact.build());
    api
}

/// Adds `Idempotency-Key` to each operation that creates something. The v1 sign-in issues another
/// token each time.
fn name_keys(api: &mut OpenApi) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some(
            "Requests repeated with the same key within 24 hours return the original response.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build();
    let paths = api.paths.paths.iter_mut().filter(|(path, _)| *path != paths::V1_SIGN_IN);
    for made in paths.filter_map(|(_, path)| path.post.as_mut()) {
        made.parameters.get_or_insert_default().push(key.clone().into());
    }
}

/// Makes the bodies of updates optional: a missing body is an empty object, and updates require no
/// attribute.
fn leave_out_bodies(api: &mut OpenApi) {
    let changes = api.paths.paths.values_mut().filter_map(|path| path.put.as_mut());
    for body in changes.filter_map(|change| change.request_body.as_mut()) {
        if let RefOr::T(body) = body {
            body.required = Some(Required::False);
        }
    }
}

/// Replaces the inline schema of a page's items by a reference, so that generated clients have one
/// type of each.
fn name_listed(api: &mut OpenApi) {
    let components = api.components.get_or_insert_default();
    for (name, schema) in &mut components.schemas {
        let (Some(listed), RefOr::T(Schema::Object(page))) = (name.strip_prefix("Page_"), schema)
        else {
            continue;
        };
        let data = ArrayBuilder::new().items(Ref::from_schema_name(listed));
        page.properties.insert("data".to_owned(), data.into());
    }
}

/// Returns the OpenAPI document of v4, served at this URL.
pub fn v4(url: &str) -> OpenApi {
    static API: LazyLock<OpenApi> = LazyLock::new(|| {
        finished(V4::openapi().merge_from(v4::routes().into_openapi()), examples::V4)
    });
    at(&API, url)
}

/// Returns the OpenAPI document of v1, served at this URL.
pub fn v1(url: &str) -> OpenApi {
    static API: LazyLock<OpenApi> = LazyLock::new(|| {
        finished(V1::openapi().merge_from(v1::routes().into_openapi()), examples::V1)
    });
    at(&API, url)
}
