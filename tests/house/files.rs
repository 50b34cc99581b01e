use regex::Regex;

const LONGEST: usize = 400;

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    for folder in ["src", "tests", "templates", "static", "migrations", "locales"] {
        for (path, text) in super::files(folder, &["rs", "html", "css", "js", "sql", "ftl"]) {
            assert!(text.lines().count() <= LONGEST, "{path} is too long");
        }
    }
}

#[test]
fn no_file_is_named_after_a_kind_of_thing() {
    let kinds =
        ["form", "model", "util", "helper", "service", "manager", "misc", "common", "types"];
    for (path, _) in super::files("src", &["rs"]) {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".rs").trim_end_matches('s');
        assert!(!kinds.contains(&name), "{path}");
    }
}

#[test]
fn every_module_opens_with_one_sentence() {
    for (path, text) in super::files("src", &["rs"]) {
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("//! ") && first.len() <= 104, "{path}: {first}");
        let sentence = first.ends_with(['.', ':']);
        assert!(sentence, "{path}: {first}");
    }
}

#[test]
fn templates_name_no_url_of_their_own_and_trust_nothing_but_cards() {
    let url = Regex::new(r#"(?:href|action|src|hx-\w+)="/"#).unwrap();
    let trusted = Regex::new(r"\{\{[^}]*\|\s*safe").unwrap();
    for (path, text) in super::files("templates", &["html"]) {
        assert!(!url.is_match(&text), "{path} names a URL");
        for found in trusted.find_iter(&text) {
            let known = ["{{ card.html()|safe", "{{ main.html()|safe"];
            assert!(known.contains(&found.as_str()), "{path}: {}", found.as_str());
        }
        assert!(!text.contains("hx-on"), "{path}");
    }
}

#[test]
fn the_vendored_script_is_the_published_one() {
    let htmx =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/static/js/htmx.min.js")).unwrap();
    let print = callbook::platform::secrets::encode(&callbook::platform::secrets::digest(&htmx));
    let notes =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/static/THIRD-PARTY.md"));
    assert!(notes.unwrap().contains(&print), "{print}");
}
