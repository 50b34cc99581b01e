//! `callbook user`: manages one user on the server itself.

use std::sync::Arc;

use anyhow::bail;

use super::{data_dir, print};
use crate::auth::second_factor::enrolment::{self, Reset};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::operator::OperatorSettings;
use crate::core::origin::Origin;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::users::emails::EmailAddress;

/// Turns a person's second factor off. A serving instance sends the mail about it.
pub async fn reset_second_factor(config: &Config, email: &str) -> anyhow::Result<()> {
    let address: EmailAddress =
        email.parse().map_err(|_| anyhow::anyhow!("{email} is not an email address"))?;
    let db = Db::open_existing(&config.database_url()).await?;
    let keys = Arc::new(data_dir::secret_key(config)?);
    let operator = Arc::new(OperatorSettings::of(config)?);
    let (now, actor) = (Clock::system().now(), Actor::console());
    let mut change = Change::begin(&db, keys, operator, now, actor, Origin::default()).await?;
    let reset = enrolment::reset_on_console(&mut change, &address).await?;
    change.commit().await?;
    db.close().await;
    match reset {
        Reset::Done => print(
            "Two-factor authentication is off for this user, who is signed out everywhere \
                   and notified\n",
        ),
        Reset::NotOn => bail!("this user has no second factor"),
        Reset::Nobody => bail!("nobody has verified this address"),
    }
}
