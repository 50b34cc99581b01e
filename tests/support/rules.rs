//! Rules that hold for every page that any test is shown.

use std::collections::HashSet;
use std::sync::LazyLock;

use callbook::platform::i18n::{Lang, Message, Messages};
use callbook::settings::sections;
use scraper::{ElementRef, Html, Node};

use super::browser::Reply;
use super::page::{select, text_of};

pub fn check(asked: &str, reply: &Reply, pseudo: bool) {
    check_headers(asked, reply);
    if asked.ends_with("/mail") && asked.contains("/dev/outbox/") {
        // A mail, written for mail programs.
        return;
    }
    let is_html = reply.header("content-type").starts_with("text/html");
    if !is_html || reply.text.is_empty() {
        return;
    }
    let is_page = reply.text.starts_with("<!doctype html>");
    let html = match is_page {
        true => Html::parse_document(&reply.text),
        false => Html::parse_fragment(&reply.text),
    };
    assert!(html.errors.is_empty(), "{asked} is malformed: {:?}", html.errors);
    assert!(!reply.text.contains('⟦'), "{asked} lacks a text");
    check_ids(asked, &html);
    check_labels(asked, &html);
    check_nothing_inline(asked, &html);
    if is_page {
        check_title(asked, &html, pseudo);
    }
    if pseudo {
        check_translated(asked, &html);
    }
}

/// The content types of answers: text declares its charset (ASVS V4.1.1).
const KINDS: [&str; 10] = [
    "application/json",
    "application/problem+json",
    "image/jpeg",
    "image/svg+xml; charset=utf-8",
    "text/css; charset=utf-8",
    "text/csv; charset=utf-8",
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/xml; charset=utf-8",
];

fn check_headers(asked: &str, reply: &Reply) {
    let kind = reply.header("content-type");
    assert!(reply.text.is_empty() || KINDS.contains(&kind), "{asked} is {kind:?}");
    for name in [
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "cache-control",
        "x-request-id",
    ] {
        assert!(reply.headers.contains_key(name), "{asked} is sent without {name}");
    }
    if reply.header("content-type").starts_with("text/html") {
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{asked}: {policy}");
        // An answer with an ETag is the same for everyone, and holds nothing personal.
        let caching = if reply.header("etag").is_empty() { "no-store" } else { "no-cache" };
        assert_eq!(reply.header("cache-control"), caching, "{asked}");
        assert!(caching == "no-store" || reply.header("set-cookie").is_empty(), "{asked}");
    }
    assert!(!reply.headers.contains_key("server"), "{asked} names a server");
}

fn check_ids(asked: &str, html: &Html) {
    let mut seen = HashSet::new();
    for element in html.select(&select("[id]")) {
        let id = element.attr("id").unwrap();
        assert!(seen.insert(id), "{asked} has two elements #{id}");
    }
    for element in html.select(&select("[aria-describedby], [aria-labelledby], label[for]")) {
        for name in ["aria-describedby", "aria-labelledby", "for"] {
            for id in element.attr(name).unwrap_or_default().split_whitespace() {
                assert!(seen.contains(id), "{asked}: {name}={id} leads nowhere");
            }
        }
    }
    // A card alone goes into the page of all cards.
    let is_card = html.select(&select("main")).next().is_none();
    let beside = |id: &str| is_card && sections().any(|section| section.slug == id);
    for link in html.select(&select("a[href^='#']")) {
        let id = &link.attr("href").unwrap()[1..];
        assert!(seen.contains(id) || beside(id), "{asked} links to #{id}, which is not there");
    }
}

fn check_labels(asked: &str, html: &Html) {
    let labelled: HashSet<_> =
        html.select(&select("label[for]")).filter_map(|label| label.attr("for")).collect();
    for input in html.select(&select("input:not([type=hidden]), select, textarea")) {
        let by_label = input.attr("id").is_some_and(|id| labelled.contains(id));
        let inside = input.ancestors().filter_map(ElementRef::wrap);
        let inside = inside.into_iter().any(|element| element.value().name() == "label");
        let hidden = input.attr("aria-hidden") == Some("true");
        let named = input.attr("aria-label").is_some_and(|label| !label.is_empty());
        assert!(by_label || inside || hidden || named, "{asked}: {} has no label", input.html());
    }
    for button in html.select(&select("button, a[href]")) {
        let suggestion = button.value().has_class("link", scraper::CaseSensitivity::CaseSensitive);
        assert!(!text_of(button).is_empty() || suggestion, "{asked}: {}", button.html());
    }
}

fn check_nothing_inline(asked: &str, html: &Html) {
    for script in html.select(&select("script")) {
        assert!(script.attr("src").is_some(), "{asked} has an inline script");
    }
    assert_eq!(html.select(&select("style, [style]")).count(), 0, "{asked} has inline style");
    for element in html.select(&select("*")) {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on") && !name.starts_with("hx-on"), "{asked}: {name}");
            assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{asked}");
        }
    }
}

/// Checks that there is one h1, and that the title begins with it, except for the word "Error".
fn check_title(asked: &str, html: &Html, pseudo: bool) {
    let headings: Vec<_> = html.select(&select("h1")).map(text_of).collect();
    assert_eq!(headings.len(), 1, "{asked} has the headings {headings:?}");
    let title = html.select(&select("title")).map(text_of).next().unwrap();
    let lang: Lang = html.root_element().attr("lang").unwrap().parse().unwrap();
    // Loaded once per process, because there are hundreds of pages.
    static PLAIN: LazyLock<Messages> = LazyLock::new(|| Messages::load().unwrap());
    static PSEUDO: LazyLock<Messages> = LazyLock::new(|| Messages::pseudo().unwrap());
    let messages = if pseudo { &*PSEUDO } else { &*PLAIN };
    let heading = headings[0].clone();
    let wrong = Message::new("common-error-title").with("title", heading.clone());
    let expected =
        [heading, messages.text(lang, &wrong)].map(|heading| format!("{heading} · Callbook"));
    assert!(expected.contains(&title), "{asked} is titled {title}");
}

const DATA: &[&str] = &["Acme Ops", "Alice Archer", "8:00\u{202f}PM"];

/// Checks that every text of a page in the pseudo-language has accents: plain letters were never
/// translated.
fn check_translated(asked: &str, html: &Html) {
    for node in html.tree.nodes() {
        let Node::Text(text) = node.value() else { continue };
        let exempt = node.ancestors().filter_map(ElementRef::wrap).any(|element| {
            matches!(element.value().name(), "time" | "code" | "title" | "script")
                || element.attr("translate") == Some("no")
                || element.attr("class") == Some("colophon")
        });
        // Names, and what ICU formats, stand in texts as they are.
        let ours = DATA.iter().fold(text.to_string(), |text, data| text.replace(data, ""));
        let plain = ours.chars().any(|letter| letter.is_ascii_alphabetic());
        assert!(exempt || !plain, "{asked}: \"{}\" is not translated", text.trim());
    }
    for element in html.select(&select("[aria-label], [placeholder], [title], [alt]")) {
        for name in ["aria-label", "placeholder", "title", "alt"] {
            let text = element.attr(name).unwrap_or_default();
            let plain = text.chars().any(|letter| letter.is_ascii_alphabetic());
            assert!(!plain, "{asked}: {name}=\"{text}\" is not translated");
        }
    }
}
