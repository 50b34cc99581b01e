//! The form of an account's basics: its name and its maximum number of users.

use axum::response::Response;
use serde::Deserialize;

use super::{Part, SettingsPage, change, saved};
use crate::accounts::account::AccountName;
use crate::accounts::settings::{Basics, SettingsChanged, UserLimit, Wish};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::Admin;

/// The basics as they were typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct BasicsForm {
    pub stamp: Stamp,
    pub name: Field<AccountName>,
    pub user_limit: Field<UserLimit>,
}

impl BasicsForm {
    /// Fills the form with the stored settings.
    pub fn of(stored: &Basics) -> Self {
        Self {
            stamp: Stamp::of(stored),
            name: Field::typed(&stored.name),
            user_limit: Field::of(UserLimit(stored.user_limit)),
        }
    }
}

/// The form as a part of the page.
pub const BASICS: Part =
    Part { slug: "basics", title: "accounts-basics-title", icon: "building-2" };

pub async fn save_basics(me: Admin, Form(mut form): Form<BasicsForm>) -> Result<Response> {
    if let (Some(name), Some(user_limit)) = (form.name.value(), form.user_limit.value()) {
        let wish = Wish::Basics { name: name.clone(), user_limit: *user_limit };
        match change(&me, &form.stamp, &wish).await? {
            SettingsChanged::Saved => return Ok(saved()),
            SettingsChanged::Stale(stamp) => {
                let mut page = SettingsPage::stored(&me).await?;
                page.basics = BasicsForm { stamp, ..form };
                return page.call_stale(&BASICS);
            }
            SettingsChanged::BelowTotal { total } => {
                let why = Message::new("accounts-limit-below").with("total", total);
                form.user_limit.refuse(why);
            }
        }
    }
    let errors = FormErrors::default()
        .of("name", form.name.error())
        .of("user_limit", form.user_limit.error());
    let mut page = SettingsPage::stored(&me).await?;
    page.basics = form;
    page.refuse(&BASICS, errors)
}
