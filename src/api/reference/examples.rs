//! Answers that the program gave, beside what is described of them.

use serde_json::{Map, Value};
use utoipa::openapi::RefOr;
use utoipa::openapi::path::Operation;

/// Those of API v4, as `tests/clients/examples.py` recorded them: each by an operation and a
/// status, or by a status alone where all are alike.
pub const V4: &str = include_str!("examples/v4.json");
/// The same of the older API.
pub const V1: &str = include_str!("examples/v1.json");

/// What was recorded of an API.
pub struct Examples(Map<String, Value>);

impl Examples {
    /// What stands in a file of them.
    pub fn read(recorded: &str) -> Self {
        Self(serde_json::from_str(recorded).unwrap_or_default())
    }

    /// Adds those of one operation.
    pub fn add(&self, operation: &mut Operation) {
        let name = operation.operation_id.as_deref().unwrap_or_default();
        for (status, answer) in &mut operation.responses.responses {
            let example = self.0.get(&format!("{name} {status}")).or_else(|| self.0.get(status));
            let RefOr::T(answer) = answer else { continue };
            for content in answer.content.values_mut() {
                if let RefOr::T(content) = content {
                    content.example = example.cloned();
                }
            }
        }
    }
}
