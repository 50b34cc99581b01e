//! The table of data classes in `docs/controls.md`, compared with the schema and `columns.rs`.

use std::collections::BTreeSet;

use super::canary::schema;
use super::columns::HIDDEN;
use crate::support::TestApp;

const CONTROLS: &str = include_str!("../../../docs/controls.md");

/// A row of the table: the class of data, and its columns.
struct Kind {
    class: &'static str,
    places: Vec<&'static str>,
}

fn kinds() -> Vec<Kind> {
    let table = CONTROLS.split_once("### Each kind of data").unwrap().1;
    let rows = table.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let kind = |row: &'static str| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let spans = cells[3].split('`').skip(1).step_by(2);
        Kind { class: cells[2], places: spans.filter(|span| !span.contains('/')).collect() }
    };
    rows.map(kind).collect()
}

#[tokio::test]
async fn each_kind_of_data_is_where_the_document_says() {
    let app = TestApp::new().await;
    let columns = schema(&mut app.app.db.read().await.unwrap()).await;
    let tables: BTreeSet<_> =
        columns.iter().filter_map(|column| Some(column.split_once('.')?.0)).collect();
    let kinds = kinds();
    assert!(kinds.len() > 20, "{}", kinds.len());
    for place in kinds.iter().flat_map(|kind| &kind.places) {
        assert!(columns.contains(*place) || tables.contains(place), "{place} is no place");
    }
    let secret = kinds.iter().filter(|kind| kind.class.starts_with("secret"));
    let secret: BTreeSet<_> = secret.flat_map(|kind| &kind.places).copied().collect();
    for (column, _) in HIDDEN.iter().filter(|(_, why)| why.starts_with("secret")) {
        assert!(secret.contains(column), "{column} is a secret that no row names");
    }
}
