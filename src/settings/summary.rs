//! The summary of the page: whether the person can be paged, and what wants attention.

use askama::Template;

use super::GROUPS;
use crate::core::mood::Mood;
use crate::platform::i18n::Message;
use crate::web::card::{Attention, Card, CardSummary, CardVerdict, Rail, WayOn};
use crate::web::errors::Result;
use crate::web::paths;
use crate::web::viewer::Ctx;
use crate::web::viewer::person::AccountAccess;

/// The summaries of all cards, put together.
pub struct Summary {
    pub verdict: Option<CardVerdict>,
    pub attention: Vec<Attention>,
}

#[derive(Template)]
#[template(path = "settings/summary_fragment.html")]
struct SummaryFragment<'a> {
    ctx: &'a Ctx,
    summary: Summary,
    rail: Rail,
}

impl Summary {
    /// Takes from the cards what they say of themselves, and adds what concerns no card: first the
    /// number of alerts that wait for the person.
    pub fn of(
        ctx: &Ctx,
        cards: &mut [Card],
        focus: Option<&'static str>,
        waiting: i64,
    ) -> (Self, Rail) {
        let alerts = (waiting > 0).then(|| Attention {
            words: Message::new("alerts-waiting").with("count", waiting),
            when: None,
            way_on: WayOn::new(paths::ALERTS, "alerts-see"),
            heals: false,
        });
        let mut summary = Self { verdict: None, attention: alerts.into_iter().collect() };
        summary.attention.extend(about(ctx));
        let rail = Rail::of(GROUPS, cards, focus, |said: CardSummary| {
            summary.verdict = summary.verdict.take().or(said.verdict);
            summary.attention.extend(said.attention);
        });
        summary.heal();
        (summary, rail)
    }

    /// Has the answer say the first thing that would make it better, which is not listed then.
    fn heal(&mut self) {
        let Some(verdict) = self.verdict.as_mut().filter(|one| one.mood != Mood::Well) else {
            return;
        };
        if let Some(at) = self.attention.iter().position(|one| one.heals) {
            let Attention { words, way_on, .. } = self.attention.remove(at);
            verdict.cure = Some(words);
            verdict.way_on = Some(way_on);
        }
    }

    /// Renders it alone, with the list of sections, for the script that renews both.
    pub fn render(self, ctx: &Ctx, rail: Rail) -> Result<String> {
        Ok(SummaryFragment { ctx, summary: self, rail }.render()?)
    }
}

/// Lists what wants attention and is on no card: set-up that is unfinished, and a second factor
/// that the current account requires.
fn about(ctx: &Ctx) -> Vec<Attention> {
    let Some(person) = &ctx.person else { return Vec::new() };
    let set_up = person.onboarded_at.is_none().then(|| Attention {
        words: Message::new("wizard-unfinished"),
        when: None,
        way_on: WayOn::new(paths::ONBOARDING, "wizard-finish"),
        heals: false,
    });
    set_up.into_iter().chain(factor_wanted(ctx)).collect()
}

/// Returns what the current account requires: a second factor, now or from a moment on.
pub fn factor_wanted(ctx: &Ctx) -> Option<Attention> {
    let person = ctx.person.as_ref()?;
    let (_, account) = person.account()?;
    let (id, when) = match person.access {
        AccountAccess::SecondFactorRequired if person.has_passkey => {
            ("accounts-door-passkey", None)
        }
        AccountAccess::SecondFactorRequired => ("accounts-door-closed", None),
        AccountAccess::Allowed => ("accounts-door-from", Some(person.factor_wanted_from()?)),
    };
    Some(Attention {
        words: Message::new(id).with("account", account.to_owned()),
        when,
        way_on: WayOn::new(paths::ENROLMENT, "two-factor-enable-action"),
        heals: false,
    })
}
