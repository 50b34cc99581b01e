//! One team: its page.

pub mod page;
