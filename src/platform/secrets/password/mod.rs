//! Password hashing: argon2id under a pepper, at most one hash per core at a time.

mod argon2id;
mod breached;

use std::sync::{Arc, Mutex};
use std::time::Duration;

pub use argon2id::{HashCost, reseal};
use argon2id::{Memory, hash, matching};
pub use breached::BreachedPasswords;
use subtle::ConstantTimeEq;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::keys::SecretKeys;
use super::random;
use crate::platform::threads::WorkThreads;

/// The shortest password, in code points (NIST SP 800-63B requires 8, ASVS 5 requires 8 and
/// recommends 15).
pub const MIN_POINTS: usize = 12;
/// The longest password, in code points: a longer one is refused before anything is computed.
pub const MAX_POINTS: usize = 128;
const MAX_BYTES: usize = 512;

/// The most hashes that wait for each core, before callers are told to come back later.
const QUEUE_PER_CORE: usize = 32;

/// A password as it was typed: it can be hashed and compared, but never printed or sent back.
#[derive(Clone, Default)]
pub struct Password(Zeroizing<String>);

impl Password {
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// Tells whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether it is longer than any password can be.
    pub fn is_too_long(&self) -> bool {
        // Three bytes for each are enough in any normalisation form, and a book is not normalised
        // to find that it is too long.
        self.0.len() > 3 * MAX_BYTES
            || self.normalised().len() > MAX_BYTES
            || self.points() > MAX_POINTS
    }

    /// Returns the length in code points, in NFC.
    pub fn points(&self) -> usize {
        self.normalised().chars().count()
    }

    /// Returns the text, to judge its strength.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the text in NFC, so that every way of composing it is alike; spaces and case stay.
    fn normalised(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.nfc().collect())
    }
}

impl PartialEq for Password {
    fn eq(&self, other: &Self) -> bool {
        self.normalised().as_bytes().ct_eq(other.normalised().as_bytes()).into()
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The result of comparing a password with a stored hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The password is correct.
    Right,
    /// The password is correct, but the hash is outdated: other parameters, or an older key.
    RightButStale,
    /// The password is wrong, or there is no hash.
    Wrong,
}

/// The error of a full queue for hashing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("every core is hashing and the queue is full")]
pub struct Busy;

impl Busy {
    /// How long the caller is asked to wait.
    pub const RETRY_AFTER: Duration = Duration::from_secs(2);
}

/// The hasher of passwords.
#[derive(Clone)]
pub struct Passwords {
    keys: Arc<SecretKeys>,
    cost: HashCost,
    threads: Arc<WorkThreads>,
    cores: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// Working memory, handed on from one hash to the next: allocated per thread, some of it would
    /// never be freed.
    memory: Arc<Mutex<Vec<Memory>>>,
    /// The hash that is compared when there is no user or no password, so that it takes the same
    /// time.
    dummy: Arc<str>,
    breached: Option<Arc<BreachedPasswords>>,
}

impl Passwords {
    /// Makes a hasher for this machine's cores, with the list of breached passwords if there is
    /// one.
    ///
    /// # Errors
    /// When argon2 refuses the parameters, which would be a defect, or no thread can be started.
    pub fn new(
        keys: Arc<SecretKeys>,
        cost: HashCost,
        breached: Option<BreachedPasswords>,
    ) -> anyhow::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let nobody = Password::new(super::encode(&random::<24>()));
        let dummy = hash(&keys, cost, &nobody, &mut Memory::new())?.into();
        Ok(Self {
            keys,
            cost,
            threads: Arc::new(WorkThreads::start("hash", cores)?),
            cores: Arc::new(Semaphore::new(cores)),
            queue: Arc::new(Semaphore::new(cores * (QUEUE_PER_CORE + 1))),
            memory: Arc::default(),
            dummy,
            breached: breached.map(Arc::new),
        })
    }

    /// Tells whether a password is on the list of breached ones. Without a list none is.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub async fn is_breached(&self, password: &Password) -> anyhow::Result<bool> {
        let Some(list) = self.breached.clone() else { return Ok(false) };
        let password = password.clone();
        tokio::task::spawn_blocking(move || list.contains(&password)).await?
    }

    fn take_memory(&self) -> Memory {
        self.memory.lock().map(|mut spare| spare.pop()).ok().flatten().unwrap_or_default()
    }

    /// Keeps the memory for a waiting hash, or frees it when none waits.
    fn hand_on(&self, memory: Memory) {
        if let Ok(mut spare) = self.memory.lock() {
            match self.cores.available_permits() {
                0 => spare.push(memory),
                _ => spare.clear(),
            }
        }
    }

    /// Reserves a place in the queue; call it before counting an attempt.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub fn queue(&self) -> Result<HashSlot, Busy> {
        let waiting = self.queue.clone().try_acquire_owned().map_err(|_| Busy)?;
        Ok(HashSlot { passwords: self.clone(), waiting })
    }
}

/// A place in the queue, for one hash.
pub struct HashSlot {
    passwords: Passwords,
    waiting: OwnedSemaphorePermit,
}

impl HashSlot {
    /// Returns what is stored of a password, with the id of its pepper.
    ///
    /// # Errors
    /// When argon2 fails, which would be a defect.
    pub async fn hash(self, password: Password) -> Result<String, HashingFailed> {
        let (keys, cost) = (self.passwords.keys.clone(), self.passwords.cost);
        self.on_a_core(move |memory| hash(&keys, cost, &password, memory))
            .await?
            .map_err(HashingFailed::Broken)
    }

    /// Compares a password, at the cost of one hash whether or not anything is `stored`. A password
    /// that is too long is compared as an empty one.
    ///
    /// # Errors
    /// When the hashing task fails, which would be a defect.
    pub async fn check(
        self,
        password: Password,
        stored: Option<String>,
    ) -> Result<Check, HashingFailed> {
        let password = if password.is_too_long() { Password::default() } else { password };
        let (keys, cost) = (self.passwords.keys.clone(), self.passwords.cost);
        let dummy = self.passwords.dummy.clone();
        self.on_a_core(move |memory| {
            let checked = stored.and_then(|stored| {
                let checked = matching(&keys, cost, &password, &stored, memory);
                if checked.is_none() {
                    tracing::error!(
                        event = "hash_unreadable",
                        "a stored hash cannot be read: damaged, or its key is gone"
                    );
                }
                checked
            });
            checked.unwrap_or_else(|| {
                matching(&keys, cost, &password, &dummy, memory);
                Check::Wrong
            })
        })
        .await
    }

    /// Runs a hash in a thread of its own pool. The permit moves into the work: a caller that goes away
    /// does not free the core that still hashes for it.
    async fn on_a_core<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let core = self.passwords.cores.clone().acquire_owned().await.map_err(|_| Busy)?;
        let (waiting, passwords) = (self.waiting, self.passwords);
        let threads = passwords.threads.clone();
        let result = threads.run(move || {
            let _held = (waiting, core);
            let mut memory = passwords.take_memory();
            let done = work(&mut memory);
            passwords.hand_on(memory);
            done
        });
        result.await.map_err(HashingFailed::Broken)
    }
}

/// The reason why there is no hash.
#[derive(Debug, thiserror::Error)]
pub enum HashingFailed {
    /// The queue is full: try again later.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// A defect.
    #[error(transparent)]
    Broken(anyhow::Error),
}
