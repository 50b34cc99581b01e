//! What left areas add to right ones: fills the lists that those define.

use crate::accounts::invitations::{self, Activation};
use crate::accounts::members::person;
use crate::audit;
use crate::auth::activation;
use crate::auth::second_factor::reset;
use crate::settings;
use crate::users::emails;
use crate::web::card;

/// Fills every list; again is no harm.
pub fn fill() {
    audit::RECIPIENTS
        .fill(|tx, user, account| Box::pin(emails::security_recipients(tx, user, account)));
    card::PAGE.fill(settings::page::around);
    person::ROWS.fill(&[reset::member_row]);
    invitations::ACTIVATION.fill(Activation {
        send: |change, account, user, email| {
            Box::pin(activation::send(change, account, user, email))
        },
        waiting: |change, user| Box::pin(activation::waiting(change, user)),
    });
}
