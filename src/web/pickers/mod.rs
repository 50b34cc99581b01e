//! Pickers for the long lists of forms: countries and time zones.

pub mod country;
pub mod zone;
