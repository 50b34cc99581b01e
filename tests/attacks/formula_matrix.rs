//! CSV injection: what strangers typed must not run in an exporter's spreadsheet, in any country.

use crate::accounts::{join, person};
use crate::support::{Browser, TestApp};

/// Texts that spreadsheets run as formulas, at the beginning and after what may end a cell.
const FORMULAS: [&str; 10] = [
    "=cmd|'/C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=HYPERLINK(\"\\\\evil.example\")",
    "=1+1;=2",
];
const FRONTS: [&str; 7] = ["", " ", "x;", "x;\"", "x,", "x|", "\""];
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

fn cells() -> impl Iterator<Item = String> {
    FORMULAS.iter().flat_map(|formula| FRONTS.iter().map(move |front| format!("{front}{formula}")))
}

async fn export(browser: &Browser, page: &str, action: &str) -> String {
    let form = browser.get(page).await.expect(200).page().form(action);
    browser.submit(&form).await.expect(200).text
}

/// Fails when any reader would find a formula in any cell.
fn check(file: &str) {
    for separator in SEPARATORS {
        for quoting in [true, false] {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(separator)
                .quoting(quoting)
                .flexible(true)
                .has_headers(false)
                .from_reader(file.as_bytes());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    let bare = cell.trim_matches(|c: char| c.is_whitespace() || c == '"');
                    let begins = bare.chars().next().unwrap_or_default();
                    assert!(!"=+-@＝＋－＠".contains(begins), "{separator} {quoting}: {cell:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn no_export_holds_a_formula_for_a_spreadsheet_of_any_country() {
    let app = TestApp::new().await;
    assert_eq!(cells().count(), 70);
    let alice = app.sign_in("alice").await;
    let mut members = Vec::new();
    for (number, cell) in cells().enumerate() {
        let user = person(&app, &cell, &format!("cell{number}@x.example")).await;
        members.push(join(&app, user).await);
    }
    // Carol reads Spanish, whose spreadsheets split at semicolons.
    let carol = app.sign_in("carol").await;
    for browser in [&alice, &carol] {
        let people = export(browser, "/users", "/users/export").await;
        assert!(people.matches("@x.example").count() == 70, "{people}");
        check(&people);
    }
    // Each of them gets a role, so that the audit log names them all.
    for id in members {
        let path = format!("/users/{id}");
        let form = alice.get(&path).await.page().form(&format!("{path}/roles"));
        alice.submit(&form.tick_one("roles", "billing")).await.expect(303);
    }
    for browser in [&alice, &carol] {
        let log = export(browser, "/audit?show=users", "/audit/export").await;
        assert!(log.lines().count() > 60, "{log}");
        check(&log);
    }
    app.deliver().await;
}
