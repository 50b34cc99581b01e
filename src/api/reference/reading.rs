//! An OpenAPI document prepared for the page: operations with fields, answers and examples.

use serde_json::Value;
use utoipa::openapi::OpenApi;

use super::prose::Prose;
use super::snippets::{ExampleRequest, Snippet};

/// The operations of one tag.
pub struct Group {
    pub name: String,
    pub says: String,
    pub operations: Vec<Operation>,
}

/// An operation: a method and a path.
pub struct Operation {
    /// The fragment by which links name it.
    pub name: String,
    pub method: String,
    pub path: String,
    pub says: Prose,
    /// Parameters in the path and the query.
    pub parameters: Vec<ReferenceField>,
    /// Fields of the body.
    pub body: Vec<ReferenceField>,
    /// An example request in every language, with `TOKEN` and `ID` as variables.
    pub snippets: [Snippet; 3],
    /// The status of the successful answer, and an example of it as JSON.
    pub answer: Option<(String, String)>,
    pub statuses: Vec<(String, Prose)>,
}

/// A parameter, or a field of a body.
pub struct ReferenceField {
    pub name: String,
    pub kind: String,
    pub says: Prose,
    pub is_required: bool,
}

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
/// The id in examples.
const ULID: &str = "01M8C4KJGNE3PVVKBWY7TD9RHQ";
const MOMENT: &str = "2026-11-26T03:00:00.000Z";

/// Reads every operation of a document, grouped by tag.
///
/// # Errors
/// When the document cannot be serialized.
pub fn read(api: &OpenApi, authorization: &str) -> serde_json::Result<Vec<Group>> {
    let whole = serde_json::to_value(api)?;
    let reading = Reading { whole: &whole, authorization };
    Ok(each(&whole["tags"]).map(|tag| reading.group(tag)).collect())
}

struct Reading<'a> {
    whole: &'a Value,
    /// The value of the `Authorization` header, with `{token}` in it.
    authorization: &'a str,
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn prose(value: &Value) -> Prose {
    Prose::of(value.as_str().unwrap_or_default())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl<'a> Reading<'a> {
    fn group(&self, tag: &Value) -> Group {
        let paths = self.whole["paths"].as_object().into_iter().flatten();
        let operations = paths.flat_map(|(path, methods)| {
            METHODS.iter().filter_map(move |method| Some((path, *method, methods.get(*method)?)))
        });
        let operations =
            operations.filter(|(.., one)| each(&one["tags"]).any(|of| *of == tag["name"]));
        Group {
            name: text(&tag["name"]),
            says: text(&tag["description"]),
            operations: operations
                .map(|(path, method, one)| self.operation(path, method, one))
                .collect(),
        }
    }

    fn operation(&self, path: &str, method: &str, one: &'a Value) -> Operation {
        let body = &one["requestBody"]["content"]["application/json"]["schema"];
        let answers = one["responses"].as_object().into_iter().flatten();
        let good = answers.clone().find(|(status, _)| status.starts_with('2'));
        let good = good.map(|(status, answer)| (status, &answer["content"]["application/json"]));
        let is_answered = good.is_none_or(|(_, json)| !json.is_null());
        let answer = good.filter(|(_, json)| !json["example"].is_null());
        Operation {
            name: text(&one["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            says: prose(&one["description"]),
            parameters: each(&one["parameters"]).map(|one| self.parameter(one)).collect(),
            body: self.fields("", body),
            snippets: self.snippets(path, method, one, is_answered),
            answer: answer.and_then(|(status, json)| {
                Some((status.clone(), serde_json::to_string_pretty(&json["example"]).ok()?))
            }),
            statuses: answers
                .map(|(status, of)| (status.clone(), prose(&of["description"])))
                .collect(),
        }
    }

    fn snippets(
        &self,
        path: &str,
        method: &str,
        one: &'a Value,
        is_answered: bool,
    ) -> [Snippet; 3] {
        let url = text(&self.whole["servers"][0]["url"]) + path;
        let is_open = each(&one["security"]).next().is_some();
        let body = &one["requestBody"]["content"]["application/json"]["schema"];
        let body = (!body.is_null()).then(|| self.example("", body));
        let request = ExampleRequest {
            method: &method.to_uppercase(),
            url: &url,
            authorization: Some(self.authorization).filter(|_| !is_open),
            body: body.as_ref(),
            is_answered,
        };
        request.snippets()
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let of = |name: &str| &self.whole["components"]["schemas"][name];
        let mut schema = schema;
        while let Some(at) = schema["$ref"].as_str() {
            schema = of(at.rsplit('/').next().unwrap_or_default());
        }
        schema
    }

    /// Returns the non-null alternative of a schema.
    fn present(&self, schema: &'a Value) -> &'a Value {
        let schema = self.resolve(schema);
        let choices = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        let present = choices.into_iter().flatten().find(|one| one["type"] != "null");
        present.map_or(schema, |present| self.resolve(present))
    }

    fn may_be_null(&self, schema: &'a Value) -> bool {
        let schema = self.resolve(schema);
        let kinds = each(&schema["type"]).chain(each(&schema["oneOf"]).map(|one| &one["type"]));
        kinds.into_iter().any(|kind| kind == "null")
    }

    fn parameter(&self, one: &'a Value) -> ReferenceField {
        ReferenceField {
            name: text(&one["name"]),
            kind: self.kind(&one["schema"]),
            says: prose(&one["description"]),
            is_required: one["required"] == true,
        }
    }

    /// Lists the fields of an object, nested ones by their full path below `within`.
    fn fields(&self, within: &str, schema: &'a Value) -> Vec<ReferenceField> {
        let schema = self.present(schema);
        let required = |name: &str| each(&schema["required"]).any(|one| one == name);
        let properties = schema["properties"].as_object().into_iter().flatten();
        properties
            .flat_map(|(name, schema)| {
                let present = self.present(schema);
                let whole = format!("{within}{name}");
                let row = self.present(&present["items"]);
                let says = [present, row].map(|one| prose(&one["description"]));
                let field = ReferenceField {
                    name: whole.clone(),
                    kind: self.kind(schema),
                    says: says.into_iter().find(|says| !says.is_empty()).unwrap_or_default(),
                    is_required: required(name),
                };
                let inside = match present["type"].as_str() {
                    Some("array") => self.fields(&format!("{whole}[]."), &present["items"]),
                    _ => self.fields(&format!("{whole}."), present),
                };
                std::iter::once(field).chain(inside)
            })
            .collect()
    }

    fn kind(&self, schema: &'a Value) -> String {
        let schema = self.present(schema);
        let choices: Vec<_> = each(&schema["enum"]).map(text).collect();
        if !choices.is_empty() {
            return choices.join(", ");
        }
        let kind = match &schema["type"] {
            Value::Array(several) => {
                several.iter().map(text).find(|kind| kind != "null").unwrap_or_default()
            }
            one => text(one),
        };
        match schema["format"].as_str() {
            Some(format) if kind == "string" => format.to_owned(),
            _ => kind,
        }
    }

    /// Returns an example value of a schema; `name` is the field's.
    fn example(&self, name: &str, schema: &'a Value) -> Value {
        let may_be_null = self.may_be_null(schema);
        let schema = self.present(schema);
        if let Some(example) = each(&schema["examples"]).next() {
            return example.clone();
        }
        if let Some(choice) = each(&schema["enum"]).next() {
            return choice.clone();
        }
        match self.kind(schema).as_str() {
            "object" => {
                let properties = schema["properties"].as_object().into_iter().flatten();
                let one = |(name, schema): (&String, &'a Value)| {
                    (name.clone(), self.example(name, schema))
                };
                Value::Object(properties.map(one).collect())
            }
            "array" => Value::Array(vec![self.example(name, &schema["items"])]),
            "boolean" => Value::Bool(name != "has_more" && name != "blocked"),
            "integer" => 1.into(),
            "date-time" => MOMENT.into(),
            _ if may_be_null => Value::Null,
            _ if name == "id" || name.ends_with("_id") || name.ends_with("_ids") => ULID.into(),
            _ => "…".into(),
        }
    }
}
