//! What rules need, with no HTTP and no pages: changes, origins, limits.

pub mod actor;
pub mod change;
pub mod filled;
pub mod limits;
pub mod links;
pub mod origin;
pub mod session;
pub mod stamp;
pub mod text;
pub mod theme;
