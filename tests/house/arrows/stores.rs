use crate::house::sources::{Source, Sources, assert_none, report};

/// The kits with tables of their own, in whatever file.
const KITS_WITH_SQL: &[&str] =
    &["platform::db", "web::viewer", "web::gate", "web::api", "core", "messaging"];

/// Tells whether a file has a noun's rules or its SQL.
fn is_rule_or_store(sources: &Sources, file: &Source) -> bool {
    let Some(home) = sources.home(&file.module) else { return false };
    match file.stem() {
        "mod" => home == file.module,
        "policy" | "store" => true,
        _ => false,
    }
}

fn rules_with_pages(sources: &Sources) -> Vec<String> {
    let rules = sources.code().filter(|file| is_rule_or_store(sources, file));
    rules
        .flat_map(|file| report(file, |to| to.module.first().is_some_and(|area| area == "web")))
        .collect()
}

fn sql_outside_stores(sources: &Sources) -> Vec<String> {
    let has_sql = |file: &&Source| {
        let module = file.module.join("::") + "::";
        let in_kit = KITS_WITH_SQL.iter().any(|kit| module.starts_with(&format!("{kit}::")));
        !in_kit && file.stem() != "store"
    };
    let calls = sources.code().filter(has_sql).flat_map(|file| {
        let sql = file.macros.iter().filter(|(name, _)| name == "sql");
        sql.map(|(_, line)| file.at(*line))
    });
    calls.collect()
}

#[test]
fn rules_and_stores_never_import_web() {
    assert_none("rules and stores that import web", rules_with_pages(Sources::real()));
}

#[test]
fn only_a_store_has_sql() {
    assert_none("sql! outside a store", sql_outside_stores(Sources::real()));
}

#[test]
fn a_rule_that_imports_web_is_found() {
    let sources = Sources::made_up(&[
        ("src/web/mod.rs", "pub mod form; pub struct App;"),
        ("src/web/form.rs", ""),
        ("src/users/mod.rs", "use crate::web::App;"),
        ("src/users/emails/mod.rs", "mod page; pub use page::routes; use crate::web::App;"),
        ("src/users/emails/page.rs", "use crate::web::form;"),
        ("src/users/emails/policy.rs", "use crate::web::form;"),
        ("src/users/emails/links/store.rs", "fn f(app: &crate::web::App) {}"),
        (
            "src/users/emails/links/mod.rs",
            "use crate::web; #[cfg(test)] mod tests { use web::form; }",
        ),
        ("src/users/emails/api/mod.rs", "use crate::web::App;"),
        ("src/users/emails/api/store.rs", "use crate::web::App;"),
        ("src/audit/mod.rs", "use crate::web::App;"),
    ]);
    let mut found = rules_with_pages(&sources);
    found.sort();
    let expected = [
        "src/audit/mod.rs:1 web::App",
        "src/users/emails/api/store.rs:1 web::App",
        "src/users/emails/links/mod.rs:1 web",
        "src/users/emails/links/store.rs:1 web::App",
        "src/users/emails/mod.rs:1 web::App",
        "src/users/emails/policy.rs:1 web::form",
    ];
    assert_eq!(found, expected);
}

#[test]
fn sql_outside_a_store_is_found() {
    let call = "async fn f() { sql!(tx, execute, \"SELECT 1\") }";
    let sources = Sources::made_up(&[
        ("src/users/emails/store.rs", call),
        ("src/core/limits.rs", call),
        ("src/web/api/quota.rs", call),
        ("src/web/card.rs", call),
        ("src/app/cleanup.rs", "fn f() { vec![sql!(tx, execute, \"SELECT 1\")] }"),
        ("src/users/emails/mod.rs", "fn f() { crate::sql!(tx, execute, \"SELECT 1\") }"),
    ]);
    let mut found = sql_outside_stores(&sources);
    found.sort();
    let expected = ["src/app/cleanup.rs:1", "src/users/emails/mod.rs:1", "src/web/card.rs:1"];
    assert_eq!(found, expected);
}
