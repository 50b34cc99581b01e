//! The kit of messages: the queue, the workers, the ledger, and the transports.

mod attempt;
mod backoff;
mod channels;
pub mod dev;
pub mod email;
pub mod health;
pub mod latest;
pub mod ledger;
pub mod letter;
pub mod queue;
pub mod receipts;
pub mod report;
pub mod sms;
pub mod transports;
pub mod twilio;
mod under_way;
pub mod voice;
pub mod worker;

use std::pin::Pin;
use std::sync::Arc;

pub use channels::{CHANNELS, Channel, ChannelRow, ContactKind};
use health::ProviderHealth;
use ledger::Reason;
use queue::Queue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use transports::{Outgoing, Transports};

use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::operator::OperatorSettings;
use crate::core::origin::Origin;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::clock::{Clock, Timestamp};
use crate::platform::config::PublicUrl;
use crate::platform::db::{Db, Result};
use crate::platform::i18n::Messages;
use crate::platform::ids::{AccountId, DeliveryId, EmailId, PhoneId, UserId};
use crate::platform::secrets::keys::SecretKeys;

/// Exports the messages to a person.
pub const EXPORT: ExportPart = ExportPart {
    name: "deliveries",
    read: |tx, user| personal_data::document(ledger::exported(tx, user)),
};

/// Deletes the messages to a person, sent or not, and their jobs, with their user.
pub const FORGET: Forget = |change, user| {
    Box::pin(async move {
        queue::forget(change, user).await?;
        ledger::forget(change, user).await
    })
};

/// A contact that messages go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    Email(EmailId),
    Phone(PhoneId),
}

impl Contact {
    /// Returns its id as an address and as a number: one of the two.
    pub fn ids(self) -> (Option<EmailId>, Option<PhoneId>) {
        match self {
            Self::Email(email) => (Some(email), None),
            Self::Phone(phone) => (None, Some(phone)),
        }
    }
}

/// A person and the contact of theirs that a message goes to.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub user: UserId,
    /// The account whose admins see the message in their ledger.
    pub account: Option<AccountId>,
    pub channel: Channel,
    pub contact: Contact,
    /// The masked address or number, the only form that the ledger stores.
    pub masked: String,
}

/// The parts of the program that workers use.
#[derive(Clone)]
pub struct WorkerContext {
    pub db: Db,
    pub clock: Clock,
    pub keys: Arc<SecretKeys>,
    pub operator: Arc<OperatorSettings>,
    pub messages: Arc<Messages>,
    pub public_url: PublicUrl,
    pub transports: Arc<Transports>,
    pub health: Arc<ProviderHealth>,
}

impl WorkerContext {
    /// Begins a change at this moment. The caller checks under the locks what it may do: see
    /// [`Change`].
    pub async fn begin(&self, actor: Actor, origin: Origin) -> Result<Change> {
        let (keys, operator) = (self.keys.clone(), self.operator.clone());
        Change::begin(&self.db, keys, operator, self.clock.now(), actor, origin).await
    }
}

/// The result of running a job.
pub enum JobStep {
    /// The job only wrote to the database, and commits with this transaction.
    Done,
    /// Its message is no longer needed.
    Void(Reason),
    /// This message is to be sent.
    Send(Outgoing),
}

/// The future of a job.
pub type JobFuture<'a, T> = Pin<Box<dyn Future<Output = anyhow::Result<T>> + Send + 'a>>;

/// A job: work that outlives its request. It holds ids, never secrets, and is stored as JSON.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Its name in the queue and in the ledger.
    const KIND: &'static str;

    /// Runs the job. It may run again, after a failure or a crash.
    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep>;
}

/// A kind of job, as the registry holds it.
pub struct JobKind {
    pub name: &'static str,
    run: for<'a> fn(&'a WorkerContext, &'a mut Change, &'a str) -> JobFuture<'a, JobStep>,
}

impl JobKind {
    /// Returns the kind of a job type.
    pub const fn of<J: Job>() -> Self {
        Self { name: J::KIND, run: run::<J> }
    }
}

fn run<'a, J: Job>(
    worker: &'a WorkerContext,
    change: &'a mut Change,
    payload: &'a str,
) -> JobFuture<'a, JobStep> {
    Box::pin(async move {
        let job: J = serde_json::from_str(payload)?;
        job.run(worker, change).await
    })
}

/// Queues a message: a row in the ledger and the job that sends it, in the transaction of the
/// change.
pub async fn send<J: Job>(change: &mut Change, to: &Recipient, job: &J) -> Result<DeliveryId> {
    let now = change.now();
    send_from(change, to, job, now).await
}

/// Queues a message like [`send`], to be sent no sooner than `due_at`.
pub async fn send_from<J: Job>(
    change: &mut Change,
    to: &Recipient,
    job: &J,
    due_at: Timestamp,
) -> Result<DeliveryId> {
    let now = change.now();
    let delivery = DeliveryId::mint(now);
    ledger::insert(change, delivery, to, J::KIND, now).await?;
    enqueue(change, Queue::Of(to.channel), Some(delivery), job, due_at).await?;
    Ok(delivery)
}

/// Queues a job that is not a message.
pub async fn later<J: Job>(change: &mut Change, job: &J) -> Result<()> {
    let now = change.now();
    at(change, job, now).await
}

/// Queues a job that is not a message, to run no sooner than `due_at`.
pub async fn at<J: Job>(change: &mut Change, job: &J, due_at: Timestamp) -> Result<()> {
    enqueue(change, Queue::Work, None, job, due_at).await
}

async fn enqueue<J: Job>(
    change: &mut Change,
    queue: Queue,
    delivery: Option<DeliveryId>,
    job: &J,
    due_at: Timestamp,
) -> Result<()> {
    let payload = serde_json::to_string(job)
        .map_err(|error| crate::platform::db::Error::Encode(error.into()))?;
    let now = change.now();
    queue::insert(change, queue, J::KIND, &payload, delivery, due_at, now).await?;
    change.leaves_work();
    Ok(())
}
