//! Lists: statements composed of fixed texts for filters, order and window, with bound values.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

use super::{Connection, Result, Tx};
use crate::platform::clock::{TimeSpan, Timestamp};

/// A bound value of a statement.
#[derive(Clone, Debug)]
pub enum SqlValue {
    Id(Uuid),
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
    Flag(bool),
}

/// A comparison of a column with a value that works alike on both databases.
#[derive(Clone, Copy, Debug)]
pub enum Comparison {
    /// An operator of SQL.
    Sign(&'static str),
    /// Not equal, or null.
    IsNot,
    /// Case-sensitive prefix; `LIKE` is case-sensitive on PostgreSQL only.
    BeginsWith,
    Contains,
    /// Two values, both included.
    Between,
    /// A condition of its own, in which `?` stands for the value.
    By(&'static str),
}

impl From<i64> for SqlValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for SqlValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for SqlValue {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// The direction of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum Direction {
    #[default]
    Asc,
    Desc,
}

/// A window of a list: how many rows, after skipping how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub rows: i64,
    pub offset: i64,
}

impl Window {
    /// Returns the window of the first rows.
    pub fn first(rows: i64) -> Self {
        Self { rows, offset: 0 }
    }
}

/// The most rows that are counted for a page; of more, only that there are more is known.
const MOST_COUNTED: i64 = 10_000;

/// The page of a list that is asked for: its number from 1, and how many rows a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageWanted {
    pub number: i64,
    pub rows: i64,
}

impl PageWanted {
    /// Returns the number of rows before the page.
    fn offset(self) -> i64 {
        (self.number - 1) * self.rows
    }

    /// Returns the last page of a list of this many rows.
    fn last_of(self, total: i64) -> Self {
        Self { number: ((total - 1).max(0) / self.rows.max(1)) + 1, ..self }
    }
}

/// The number of rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowTotal {
    Exactly(i64),
    MoreThan(i64),
}

/// A page of a list: the one that was asked for or, beyond the end, the last one.
#[derive(Clone, Debug)]
pub struct ListPage<R> {
    pub number: i64,
    pub rows: Vec<R>,
    pub has_more: bool,
    /// The rows of all pages.
    pub total: RowTotal,
}

/// A statement being composed, of fixed texts of the program whose `?` each stand for a value.
#[derive(Clone, Debug)]
pub struct List {
    text: String,
    values: Vec<SqlValue>,
    /// The length of the text before its order.
    unordered: Option<usize>,
}

impl List {
    /// Begins with the text up to `WHERE` and a first condition.
    pub fn new(text: &'static str, values: impl IntoIterator<Item = SqlValue>) -> Self {
        let mut list = Self { text: String::new(), values: Vec::new(), unordered: None };
        list.push(text, values);
        list
    }

    /// Adds a condition.
    pub fn and(&mut self, condition: &'static str, values: impl IntoIterator<Item = SqlValue>) {
        self.text.push_str(" AND ");
        self.push(condition, values);
    }

    /// Adds a comparison of a column.
    pub fn compare(&mut self, column: &'static str, comparison: Comparison, values: Vec<SqlValue>) {
        let text = match comparison {
            Comparison::Sign(sign) => format!(" AND {column} {sign} ?"),
            Comparison::IsNot => format!(" AND ({column} <> ? OR {column} IS NULL)"),
            Comparison::BeginsWith => format!(" AND substr({column}, 1, length(?)) = ?"),
            Comparison::Contains => format!(" AND replace({column}, ?, '') <> {column}"),
            Comparison::By(condition) => format!(" AND {condition}"),
            Comparison::Between => format!(" AND {column} BETWEEN ? AND ?"),
        };
        let values = match comparison {
            Comparison::BeginsWith => values.iter().chain(&values).cloned().collect(),
            _ => values,
        };
        self.push(&text, values);
    }

    /// Adds the condition that the moment of a column is in a span.
    pub fn during(&mut self, column: &'static str, span: TimeSpan) {
        let mut bound = |sign, moment: Option<Timestamp>| {
            if let Some(moment) = moment {
                self.compare(column, Comparison::Sign(sign), vec![moment.millis().into()]);
            }
        };
        bound(">=", span.from);
        bound("<", span.until);
    }

    /// Adds the condition that a column has one of these values.
    pub fn and_one_of(&mut self, column: &'static str, values: impl IntoIterator<Item = SqlValue>) {
        self.text.push_str(" AND ");
        self.text.push_str(column);
        self.text.push_str(" IN (");
        for (at, value) in values.into_iter().enumerate() {
            self.push(if at == 0 { "?" } else { ", ?" }, [value]);
        }
        self.text.push(')');
    }

    /// Orders by these columns, all in one direction.
    pub fn order(&mut self, columns: &[&'static str], direction: Direction) {
        self.unordered = Some(self.text.len());
        for (at, column) in columns.iter().enumerate() {
            self.text.push_str(if at == 0 { " ORDER BY " } else { ", " });
            self.text.push_str(column);
            self.text.push_str(if direction == Direction::Desc { " DESC" } else { " ASC" });
        }
    }

    /// Restricts the list to a window.
    pub fn window(&mut self, window: Window) {
        self.push(" LIMIT ? OFFSET ?", [window.rows.into(), window.offset.into()]);
    }

    /// Makes the list a subquery: `before` is put before it, `after` behind it.
    pub fn inside(mut self, before: &'static str, after: &'static str) -> Self {
        self.text = format!("{before} ({}) {after}", self.text);
        self.unordered = None;
        self
    }

    fn push(&mut self, text: &str, values: impl IntoIterator<Item = SqlValue>) {
        let mut values = values.into_iter();
        let mut pieces = text.split('?');
        self.text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.values.extend(values.next());
            self.text.push_str(&format!("${}{piece}", self.values.len()));
        }
    }

    /// Fetches every row.
    pub async fn fetch_all<R>(self, tx: &mut Tx) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        macro_rules! run {
            ($database:ty, $connection:expr) => {{
                let text = AssertSqlSafe(self.text);
                let mut query = sqlx::query_as::<$database, R>(text);
                for value in self.values {
                    query = match value {
                        SqlValue::Id(id) => query.bind(id),
                        SqlValue::Number(number) => query.bind(number),
                        SqlValue::Text(text) => query.bind(text),
                        SqlValue::Bytes(bytes) => query.bind(bytes),
                        SqlValue::Flag(flag) => query.bind(flag),
                    };
                }
                query.fetch_all($connection)
            }};
        }
        match tx.connection() {
            Connection::Sqlite(connection) => run!(sqlx::Sqlite, connection).await,
            Connection::Postgres(connection, health) => {
                health.serves(Box::pin(run!(sqlx::Postgres, connection))).await
            }
        }
    }

    /// Fetches a page.
    pub async fn page<R>(self, tx: &mut Tx, wanted: PageWanted) -> Result<ListPage<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        self.page_inside(tx, wanted, |list| list).await
    }

    /// Fetches a page; `around` makes the statement of its rows from the list of the page.
    pub async fn page_inside<R>(
        self,
        tx: &mut Tx,
        mut wanted: PageWanted,
        around: impl Fn(Self) -> Self,
    ) -> Result<ListPage<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let statement = |wanted: PageWanted| {
            let mut list = self.clone();
            // One row more tells whether there is another page.
            list.window(Window { rows: wanted.rows + 1, offset: wanted.offset() });
            around(list)
        };
        let mut rows = statement(wanted).fetch_all::<R>(tx).await?;
        if rows.is_empty() && wanted.number > 1 {
            wanted = wanted.last_of(self.clone().unordered().count(tx).await?);
            rows = statement(wanted).fetch_all::<R>(tx).await?;
        }
        let found = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let has_more = found > wanted.rows;
        let total = match has_more {
            false => RowTotal::Exactly(wanted.offset() + found),
            true => self.unordered().total(tx, wanted).await?,
        };
        rows.truncate(usize::try_from(wanted.rows).unwrap_or(usize::MAX));
        Ok(ListPage { number: wanted.number, rows, has_more, total })
    }

    /// Drops the order, which counting does not need.
    fn unordered(mut self) -> Self {
        if let Some(length) = self.unordered.take() {
            self.text.truncate(length);
        }
        self
    }

    /// Counts the rows: all of them on a page far behind, else up to the most.
    async fn total(mut self, tx: &mut Tx, wanted: PageWanted) -> Result<RowTotal> {
        if wanted.offset() + wanted.rows >= MOST_COUNTED {
            return self.count(tx).await.map(RowTotal::Exactly);
        }
        self.push(" LIMIT ?", [(MOST_COUNTED + 1).into()]);
        Ok(match self.count(tx).await? {
            total if total > MOST_COUNTED => RowTotal::MoreThan(MOST_COUNTED),
            total => RowTotal::Exactly(total),
        })
    }

    /// Counts the rows.
    pub async fn count(self, tx: &mut Tx) -> Result<i64> {
        let counted = self.inside("SELECT COUNT(*) FROM", "AS counted").fetch_all::<(i64,)>(tx);
        Ok(counted.await?.first().map(|(count,)| *count).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_has_the_last_row() {
        let last = |total| PageWanted { number: 99, rows: 10 }.last_of(total).number;
        assert_eq!([0, 1, 10, 11, 20, 21].map(last), [1, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn values_are_numbered_in_the_order_of_the_text() {
        let mut list = List::new("SELECT a FROM b WHERE c = ?", [1.into()]);
        list.and("d BETWEEN ? AND ?", ["x".to_owned().into(), "y".to_owned().into()]);
        list.and_one_of("g", [3.into(), 4.into()]);
        list.order(&["e", "f"], Direction::Desc);
        list.window(Window { rows: 10, offset: 20 });
        assert_eq!(
            list.text,
            "SELECT a FROM b WHERE c = $1 AND d BETWEEN $2 AND $3 AND g IN ($4, $5) \
             ORDER BY e DESC, f DESC LIMIT $6 OFFSET $7"
        );
        assert_eq!(list.values.len(), 7);
        let mut ordered = List::new("SELECT a FROM b WHERE c = ?", [1.into()]);
        ordered.order(&["e"], Direction::Asc);
        assert_eq!(ordered.unordered().text, "SELECT a FROM b WHERE c = $1");
        let mut outer = List::new("SELECT a FROM b WHERE c = ?", [1.into()]);
        outer.window(Window { rows: 10, offset: 20 });
        let mut outer = outer.inside("SELECT h.a FROM", "h JOIN i ON i.a = h.a");
        outer.order(&["h.a"], Direction::Asc);
        assert_eq!(
            outer.text,
            "SELECT h.a FROM (SELECT a FROM b WHERE c = $1 LIMIT $2 OFFSET $3) h \
             JOIN i ON i.a = h.a ORDER BY h.a ASC"
        );
    }
}
