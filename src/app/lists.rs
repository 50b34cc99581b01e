//! Fills the lists that right areas define with what left areas add to them.

use crate::accounts::invitations::{self, Activation};
use crate::accounts::members::person;
use crate::accounts::teams::{self, OnTeamLife};
use crate::auth::activation;
use crate::auth::second_factor::reset;
use crate::oncall::schedules;
use crate::users::emails;
use crate::web::card;
use crate::{audit, settings};

/// Fills every list; again is no harm.
pub fn fill() {
    audit::RECIPIENTS
        .fill(|tx, user, account| Box::pin(emails::security_recipients(tx, user, account)));
    card::PAGE.fill(settings::page::around);
    person::ROWS.fill(&[reset::member_row]);
    teams::ON_TEAM_LIFE.fill(OnTeamLife {
        made: |change, account, team| Box::pin(schedules::make(change, account, team)),
        removed: |change, account, team| Box::pin(schedules::remove(change, account, team)),
    });
    invitations::ACTIVATION.fill(Activation {
        send: |change, account, user, email| {
            Box::pin(activation::send(change, account, user, email))
        },
        waiting: |change, user| Box::pin(activation::waiting(change, user)),
    });
}
