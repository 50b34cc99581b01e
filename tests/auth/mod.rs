//! Sign-in, reauthentication and recovery.

pub mod activation;
pub mod api_tokens;
pub mod first_run;
pub mod history;
pub mod onboarding;
pub mod passkeys;
pub mod password;
pub mod reauth;
pub mod recovery;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod undo;
pub mod your_data;
