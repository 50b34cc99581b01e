//! One team: its page.

mod page;

pub use page::routes;
