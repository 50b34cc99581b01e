//! The card of the person's passkeys.

use askama::Template;
use serde::Serialize;

use super::{Passkey, page};
use crate::auth::second_factor::enrolment::naming_routes;
use crate::core::stamp::Stamp;
use crate::platform::secrets;
use crate::web::card::{Card, CardFrame, CardSummary, RailEntry, Section};
use crate::web::gate::SignedIn;
use crate::web::paths;

pub static SECTION: Section = Section {
    path: paths::PASSKEYS,
    slug: "passkeys",
    title: "passkeys-title",
    rail: Some(RailEntry { icon: "fingerprint", synonyms: Some("passkeys-synonyms") }),
    routes: || page::routes().and(naming_routes::<Passkey>()),
    card: |me, tx| {
        Box::pin(async {
            let passkeys = super::list(tx, me.person.user_id).await?;
            let frame = CardFrame::new(me, &SECTION, Stamp::default());
            let signal = signal(me, &passkeys);
            let summary = CardSummary::count(passkeys.len());
            let card = Card::render(&SECTION, &PasskeysCard { frame, passkeys, signal })?;
            Ok(Some(card.with(summary)))
        })
    },
};

#[derive(Template)]
#[template(path = "auth/passkeys/card.html")]
struct PasskeysCard<'a> {
    frame: CardFrame<'a>,
    passkeys: Vec<Passkey>,
    /// `None` where passkeys are not available.
    signal: Option<String>,
}

impl PasskeysCard<'_> {
    fn removal_path(&self, passkey: &Passkey) -> String {
        paths::of(paths::PASSKEY_REMOVAL, &passkey.id)
    }
}

/// The list of a person's passkeys for password managers, which then drop deleted ones and show the
/// right name (WebAuthn Level 3 §5.1.10).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Signal<'a> {
    rp_id: &'a str,
    user_id: String,
    all_accepted_credential_ids: Vec<String>,
    name: &'a str,
    display_name: &'a str,
}

fn signal(me: &SignedIn, passkeys: &[Passkey]) -> Option<String> {
    let accepted = passkeys.iter().map(|passkey| secrets::encode(&passkey.credential_id));
    let signal = Signal {
        rp_id: me.app.relying_party.as_ref()?.id(),
        user_id: secrets::encode(me.person.user_id.as_bytes()),
        all_accepted_credential_ids: accepted.collect(),
        name: page::account(me),
        display_name: &me.person.name,
    };
    serde_json::to_string(&signal).ok()
}
