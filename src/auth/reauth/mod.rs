//! Reauthentication before sensitive actions: by password or by the second factor.

mod page;

pub use page::{go_on_to, routes};
