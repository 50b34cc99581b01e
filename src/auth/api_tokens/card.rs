//! The card of the person's API tokens in the current account.

use askama::Template;

use super::{StoredToken, new};
use crate::core::stamp::Stamp;
use crate::web::card::{Card, CardFrame, CardSummary, RailEntry, Section};
use crate::web::paths;

pub static SECTION: Section = Section {
    path: paths::API_TOKENS,
    slug: "api-tokens",
    title: "api-tokens-title",
    rail: Some(RailEntry { icon: "token", synonyms: Some("api-tokens-synonyms") }),
    routes: new::routes,
    card: |me, tx| {
        Box::pin(async {
            let frame = CardFrame::new(me, &SECTION, Stamp::default());
            let (mut account, mut tokens) = (None, Vec::new());
            if let Some(membership) = me.membership() {
                tokens = super::list(tx, me.person.user_id, membership.account_id).await?;
                account = Some(membership.account_name);
            }
            let summary = account.as_ref().map(|_| CardSummary::count(tokens.len()));
            let card = Card::render(&SECTION, &TokensCard { frame, account, tokens })?;
            Ok(Some(card.with(summary.unwrap_or_default())))
        })
    },
};

#[derive(Template)]
#[template(path = "auth/api_tokens/card.html")]
struct TokensCard<'a> {
    frame: CardFrame<'a>,
    /// The name of the account of the tokens; `None` while the account is inaccessible.
    account: Option<String>,
    tokens: Vec<StoredToken>,
}

impl TokensCard<'_> {
    fn path(&self, path: &str, token: &StoredToken) -> String {
        paths::of(path, &token.id)
    }

    fn is_expired(&self, token: &StoredToken) -> bool {
        token.is_expired(self.frame.ctx.now)
    }

    /// Returns the previous secret of a token, while it still works.
    fn previous<'t>(&self, token: &'t StoredToken) -> Option<super::Previous<'t>> {
        token.previous(self.frame.ctx.now)
    }
}
