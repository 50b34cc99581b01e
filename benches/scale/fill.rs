//! Fills a database with users as fast as it accepts rows with all indexes.

use std::str::FromStr;

use callbook::platform::clock::Timestamp;
use callbook::platform::i18n::sort;
use callbook::users::search;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{
    ConnectOptions, Connection, PgConnection, Postgres, QueryBuilder, Sqlite, SqliteConnection,
};
use tokio::sync::mpsc;

use super::crowd::{self, Batch, Size};

/// The rows of one statement.
const ROWS: usize = 500;

/// A connection that may lose its writes in a power failure: the bench starts again then.
enum Writer {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Inserts rows, with the values of each.
macro_rules! insert {
    ($writer:expr, $rows:expr, $text:literal, $values:expr) => {
        for rows in $rows.chunks(ROWS) {
            match $writer {
                Writer::Sqlite(connection) => {
                    let mut query = QueryBuilder::<Sqlite>::new(concat!("INSERT INTO ", $text));
                    query.push_values(rows, $values);
                    query.build().execute(connection).await.unwrap();
                }
                Writer::Postgres(connection) => {
                    let mut query = QueryBuilder::<Postgres>::new(concat!("INSERT INTO ", $text));
                    query.push_values(rows, $values);
                    query.build().execute(connection).await.unwrap();
                }
            }
        }
    };
}

/// Fills a database with tables but without users, which nobody else has open. All passwords have
/// one hash.
pub async fn fill(url: &str, size: Size, hash: &str, start: Timestamp) {
    let mut writer = Writer::open(url).await;
    let (give, mut batches) = mpsc::channel(1);
    let raising = tokio::task::spawn_blocking(move || {
        crowd::raise(size, start, |batch| give.blocking_send(batch).unwrap());
    });
    while let Some(batch) = batches.recv().await {
        writer.run("BEGIN").await;
        writer.write(&batch, hash).await;
        writer.run("COMMIT").await;
    }
    raising.await.unwrap();
    writer.close().await;
}

impl Writer {
    async fn open(url: &str) -> Self {
        if url.starts_with("postgres") {
            let mut writer = Self::Postgres(PgConnection::connect(url).await.unwrap());
            writer.run("SET synchronous_commit = off").await;
            return writer;
        }
        let options = SqliteConnectOptions::from_str(url)
            .unwrap()
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .foreign_keys(false)
            .pragma("cache_size", "-1000000");
        Self::Sqlite(options.connect().await.unwrap())
    }

    async fn run(&mut self, text: &'static str) {
        match self {
            Self::Sqlite(connection) => {
                sqlx::query(text).execute(connection).await.unwrap();
            }
            Self::Postgres(connection) => {
                sqlx::query(text).execute(connection).await.unwrap();
            }
        }
    }

    /// PostgreSQL analyzes new rows by itself, but only after a while.
    async fn close(mut self) {
        if matches!(self, Self::Postgres(_)) {
            self.run("VACUUM ANALYZE").await;
        }
        match self {
            Self::Sqlite(connection) => connection.close().await.unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }

    async fn write(&mut self, batch: &Batch, hash: &str) {
        self.write_accounts(batch).await;
        self.write_people(batch, hash).await;
        insert!(
            self,
            batch.words,
            "account_user_words (account_id, word, account_user_id) ",
            |mut row, (account, word, member)| {
                row.push_bind(*account).push_bind(word.clone()).push_bind(*member);
            }
        );
    }

    async fn write_accounts(&mut self, batch: &Batch) {
        insert!(
            self,
            batch.accounts,
            "accounts (version, id, name, created_at, updated_at) ",
            |mut row, one| {
                row.push("1").push_bind(one.id).push_bind(one.name.clone());
                row.push_bind(one.at).push_bind(one.at);
            }
        );
        let counters = batch.accounts.iter().flat_map(|one| {
            let teams = ["team", "schedule"].map(|kind| (one.id, kind, one.teams as i64));
            [(one.id, "account_user", one.people as i64)].into_iter().chain(teams)
        });
        let counters: Vec<_> = counters.collect();
        insert!(self, counters, "counters (account_id, kind, next_tiny_id, total) ", |mut row,
                                                                                      (
            account,
            kind,
            total,
        )| {
            row.push_bind(*account).push_bind(*kind).push_bind(total + 1).push_bind(*total);
        });
        insert!(
            self,
            batch.teams,
            "teams (version, notes, id, account_id, tiny_id, name, name_key, created_at, \
                updated_at) ",
            |mut row, one| {
                row.push("1, ''").push_bind(one.id).push_bind(one.account).push_bind(one.tiny_id);
                row.push_bind(one.name.clone()).push_bind(sort::key(&one.name));
                row.push_bind(one.at).push_bind(one.at);
            }
        );
        let words = batch
            .teams
            .iter()
            .flat_map(|one| search::words(&one.name).into_iter().map(move |word| (one.id, word)));
        let words: Vec<_> = words.collect();
        insert!(self, words, "team_words (team_id, word) ", |mut row, (team, word)| {
            row.push_bind(*team).push_bind(word.clone());
        });
        insert!(
            self,
            batch.teams,
            "schedules (version, id, account_id, team_id, tiny_id, created_at, updated_at) ",
            |mut row, one| {
                row.push("1").push_bind(one.schedule).push_bind(one.account).push_bind(one.id);
                row.push_bind(one.tiny_id).push_bind(one.at).push_bind(one.at);
            }
        );
    }

    async fn write_people(&mut self, batch: &Batch, hash: &str) {
        insert!(
            self,
            batch.people,
            "users (version, epoch, id, name, name_key, password, onboarded_at, last_sign_in_at, \
                created_at, updated_at) ",
            |mut row, one| {
                row.push("1, 1");
                row.push_bind(one.user).push_bind(one.name.clone()).push_bind(one.keys().0);
                row.push_bind(one.has_password.then(|| hash.to_owned()));
                row.push_bind(one.is_onboarded.then_some(one.at));
                row.push_bind(one.has_password.then_some(one.at));
                row.push_bind(one.at).push_bind(one.at);
            }
        );
        for channel in ["push", "email"] {
            insert!(
                self,
                batch.people,
                "notification_channels (user_id, channel, created_at) ",
                |mut row, one| {
                    row.push_bind(one.user).push_bind(channel).push_bind(one.at);
                }
            );
        }
        insert!(
            self,
            batch.people,
            "preferences (theme, time_format, first_day, rows_per_page, emoji_mode, \
                advanced_mode, debug_mode, app_persistent, app_sound, user_id, time_zone, \
                language) ",
            |mut row, one| {
                row.push(
                    "'system', 'automatic', 'automatic', 10, TRUE, FALSE, FALSE, 'never', \
                     'default'",
                );
                row.push_bind(one.user).push_bind(one.zone).push_bind(one.language);
            }
        );
        insert!(
            self,
            batch.people,
            "emails (is_primary, id, user_id, address, address_key, verified_at, created_at, \
                updated_at) ",
            |mut row, one| {
                let (id, address) = &one.email;
                row.push("TRUE").push_bind(*id).push_bind(one.user);
                row.push_bind(address.as_ref().to_owned()).push_bind(address.key().to_vec());
                row.push_bind(one.has_password.then_some(one.at));
                row.push_bind(one.at).push_bind(one.at);
            }
        );
        let phones = batch.people.iter().filter_map(|one| Some((one, one.phone.as_ref()?)));
        let phones: Vec<_> = phones.collect();
        insert!(
            self,
            phones,
            "phones (country, kind, confirmation_method, is_primary, failures, id, user_id, e164, \
                verified_at, created_at, updated_at) ",
            |mut row, (one, (id, number))| {
                row.push("'NL', 'mobile', 'sms', TRUE, 0").push_bind(*id).push_bind(one.user);
                row.push_bind(number.clone());
                row.push_bind(one.at).push_bind(one.at).push_bind(one.at);
            }
        );
        insert!(
            self,
            batch.people,
            "account_users (status, on_call_enabled, on_call_lead_times, on_call_layers, \
                off_call_enabled, off_call_lead_times, off_call_layers, id, account_id, user_id, \
                tiny_id, is_owner, is_admin, is_billing, is_broadcaster, is_communicator, \
                name_key, name_key_es, created_at, updated_at) ",
            |mut row, one| {
                row.push("'active', FALSE, '[]', '[]', FALSE, '[]', '[]'");
                row.push_bind(one.member).push_bind(one.account).push_bind(one.user);
                row.push_bind(one.tiny_id).push_bind(one.is_owner);
                row.push_bind(one.roles.admin).push_bind(one.roles.billing);
                row.push_bind(one.roles.broadcaster).push_bind(one.roles.communicator);
                let (key, key_es) = one.keys();
                row.push_bind(key).push_bind(key_es).push_bind(one.at).push_bind(one.at);
            }
        );
        insert!(
            self,
            batch.people,
            "team_members (team_id, account_user_id, is_admin, created_at) ",
            |mut row, one| {
                row.push_bind(one.team.0).push_bind(one.member);
                row.push_bind(one.team.1).push_bind(one.at);
            }
        );
    }
}
