//! Recorded answers, shown as examples in the OpenAPI documents.

use serde_json::{Map, Value};
use utoipa::openapi::RefOr;
use utoipa::openapi::path::Operation;

/// Answers of v4 as `tests/clients/answers.py` recorded them, by operation and status, or by status
/// alone where all operations answer alike.
pub const V4: &str = include_str!("examples/v4.json");
/// Answers of v1, recorded likewise.
pub const V1: &str = include_str!("examples/v1.json");

/// The recorded answers of one API.
pub struct Examples(Map<String, Value>);

impl Examples {
    /// Parses [`V4`] or [`V1`].
    pub fn read(recorded: &str) -> Self {
        Self(serde_json::from_str(recorded).unwrap_or_default())
    }

    /// Adds an example to each response of an operation.
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
