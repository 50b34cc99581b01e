//! Jobs in progress: several at once, so that a slow recipient delays few others, but one per contact.

use std::collections::HashMap;

use tokio::task::{Id, JoinSet};
use uuid::Uuid;

use super::queue::{AT_ONCE, BusyContacts};

/// The jobs of one queue that this process runs. Dropping it cancels them.
#[derive(Default)]
pub struct UnderWay {
    jobs: JoinSet<()>,
    contacts: HashMap<Id, Uuid>,
}

impl UnderWay {
    /// Tells whether no other job may begin.
    pub fn is_full(&self) -> bool {
        self.jobs.len() >= AT_ONCE
    }

    /// Tells whether no job is running.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Returns the contacts that the jobs send to.
    pub fn contacts(&self) -> BusyContacts {
        let mut contacts = [Uuid::nil(); AT_ONCE];
        for (place, contact) in contacts.iter_mut().zip(self.contacts.values()) {
            *place = *contact;
        }
        contacts
    }

    /// Begins a job, which sends to this contact.
    pub fn begin(&mut self, contact: Option<Uuid>, job: impl Future<Output = ()> + Send + 'static) {
        let id = self.jobs.spawn(job).id();
        self.contacts.extend(contact.map(|contact| (id, contact)));
    }

    /// Waits until a job ends, forever when none is running. A job that panics is logged, and tried
    /// again when its lease runs out.
    pub async fn one_ends(&mut self) {
        match self.jobs.join_next_with_id().await {
            Some(Ok((id, ()))) => _ = self.contacts.remove(&id),
            Some(Err(error)) => _ = self.contacts.remove(&error.id()),
            None => std::future::pending().await,
        }
    }

    /// Waits until all jobs have ended.
    pub async fn all_end(&mut self) {
        while !self.is_empty() {
            self.one_ends().await;
        }
    }
}
