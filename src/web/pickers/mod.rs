//! What a form offers of long lists: countries and time zones.

pub mod country;
pub mod zone;
