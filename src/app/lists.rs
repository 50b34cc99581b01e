//! What left areas add to right ones: fills the lists that those define.

use crate::accounts::invitations::{self, Activation};
use crate::accounts::members::person;
use crate::auth::activation;
use crate::auth::second_factor::reset;
use crate::settings;
use crate::web::card;

/// Fills every list; again is no harm.
pub fn fill() {
    card::PAGE.fill(settings::page::around);
    person::ROWS.fill(&[reset::member_row]);
    invitations::ACTIVATION.fill(Activation {
        send: |tx, by, to, now| Box::pin(activation::send(tx, by, to, now)),
        waiting: |tx, user, now| Box::pin(activation::waiting(tx, user, now)),
    });
}
