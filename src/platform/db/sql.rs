//! `sql!`: one text with native types, compiled for both databases, and the register of all texts.

/// A statement in the source.
#[derive(Debug)]
pub struct Statement {
    /// The text, with `$n` placeholders.
    pub text: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in it.
    pub line: u32,
}

inventory::collect!(Statement);

/// Lists every statement of the program, for the test that prepares each on both databases.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<Statement>.into_iter()
}

/// Runs a statement on the database of a [`Tx`](super::Tx).
///
/// `sql!(tx, fetch_optional Row, "SELECT …", id)`, likewise `fetch_one` and `fetch_all`; `scalar`,
/// `scalar_optional` and `scalars` for a single column; `execute` returns the number of affected
/// rows.
#[macro_export]
macro_rules! sql {
    ($tx:expr, execute, $text:literal $(, $arg:expr)* $(,)?) => {{
        $crate::sql!(@register $text);
        match $crate::platform::db::Tx::connection($tx) {
            $crate::platform::db::Connection::Sqlite(connection) => {
                sqlx::query::<sqlx::Sqlite>($text)$(.bind($arg))*
                    .execute(connection).await.map(|done| done.rows_affected())
            }
            $crate::platform::db::Connection::Postgres(connection, health) => {
                health.serves(Box::pin(
                    sqlx::query::<sqlx::Postgres>($text)$(.bind($arg))*.execute(connection)
                )).await.map(|done| done.rows_affected())
            }
        }
    }};
    ($tx:expr, scalar $kind:ty, $text:literal $(, $arg:expr)* $(,)?) => {
        $crate::sql!(@run $tx, query_scalar::<_, $kind>, fetch_one, $text $(, $arg)*)
    };
    ($tx:expr, scalar_optional $kind:ty, $text:literal $(, $arg:expr)* $(,)?) => {
        $crate::sql!(@run $tx, query_scalar::<_, $kind>, fetch_optional, $text $(, $arg)*)
    };
    ($tx:expr, scalars $kind:ty, $text:literal $(, $arg:expr)* $(,)?) => {
        $crate::sql!(@run $tx, query_scalar::<_, $kind>, fetch_all, $text $(, $arg)*)
    };
    ($tx:expr, $verb:ident $row:ty, $text:literal $(, $arg:expr)* $(,)?) => {
        $crate::sql!(@run $tx, query_as::<_, $row>, $verb, $text $(, $arg)*)
    };
    (@run $tx:expr, $query:ident::<_, $row:ty>, $verb:ident, $text:literal $(, $arg:expr)*) => {{
        $crate::sql!(@register $text);
        match $crate::platform::db::Tx::connection($tx) {
            $crate::platform::db::Connection::Sqlite(connection) => {
                sqlx::$query::<sqlx::Sqlite, $row>($text)$(.bind($arg))*.$verb(connection).await
            }
            $crate::platform::db::Connection::Postgres(connection, health) => {
                health.serves(Box::pin(
                    sqlx::$query::<sqlx::Postgres, $row>($text)$(.bind($arg))*.$verb(connection)
                )).await
            }
        }
    }};
    (@register $text:literal) => {
        inventory::submit! {
            $crate::platform::db::Statement { text: $text, file: file!(), line: line!() }
        }
    };
}
