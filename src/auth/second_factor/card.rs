//! The card of the person's second factors.

use askama::Template;

use super::{FEW_CODES, Factors, RECOVERY_CODES, enrolment};
use crate::auth::second_factor::CodeCheck;
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::card::{
    Attention, Card, CardFrame, CardState, CardSummary, RailEntry, Section, WayOn,
};
use crate::web::paths;
use crate::web::viewer::Ctx;

pub static SECTION: Section = Section {
    path: paths::TWO_FACTOR,
    slug: "two-factor",
    title: "two-factor-title",
    rail: Some(RailEntry { icon: "shield-check", synonyms: Some("two-factor-synonyms") }),
    routes: enrolment::routes,
    card: |me, tx| {
        Box::pin(async {
            let factors = super::find(tx, me.person.user_id).await?;
            let frame = CardFrame::new(me, &SECTION, Stamp::default());
            let card = TwoFactorCard { frame, factors };
            Ok(Some(Card::render(&SECTION, &card)?.with(card.summary())))
        })
    },
};

#[derive(Template)]
#[template(path = "auth/second_factor/card.html")]
struct TwoFactorCard<'a> {
    frame: CardFrame<'a>,
    factors: Factors,
}

impl TwoFactorCard<'_> {
    fn is_on(&self) -> bool {
        !self.factors.authenticators.is_empty()
    }

    fn codes_left(&self) -> String {
        let left = Message::new("two-factor-codes-left");
        let left = left.with("left", self.factors.codes_left);
        let all = i64::try_from(RECOVERY_CODES).unwrap_or_default();
        self.frame.ctx.text(&left.with("all", all))
    }

    fn has_few_codes(&self) -> bool {
        self.factors.codes_left <= FEW_CODES
    }

    /// Says whether it is on, and when few recovery codes are left.
    fn summary(&self) -> CardSummary {
        let runs_low = self.is_on() && self.has_few_codes();
        let low = || Attention {
            words: Message::new("two-factor-attention-codes").with("left", self.factors.codes_left),
            when: None,
            way_on: WayOn::new(paths::RECOVERY_CODES, "two-factor-codes-renew"),
            heals: false,
        };
        let words =
            Message::new(if self.is_on() { "settings-state-on" } else { "settings-state-off" });
        CardSummary {
            state: Some(CardState { words, asks: runs_low }),
            attention: runs_low.then(low).into_iter().collect(),
            verdict: None,
        }
    }
}

impl CodeCheck {
    /// Returns the text that explains why a code was refused.
    pub fn refusal(self, ctx: &Ctx) -> Message {
        match self {
            Self::Wait { until } => ctx.try_after(until),
            Self::Dead => Message::new("auth-factor-dead"),
            Self::UsedBefore => Message::new("auth-code-used"),
            Self::Wrong | Self::Right | Self::Recovered { .. } => Message::new("auth-code-wrong"),
        }
    }
}
