//! The card of a team's escalation: who is paged, how long for, and what comes after.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use strum::EnumMessage;

use super::{
    EscalationLayers, EscalationSet, LayerMembers, LayerRepeats, LayerTerms, LayerTimeOut,
    PageableMembers, set, stored,
};
use crate::accounts::teams::TeamManager;
use crate::accounts::teams::team::TeamPage;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::EscalationPolicyId;
use crate::web::card::{self, Card, CardFrame, CardOutcome, CardReply, Section, answer};
use crate::web::errors::{Error, Result};
use crate::web::form::{Choice, Field, Form, FormErrors, Query, choices, input_id};
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::TableQuery;

pub static SECTION: Section<TeamPage> = Section {
    path: paths::TEAM_ESCALATION,
    slug: SLUG,
    title: "escalation-title",
    rail: None,
    routes,
    card: |page, tx| {
        Box::pin(async {
            let form = EscalationForm::of(&stored(tx, page.team.id).await?);
            build(page, tx, form, None).await.map(Some)
        })
    },
};

const SLUG: &str = "escalation";

/// The routes of the card.
pub fn routes() -> Routes {
    Routes::new().get(paths::TEAM_ESCALATION, show).post(paths::TEAM_ESCALATION, update)
}

/// The button by which the form was sent. Each saves the inputs, too.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LayersButton {
    #[default]
    Update,
    Add,
    Remove,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct EscalationForm {
    stamp: Stamp,
    /// The inputs of each layer, in their order.
    time_out: Vec<Field<LayerTimeOut>>,
    repeats: Vec<Field<LayerRepeats>>,
    button: LayersButton,
}

impl EscalationForm {
    /// Fills the form with what is stored.
    fn of(layers: &EscalationLayers) -> Self {
        let of = layers.as_slice().iter();
        let time_out = of.clone().map(|terms| Field::typed(terms.time_out.minutes().to_string()));
        Self {
            stamp: layers.stamp(),
            time_out: time_out.collect(),
            repeats: of.map(|terms| Field::of(terms.repeats)).collect(),
            button: LayersButton::Update,
        }
    }

    /// Gives every layer both inputs, says in each error which layer it is about, and forgets the
    /// layers beyond the limit but one, by which the form is refused.
    fn settle(&mut self) {
        let layers = self.time_out.len().max(self.repeats.len()).min(EscalationLayers::MOST + 1);
        self.time_out.resize_with(layers, Field::default);
        self.repeats.resize_with(layers, Field::default);
        for (layer, input) in (1_i64..).zip(&mut self.time_out) {
            if let Some(error) = input.error().cloned() {
                input.refuse(error.with("layer", layer));
            }
        }
    }

    /// Returns the layers that the form asks for, when all of its inputs are valid; `Err` when
    /// there are too few or too many of them.
    fn wanted(&self) -> Option<std::result::Result<EscalationLayers, Message>> {
        let removed = usize::from(self.button == LayersButton::Remove);
        let kept = self.time_out.len().saturating_sub(removed);
        let inputs = self.time_out.iter().zip(&self.repeats).take(kept);
        let terms = inputs.map(|(time_out, repeats)| {
            Some(LayerTerms { time_out: *time_out.value()?, repeats: *repeats.value()? })
        });
        let mut terms = terms.collect::<Option<Vec<_>>>()?;
        if self.button == LayersButton::Add {
            terms.push(LayerTerms::default());
        }
        Some(EscalationLayers::of(terms).ok_or_else(|| {
            Message::new("escalation-limit")
                .with("min", EscalationLayers::LEAST as i64)
                .with("max", EscalationLayers::MOST as i64)
        }))
    }

    /// Returns the flash of the form once it is stored with this many layers.
    fn flash(&self, layers: usize) -> Message {
        match self.button {
            LayersButton::Update => Message::new("escalation-saved"),
            LayersButton::Add => Message::new("escalation-added").with("layer", layers as i64),
            LayersButton::Remove => {
                Message::new("escalation-removed").with("layer", layers as i64 + 1)
            }
        }
    }

    fn errors(&self) -> FormErrors {
        let inputs = self.time_out.iter().zip(&self.repeats);
        (1..).zip(inputs).fold(FormErrors::default(), |errors, (layer, (time_out, repeats))| {
            errors
                .of(input_id(&layer.to_string(), "time_out"), time_out.error())
                .of(input_id(&layer.to_string(), "repeats"), repeats.error())
        })
    }
}

/// A layer of the card.
struct LayerRow {
    number: usize,
    /// The slug of its inputs.
    slug: String,
    who: LayerMembers,
    /// Whether nobody is on it.
    is_empty: bool,
    time_out: Field<LayerTimeOut>,
    repeats: Field<LayerRepeats>,
}

impl LayerRow {
    fn title(&self) -> Message {
        Message::new("escalation-layer").with("layer", self.number as i64)
    }

    /// Returns the text id of the people on it.
    fn members(&self) -> Option<&'static str> {
        match self.who {
            LayerMembers::All => Some("escalation-all-members"),
            LayerMembers::Admins => Some("escalation-team-admins"),
            LayerMembers::Nobody => None,
        }
    }

    fn waits(&self) -> Message {
        let minutes = self.time_out.value().copied().unwrap_or_default().minutes();
        Message::new("escalation-waits").with("minutes", minutes)
    }

    fn repeats(&self) -> &'static str {
        self.repeats.value().and_then(EnumMessage::get_message).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "oncall/escalation/card.html")]
struct EscalationCard<'a> {
    frame: CardFrame<'a>,
    rows: Vec<LayerRow>,
}

impl EscalationCard<'_> {
    fn choices(&self, row: &LayerRow) -> Vec<Choice> {
        choices(self.frame.ctx, |repeats| row.repeats.value() == Some(repeats))
    }

    fn can_add(&self) -> bool {
        self.rows.len() < EscalationLayers::MOST
    }

    fn can_remove(&self) -> bool {
        self.rows.len() > EscalationLayers::LEAST
    }

    fn removal(&self) -> Message {
        Message::new("escalation-remove").with("layer", self.rows.len() as i64)
    }
}

/// The layers, for people who do not manage the team.
#[derive(Template)]
#[template(path = "oncall/escalation/layers.html")]
struct LayersCard<'a> {
    frame: CardFrame<'a>,
    rows: Vec<LayerRow>,
}

/// Builds the card with these inputs, and with the outcome of its form.
async fn build(
    page: &TeamPage,
    tx: &mut Tx,
    form: EscalationForm,
    reply: Option<&CardReply>,
) -> Result<Card> {
    let members = PageableMembers::of(tx, page.team.id).await?;
    let mut frame = CardFrame::new(page, &SECTION, form.stamp.clone());
    frame.ids.push(("escalation_policy", EscalationPolicyId::from(page.team.id).to_string()));
    frame.errors = form.errors();
    if let Some(reply) = reply {
        frame.say(reply);
    }
    let row = |(number, (time_out, repeats)): (usize, _)| LayerRow {
        number,
        slug: input_id(SLUG, &number.to_string()),
        who: LayerMembers::of(number),
        is_empty: members.on(number).is_empty(),
        time_out,
        repeats,
    };
    let rows = (1..).zip(form.time_out.into_iter().zip(form.repeats)).map(row).collect();
    match page.can_manage {
        true => Card::render(&SECTION, &EscalationCard { frame, rows }),
        false => Card::render(&SECTION, &LayersCard { frame, rows }),
    }
}

/// Shows the page of the team with the card in view.
async fn show(
    me: Member,
    Path(id): Path<String>,
    Query(asked): Query<TableQuery>,
) -> Result<Response> {
    card::show(&TeamPage::find(me, &id, asked).await?, Some(&SECTION)).await
}

async fn update(manager: TeamManager, Form(mut form): Form<EscalationForm>) -> Result<Response> {
    form.settle();
    let reply = match form.wanted() {
        None => CardReply::invalid(),
        Some(Err(refusal)) => CardReply::refused(refusal),
        Some(Ok(layers)) => {
            let mut change = manager.change().await?;
            let (account, team) = (manager.account_id(), manager.team.id);
            let outcome = match set(&mut change, account, team, Some(&form.stamp), &layers).await? {
                EscalationSet::Saved => {
                    let flash = form.flash(layers.as_slice().len());
                    form = EscalationForm::of(&layers);
                    CardOutcome::Saved(flash)
                }
                EscalationSet::Stale(stamp) => {
                    form.stamp = stamp;
                    CardOutcome::Stale
                }
                EscalationSet::Gone => return Err(Error::NotFound),
            };
            outcome.commit(&manager, change).await?
        }
    };
    let page = TeamPage::of(manager, TableQuery::default());
    let mut tx = page.me.app.db.read().await?;
    let card = build(&page, &mut tx, form, Some(&reply)).await?;
    drop(tx);
    answer(&page, &SECTION, reply, card).await
}
