//! Password hashing: argon2id, encrypted under a pepper, never more at once than cores.

mod argon2id;
mod breached;

use std::sync::{Arc, Mutex};
use std::time::Duration;

pub use argon2id::reseal;
use argon2id::{Memory, hash, matching};
pub use breached::BreachedPasswords;
use subtle::ConstantTimeEq;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::keys::SecretKeys;
use super::random;

/// The shortest password, in code points (NIST SP 800-63B asks for 8, ASVS 5 for 8 to 15).
pub const MIN_POINTS: usize = 12;
/// Past this many code points or bytes a password is refused before anything is computed.
pub const MAX_POINTS: usize = 128;
const MAX_BYTES: usize = 512;

/// How many may wait for a hash, a core, before the answer is "later".
const QUEUE_PER_CORE: usize = 32;

/// A password as it was typed: it can be hashed and compared, never printed or sent back.
#[derive(Clone, Default)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Wraps typed text.
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is longer than anything that may ever be hashed.
    pub fn is_too_long(&self) -> bool {
        // However it was composed; but nobody normalises a book to find that it is too long.
        self.0.len() > 3 * MAX_BYTES
            || self.normalised().len() > MAX_BYTES
            || self.points() > MAX_POINTS
    }

    /// Its length in code points, composed.
    pub fn points(&self) -> usize {
        self.normalised().chars().count()
    }

    /// The text, for judging its strength.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The same text however it was composed (NFC); spaces and case stay.
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

/// What came of comparing a password with a stored hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// It is the password.
    Right,
    /// It is, and the stored hash should be made anew: other parameters, or an older key.
    RightButStale,
    /// It is not, or there is none.
    Wrong,
}

/// Too many are waiting for a hash already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("every core is hashing and the queue is full")]
pub struct Busy;

impl Busy {
    /// How long the caller is asked to wait.
    pub const RETRY_AFTER: Duration = Duration::from_secs(2);
}

/// The one place where passwords are hashed and compared.
#[derive(Clone)]
pub struct Passwords {
    keys: Arc<SecretKeys>,
    cores: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// What is hashed in, handed on while others wait: each thread that asked for its own would keep
    /// some of it for ever.
    memory: Arc<Mutex<Vec<Memory>>>,
    /// Compared with when there is no user or no password, so that a miss costs what a hit does.
    dummy: Arc<str>,
    breached: Option<Arc<BreachedPasswords>>,
}

impl Passwords {
    /// A hasher on this machine's cores, with the list of breached passwords if there is one.
    ///
    /// # Errors
    /// When argon2 refuses the parameters, which a test would show.
    pub fn new(keys: Arc<SecretKeys>, breached: Option<BreachedPasswords>) -> anyhow::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let nobody = Password::new(super::encode(&random::<24>()));
        let dummy = hash(&keys, &nobody, &mut Memory::new())?.into();
        Ok(Self {
            keys,
            cores: Arc::new(Semaphore::new(cores)),
            queue: Arc::new(Semaphore::new(cores * (QUEUE_PER_CORE + 1))),
            memory: Arc::default(),
            dummy,
            breached: breached.map(Arc::new),
        })
    }

    /// Whether a password stands on the list of breached ones. Without a list none does.
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

    /// Keeps it for whoever waits; when nobody does, there is nothing to keep.
    fn hand_on(&self, memory: Memory) {
        if let Ok(mut spare) = self.memory.lock() {
            match self.cores.available_permits() {
                0 => spare.push(memory),
                _ => spare.clear(),
            }
        }
    }

    /// A place in the queue for a core; take it before counting a try.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub fn queue(&self) -> Result<HashSlot, Busy> {
        let waiting = self.queue.clone().try_acquire_owned().map_err(|_| Busy)?;
        Ok(HashSlot { passwords: self.clone(), waiting })
    }
}

/// A place in the queue: good for one hash.
pub struct HashSlot {
    passwords: Passwords,
    waiting: OwnedSemaphorePermit,
}

impl HashSlot {
    /// What is stored of a password, with the id of the pepper in it.
    ///
    /// # Errors
    /// When argon2 fails, which would be a defect.
    pub async fn hash(self, password: Password) -> Result<String, HashingFailed> {
        let keys = self.passwords.keys.clone();
        self.on_a_core(move |memory| hash(&keys, &password, memory))
            .await?
            .map_err(HashingFailed::Broken)
    }

    /// Compares; costs one hash whether or not there is anything `stored`. A password that is too
    /// long to be anyone's is compared as an empty one.
    ///
    /// # Errors
    /// When the hashing task fails, which would be a defect.
    pub async fn check(
        self,
        password: Password,
        stored: Option<String>,
    ) -> Result<Check, HashingFailed> {
        let password = if password.is_too_long() { Password::default() } else { password };
        let (keys, dummy) = (self.passwords.keys.clone(), self.passwords.dummy.clone());
        self.on_a_core(move |memory| {
            let checked = stored.and_then(|stored| {
                let checked = matching(&keys, &password, &stored, memory);
                if checked.is_none() {
                    tracing::error!(
                        event = "hash_unreadable",
                        "a stored hash cannot be read: damaged, or its key is gone"
                    );
                }
                checked
            });
            checked.unwrap_or_else(|| {
                matching(&keys, &password, &dummy, memory);
                Check::Wrong
            })
        })
        .await
    }

    /// The permit travels into the blocking task: a caller that goes away does not free the core
    /// that is still hashing for it.
    async fn on_a_core<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let core = self.passwords.cores.clone().acquire_owned().await.map_err(|_| Busy)?;
        let (waiting, passwords) = (self.waiting, self.passwords);
        let result = tokio::task::spawn_blocking(move || {
            let _held = (waiting, core);
            let mut memory = passwords.take_memory();
            let done = work(&mut memory);
            passwords.hand_on(memory);
            done
        });
        result.await.map_err(|error| HashingFailed::Broken(error.into()))
    }
}

/// Why there is no hash.
#[derive(Debug, thiserror::Error)]
pub enum HashingFailed {
    /// Ask again later.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// A defect.
    #[error(transparent)]
    Broken(anyhow::Error),
}
