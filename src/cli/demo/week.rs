//! The demo's last week: alerts, paged by the program itself on a clock that starts a week ago.

use std::sync::Arc;
use std::time::Duration;

use super::{store, words};
use crate::accounts::teams;
use crate::app::jobs::JOBS;
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::messaging::transports::Transports;
use crate::messaging::{Channel, WorkerContext, worker};
use crate::oncall::alerts::{
    self, AlertMade, AnsweredBy, Answering, Destination, NewAlert, Urgency, comments,
};
use crate::oncall::escalation::{self, EscalationLayers, LayerRepeats, LayerTerms, LayerTimeOut};
use crate::platform::clock::Clock;
use crate::platform::ids::{AccountId, AlertId, TeamId};

/// An alert of the week.
struct WeekAlert {
    /// How many minutes ago it was made.
    ago: u64,
    title: &'static str,
    description: &'static str,
    urgency: Urgency,
    to: Paged,
    /// The severity and the message of an incident.
    incident: Option<[&'static str; 2]>,
    deeds: &'static [Deed],
}

/// The destination of an alert: the team of the demo, or the member with a local part.
enum Paged {
    Team,
    Member(&'static str),
}

/// A deed of the member with a local part, this many minutes after the one before.
struct Deed(u64, &'static str, Doing);

enum Doing {
    Acknowledge(AnsweredBy),
    Reject,
    Resolve,
    Comment(&'static str),
}

use Doing::{Acknowledge, Comment, Reject, Resolve};

const BY_SMS: AnsweredBy = AnsweredBy::Message(Channel::Sms);
const BY_MAIL: AnsweredBy = AnsweredBy::Message(Channel::Email);
const MINUTE: Duration = Duration::from_secs(60);
const DAY: u64 = 24 * 60;

/// The team that is paged.
const TEAM: &str = "Payments";

const WEEK: [WeekAlert; 7] = [
    WeekAlert {
        ago: 6 * DAY + 500,
        title: "Disk of db-2 is 91% full",
        description: "Growing by 2% an hour since midnight.\nRunbook: delete old exports first.",
        urgency: Urgency::High,
        to: Paged::Team,
        incident: None,
        deeds: &[
            Deed(2, "juergen", Acknowledge(BY_SMS)),
            Deed(35, "juergen", Comment("Deleted the exports of last year: 64% now.")),
            Deed(1, "juergen", Resolve),
        ],
    },
    WeekAlert {
        ago: 5 * DAY,
        title: "The certificate of api.acme.example expires in 7 days",
        description: "",
        urgency: Urgency::Low,
        to: Paged::Member("george"),
        incident: None,
        deeds: &[Deed(4, "george", Acknowledge(AnsweredBy::Page)), Deed(190, "george", Resolve)],
    },
    WeekAlert {
        ago: 4 * DAY + 130,
        title: "Error rate of the checkout is above 5%",
        description: "Most errors come from the card processor.",
        urgency: Urgency::Critical,
        to: Paged::Team,
        incident: Some(["SEV-2", "Join the bridge in #checkout."]),
        deeds: &[
            Deed(1, "kaito", Reject),
            Deed(1, "lucia", Acknowledge(BY_SMS)),
            Deed(20, "lucia", Comment("Their status page says they are on it.")),
            Deed(44, "lucia", Resolve),
        ],
    },
    WeekAlert {
        ago: 3 * DAY,
        title: "The nightly backup finished 40 minutes late",
        description: "",
        urgency: Urgency::Silent,
        to: Paged::Team,
        incident: None,
        deeds: &[],
    },
    WeekAlert {
        ago: 2 * DAY + 300,
        title: "Search answers in more than 2 seconds",
        description: "",
        urgency: Urgency::Medium,
        to: Paged::Member("ingrid"),
        incident: None,
        deeds: &[],
    },
    WeekAlert {
        ago: DAY,
        title: "The queue of receipts grows",
        description: "12,000 receipts wait to be mailed.",
        urgency: Urgency::High,
        to: Paged::Team,
        incident: None,
        deeds: &[
            Deed(3, "lucia", Acknowledge(BY_MAIL)),
            Deed(DAY - 200, "lucia", Comment("Half of them are out. I keep an eye on it.")),
        ],
    },
    WeekAlert {
        ago: 3,
        title: "The replica of db-1 lags by 40 seconds",
        description: "",
        urgency: Urgency::High,
        to: Paged::Team,
        incident: None,
        deeds: &[],
    },
];

/// Lives through the week. Its messages stand in the ledger, and are sent to nobody.
///
/// # Errors
/// When a person or the team of the demo is missing.
pub async fn live(served: &WorkerContext, account: AccountId) -> anyhow::Result<()> {
    let now = served.clock.now();
    let first = MINUTE * u32::try_from(WEEK[0].ago)?;
    let worker = WorkerContext {
        clock: Clock::starting_at(now - first),
        transports: Arc::new(Transports::keeping()),
        ..served.clone()
    };
    let week = Week { worker, account };
    let team = week.begin().await?;
    for alert in &WEEK {
        let due = now - MINUTE * u32::try_from(alert.ago)?;
        week.pass_until(due.since(week.worker.clock.now())).await?;
        let id = week.raise(alert, team).await?;
        for Deed(after, who, doing) in alert.deeds {
            week.pass_until(MINUTE * u32::try_from(*after)?).await?;
            week.act(id, who, doing).await?;
        }
    }
    week.work().await
}

/// The week as it is lived: a clock of the past, and messages that go nowhere.
struct Week {
    worker: WorkerContext,
    account: AccountId,
}

impl Week {
    /// Finds the team, and gives its last alert time, so that nobody is paged while someone looks
    /// at the demo.
    async fn begin(&self) -> anyhow::Result<TeamId> {
        let mut change = self.worker.begin(Actor::console(), Origin::default()).await?;
        let owner = store::member(&mut change, self.account, "alice@acme.example").await?;
        change.act_as(Actor::on_page(owner.user_id, Some(self.account)));
        let all = teams::list_of(&mut change, self.account).await?;
        let team = all.into_iter().find(|(_, name)| name == TEAM);
        let (team, _) = team.ok_or_else(|| anyhow::anyhow!("no team {TEAM}"))?;
        let time_out = LayerTimeOut::of_minutes(LayerTimeOut::MOST).unwrap_or_default();
        let layer = LayerTerms { time_out, repeats: LayerRepeats::Thrice };
        let layers = EscalationLayers::of(vec![layer, LayerTerms::default()]);
        let layers = layers.ok_or_else(|| anyhow::anyhow!("no layers"))?;
        escalation::set(&mut change, self.account, team, None, &layers).await?;
        change.commit().await?;
        Ok(team)
    }

    /// Runs what is due.
    async fn work(&self) -> anyhow::Result<()> {
        worker::work_off(&self.worker, &JOBS).await?;
        Ok(())
    }

    /// Lets time pass, in which layers may end.
    async fn pass_until(&self, mut time: Duration) -> anyhow::Result<()> {
        const STEP: Duration = Duration::from_secs(5 * 60);
        // What is unanswered is over within the first quarter of an hour.
        for _ in 0..3 {
            let step = time.min(STEP);
            self.worker.clock.advance(step);
            time -= step;
            self.work().await?;
        }
        self.worker.clock.advance(time);
        self.work().await
    }

    async fn raise(&self, alert: &WeekAlert, team: TeamId) -> anyhow::Result<AlertId> {
        let mut change = self.worker.begin(Actor::console(), Origin::default()).await?;
        let maker = store::member(&mut change, self.account, "carol@acme.example").await?;
        let to = match alert.to {
            Paged::Team => Destination::Team(team),
            Paged::Member(local) => {
                let address = format!("{local}@acme.example");
                Destination::Member(store::member(&mut change, self.account, &address).await?.id)
            }
        };
        let mut new = NewAlert::by(maker.user_id, alert.title.parse().map_err(words)?, vec![to]);
        new.description = alert.description.parse().map_err(words)?;
        new.urgency = alert.urgency;
        if let Some([severity, message]) = alert.incident {
            new.meta.insert("incident".to_owned(), true.into());
            new.meta.insert("incident_severity".to_owned(), severity.into());
            new.meta.insert("incident_message".to_owned(), message.into());
        }
        let AlertMade::Made(id) = alerts::make(&mut change, self.account, &new).await? else {
            anyhow::bail!("an alert of the demo is not made")
        };
        change.commit().await?;
        self.work().await?;
        Ok(id)
    }

    async fn act(&self, id: AlertId, who: &str, doing: &Doing) -> anyhow::Result<()> {
        let mut change = self.worker.begin(Actor::console(), Origin::default()).await?;
        let address = format!("{who}@acme.example");
        let user = store::member(&mut change, self.account, &address).await?.user_id;
        self.do_it(&mut change, id, Answering { user, by: AnsweredBy::Page }, doing).await?;
        change.commit().await?;
        self.work().await
    }

    async fn do_it(
        &self,
        change: &mut Change,
        id: AlertId,
        who: Answering,
        doing: &Doing,
    ) -> anyhow::Result<()> {
        let (account, transports) = (self.account, &*self.worker.transports);
        match doing {
            Acknowledge(by) => {
                let who = Answering { by: *by, ..who };
                alerts::acknowledge(change, transports, account, id, who).await?;
            }
            Reject => {
                let who = Answering { by: BY_SMS, ..who };
                alerts::reject(change, transports, account, id, who).await?;
            }
            Resolve => {
                alerts::resolve(change, transports, account, id, who, false).await?;
            }
            Comment(text) => {
                let body = text.parse().map_err(words)?;
                comments::comment(change, account, id, who.user, &body).await?;
            }
        }
        Ok(())
    }
}
