//! Proving again who one is, before what matters: by password or by the second factor.

mod page;

pub use page::{go_on_to, routes};
