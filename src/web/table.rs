//! Tables: search, filters, order and page, all of them in the URL.

use std::str::FromStr;

use serde::Deserialize;

use super::form::Query;
use crate::platform::db::list::{Direction, ListPage, PageWanted, RowTotal};
use crate::platform::i18n::Message;

/// The most characters of a search.
const MAX_CHARS: usize = 100;
/// The last page that can be requested, so that no product overflows.
const LAST_PAGE: i64 = 1_000_000;

/// The query of a table's URL. Invalid values are ignored.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct TableQuery {
    q: String,
    sort: String,
    direction: String,
    page: String,
    /// The kind of rows, where a table has several.
    show: String,
    /// Filters of the audit log and the history: how an event came about, whom it is of, and what
    /// happened.
    via: String,
    person: String,
    /// A team of the account.
    team: String,
    /// The first and the last day, where rows have a moment.
    from: String,
    to: String,
}

/// A table as it is shown; `S` are the columns by which it can be ordered.
pub struct Table<S> {
    pub path: String,
    /// The search words.
    pub q: String,
    /// Filters by name, which links to other pages keep.
    pub filters: Vec<(&'static str, String)>,
    pub sort: S,
    pub direction: Direction,
    pub page: i64,
    /// The number of rows on a page.
    pub rows: i64,
    has_more: bool,
    /// The rows on this page, and those of all pages.
    shown: i64,
    total: RowTotal,
}

impl<S: FromStr + AsRef<str> + Copy + Default + PartialEq> Table<S> {
    /// Makes the table of a path with this many rows on a page.
    pub fn of(path: impl Into<String>, Query(asked): Query<TableQuery>, rows: i64) -> Self {
        let plain = |text: String| -> String {
            text.chars().filter(|c| !c.is_control()).take(MAX_CHARS).collect()
        };
        Self {
            path: path.into(),
            q: plain(asked.q).trim().to_owned(),
            filters: [
                ("show", asked.show),
                ("via", asked.via),
                ("person", asked.person),
                ("team", asked.team),
                ("from", asked.from),
                ("to", asked.to),
            ]
            .into_iter()
            .map(|(name, value)| (name, plain(value)))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
            sort: asked.sort.parse().unwrap_or_default(),
            direction: asked.direction.parse().unwrap_or_default(),
            page: asked.page.parse().unwrap_or(1).clamp(1, LAST_PAGE),
            rows,
            has_more: false,
            shown: 0,
            total: RowTotal::Exactly(0),
        }
    }

    /// Returns the value of a filter, when it is set to a known one.
    pub fn filter<T: FromStr>(&self, name: &str) -> Option<T> {
        let (_, value) = self.filters.iter().find(|(of, _)| *of == name)?;
        value.parse().ok()
    }

    /// Returns the page to fetch.
    pub fn wanted(&self) -> PageWanted {
        PageWanted { number: self.page, rows: self.rows }
    }

    /// Returns the rows of the page that was found, and remembers which one it is.
    pub fn take<T>(&mut self, found: ListPage<T>) -> Vec<T> {
        self.page = found.number;
        self.has_more = found.has_more;
        self.shown = i64::try_from(found.rows.len()).unwrap_or(i64::MAX);
        self.total = found.total;
        found.rows
    }

    /// Returns which rows the page shows of how many; `None` when it shows all of them.
    pub fn range(&self) -> Option<Message> {
        if self.page == 1 && !self.has_more {
            return None;
        }
        let before = (self.page - 1) * self.rows;
        let range = |id, total| {
            Message::new(id)
                .with("from", before + 1)
                .with("to", before + self.shown)
                .with("total", total)
        };
        Some(match self.total {
            RowTotal::Exactly(total) => range("common-range", total),
            RowTotal::MoreThan(total) => range("common-range-of-more", total),
        })
    }

    /// Returns the URL of the previous page.
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.url(self.sort, self.direction, self.page - 1))
    }

    /// Returns the URL of the next page.
    pub fn next(&self) -> Option<String> {
        self.has_more.then(|| self.url(self.sort, self.direction, self.page + 1))
    }

    /// Returns the URL of the table ordered by a column; in the other direction when it is ordered
    /// by it already.
    pub fn ordered_by(&self, sort: S) -> String {
        let direction = match self.is_ordered_by(sort) {
            Some(Direction::Asc) => Direction::Desc,
            _ => Direction::Asc,
        };
        self.url(sort, direction, 1)
    }

    /// Returns the direction in which it is ordered by a column, if it is.
    pub fn is_ordered_by(&self, sort: S) -> Option<Direction> {
        (self.sort == sort).then_some(self.direction)
    }

    /// Returns the `aria-sort` of a column.
    pub fn aria_sort(&self, sort: S) -> &'static str {
        match self.is_ordered_by(sort) {
            Some(Direction::Asc) => "ascending",
            Some(Direction::Desc) => "descending",
            None => "none",
        }
    }

    /// Returns the URL of the table with its search and filters, this order and this page.
    pub fn url(&self, sort: S, direction: Direction, page: i64) -> String {
        let page = page.to_string();
        let mut query = Vec::new();
        let mut say = |name, value: &str, silent: &str| {
            if value != silent {
                query.push((name, value.to_owned()));
            }
        };
        say("q", &self.q, "");
        for (name, value) in &self.filters {
            say(name, value, "");
        }
        say("sort", sort.as_ref(), S::default().as_ref());
        say("direction", direction.as_ref(), Direction::default().as_ref());
        say("page", &page, "1");
        match serde_html_form::to_string(&query) {
            Ok(query) if !query.is_empty() => format!("{}?{query}", self.path),
            _ => self.path.clone(),
        }
    }
}

/// The one order of a table that always shows the newest first.
#[derive(Clone, Copy, Default, PartialEq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum Newest {
    #[default]
    First,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq, strum::EnumString, strum::AsRefStr)]
    #[strum(serialize_all = "lowercase")]
    enum Sort {
        #[default]
        Name,
        Number,
    }

    fn table(query: &str) -> Table<Sort> {
        Table::of("/x", Query(serde_html_form::from_str(query).unwrap()), 10)
    }

    #[test]
    fn a_url_says_what_differs_from_the_usual() {
        let mut table = table("q=+al+&sort=number&direction=desc&page=3");
        assert_eq!(table.wanted(), PageWanted { number: 3, rows: 10 });
        let found = ListPage {
            number: 3,
            rows: (0..10).collect(),
            has_more: true,
            total: RowTotal::Exactly(35),
        };
        assert_eq!(table.take(found).len(), 10);
        let range = Message::new("common-range").with("from", 21).with("to", 30).with("total", 35);
        assert_eq!(table.range(), Some(range));
        assert_eq!(table.previous().unwrap(), "/x?q=al&sort=number&direction=desc&page=2");
        assert_eq!(table.next().unwrap(), "/x?q=al&sort=number&direction=desc&page=4");
        assert_eq!(table.ordered_by(Sort::Number), "/x?q=al&sort=number");
        assert_eq!(table.ordered_by(Sort::Name), "/x?q=al");
        assert_eq!(table.aria_sort(Sort::Number), "descending");
        let filtered = self::table("show=new&via=&person=usr_1");
        assert_eq!(filtered.ordered_by(Sort::Number), "/x?show=new&person=usr_1&sort=number");
        assert_eq!(filtered.filter::<String>("show").as_deref(), Some("new"));
    }

    #[test]
    fn nonsense_asks_for_the_first_page() {
        for query in ["page=-1&sort=;drop&direction=up", "page=x", "page=", "q=%00"] {
            let table = table(query);
            assert_eq!((table.page, table.sort, table.direction), (1, Sort::Name, Direction::Asc));
            assert_eq!((table.q.as_str(), table.previous(), table.next()), ("", None, None));
            assert_eq!(table.range(), None);
        }
        assert_eq!(table("page=99999999999").page, LAST_PAGE);
        assert_eq!(table("page=9999999").page, LAST_PAGE);
    }
}
