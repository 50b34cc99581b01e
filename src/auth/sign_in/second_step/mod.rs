//! The second step of sign-in: a code of the authenticator app, or a recovery code.

mod page;

pub use page::routes;
