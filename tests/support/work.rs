//! The work of a request: the hashes that it computes, and the statements that read and write data.

use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// The work since it was last taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub hashes: usize,
    /// The beginnings of the statements, in order. Statements of the pool, when a connection is
    /// opened, returned or first meets a type, are left out.
    pub statements: Vec<String>,
}

/// A watch of the whole process, so a test that uses it has the process to itself.
#[derive(Clone, Default)]
pub struct Watch(Arc<Mutex<Work>>);

impl Watch {
    pub fn begin() -> Self {
        let watch = Self::default();
        tracing_subscriber::registry().with(watch.clone()).init();
        watch
    }

    pub fn take(&self) -> Work {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl<S: tracing::Subscriber> Layer<S> for Watch {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        match event.metadata().target() {
            "hashing" => self.0.lock().unwrap().hashes += 1,
            "sqlx::query" => event.record(&mut Beginning(&self.0)),
            _ => {}
        }
    }
}

struct Beginning<'a>(&'a Mutex<Work>);

impl Visit for Beginning<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        const DATA: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
        let of_data = DATA.iter().any(|verb| value.starts_with(verb)) && !value.contains("pg_type");
        if field.name() == "summary" && of_data {
            self.0.lock().unwrap().statements.push(value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
