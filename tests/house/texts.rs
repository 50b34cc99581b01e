use std::collections::{BTreeMap, BTreeSet};

use callbook::platform::i18n::{Lang, Message, Messages};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use regex::Regex;

/// Maps each id to its variables, and its file.
fn texts(lang: Lang) -> BTreeMap<String, (BTreeSet<String>, String)> {
    let mut texts = BTreeMap::new();
    for (path, text) in Messages::files(lang).unwrap() {
        let resource = fluent_syntax::parser::parse(text).unwrap();
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut variables = BTreeSet::new();
                    collect(message.value.as_ref().unwrap(), &mut variables);
                    let file = path.rsplit('/').next().unwrap().replace(".ftl", "");
                    texts.insert(message.id.name, (variables, file));
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => panic!("{path}: {other:?}"),
            }
        }
    }
    texts
}

fn collect(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants.iter().for_each(|variant| collect(&variant.value, variables));
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = inline {
            variables.insert(id.name.clone());
        }
    }
}

#[test]
fn every_text_is_there_in_all_languages_with_the_same_variables() {
    let english = texts(Lang::En);
    assert!(english.len() > 100);
    for &lang in Lang::ALL {
        assert_eq!(texts(lang), english, "{}", lang.tag());
    }
}

#[test]
fn a_text_belongs_to_the_file_that_its_id_begins_with() {
    for (id, (_, file)) in texts(Lang::En) {
        assert!(id.starts_with(&format!("{file}-")), "{id} stands in {file}.ftl");
    }
}

/// Lists everything in quotes that looks like an id of ours.
fn named() -> BTreeSet<String> {
    let files: BTreeSet<String> = texts(Lang::En).into_values().map(|(_, file)| file).collect();
    let quoted = Regex::new(r#""([a-z]+-[a-z0-9-]+)""#).unwrap();
    let mut named = BTreeSet::new();
    for (_, text) in
        super::files("src", &["rs"]).into_iter().chain(super::files("templates", &["html"]))
    {
        let code = text.split("#[cfg(test)]").next().unwrap();
        for found in quoted.captures_iter(code) {
            if files.iter().any(|file| found[1].starts_with(&format!("{file}-"))) {
                named.insert(found[1].to_owned());
            }
        }
    }
    named
}

#[test]
fn every_text_is_used_and_every_text_that_is_used_is_there() {
    let there: BTreeSet<String> = texts(Lang::En).into_keys().collect();
    assert_eq!(named(), there);
}

#[test]
fn a_translation_is_not_the_english() {
    let plain = |lang: Lang| {
        let messages = Messages::load().unwrap();
        let texts = texts(lang);
        let without_variables = texts.iter().filter(|(_, (variables, _))| variables.is_empty());
        without_variables.map(|(id, _)| messages.plain(lang, id).into_owned()).collect::<Vec<_>>()
    };
    let english = plain(Lang::En);
    for &lang in &Lang::ALL[1..] {
        let same = plain(lang).iter().zip(&english).filter(|(a, b)| a == b).count();
        assert!(same * 10 < english.len(), "{} texts of {} are the English ones", same, lang.tag());
    }
}

/// The basic alphabet of text messages (3GPP TS 23.038 §6.2.1); with any other character a segment
/// has 70 of them instead of 160.
const GSM_7: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
    ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// A host as long as those of companies are.
const HOST: &str = "callbook.oncall.example-co.com";

#[test]
fn a_text_message_fits_one_segment_in_every_language() {
    let messages = Messages::load().unwrap();
    let ids: Vec<String> =
        texts(Lang::En).into_keys().filter(|id| id.starts_with("sms-")).collect();
    assert!(ids.len() >= 5, "{ids:?}");
    for (id, &lang) in ids.iter().flat_map(|id| Lang::ALL.iter().map(move |lang| (id, lang))) {
        let path = if id == "sms-alert-count" { "/alerts" } else { "" };
        let message = Message::new(id.clone().leak())
            .with("places", "1 Bartholomew Feathersto, 2 Bartholomew Feathersto".to_owned())
            .with("code", "123456".to_owned())
            .with("minutes", 10)
            .with("hours", 24)
            .with("url", format!("https://{HOST}{path}"))
            .with("number", "1234567".to_owned())
            .with("title", "DB Volume Usage 85%".to_owned())
            .with("count", "1000".to_owned())
            .with("name", "Bartholomew Featherstonehaugh".to_owned())
            .with("alerts", "#1234561 #1234562 #1234563 #1234564 #1234565".to_owned());
        let mut text = messages.text(lang, &message);
        if id == "sms-phone-code" {
            assert!(text.starts_with("123456"), "{text}");
            text = format!("{text}\n\n@{HOST} #123456");
        }
        let odd: String = text.chars().filter(|letter| !GSM_7.contains(*letter)).collect();
        assert_eq!(odd, "", "{} {id}: {text}", lang.tag());
        let length = text.chars().count();
        assert!(length <= 160, "{} {id} has {length} letters: {text}", lang.tag());
    }
}

/// What the texts of a language say, without their variables; words to search by are no texts.
fn said(lang: Lang) -> Vec<(String, String)> {
    let variable = Regex::new(r"\{[^{}]*\}").unwrap();
    let mut said = Vec::new();
    for (path, text) in Messages::files(lang).unwrap() {
        let mut id = String::new();
        for line in text.lines() {
            let words = match line.split_once(" =") {
                Some((start, words)) if !line.starts_with(' ') => {
                    start.clone_into(&mut id);
                    words
                }
                _ => line,
            };
            if !id.ends_with("-synonyms") && !words.trim_end().ends_with("->") {
                said.push((format!("{path} {id}"), variable.replace_all(words, "…").into_owned()));
            }
        }
    }
    said
}

/// The words that `docs/writing.md` retires: the first column of its first table.
fn retired() -> Vec<String> {
    let page = std::fs::read_to_string("docs/writing.md").unwrap();
    let table = page.split("| Not | But |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let words = rows.flat_map(|row| row.split('|').nth(1).unwrap().split(',').map(str::trim));
    words.map(str::to_owned).collect()
}

#[test]
fn no_english_text_has_a_retired_word() {
    let words = retired();
    assert!(words.len() > 30, "{words:?}");
    let any = words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
    let any = Regex::new(&format!(r"(?i)\b(?:{any})\b")).unwrap();
    let said = said(Lang::En);
    let found: Vec<_> = said.iter().filter(|(_, words)| any.is_match(words)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn french_has_its_no_break_spaces() {
    let bare = r"[^\x{a0}]»|«[^\x{a0}]|[^\x{a0}][?!;](?:\s|$)|[^\x{a0}»]:(?:\s|$)";
    let bare = Regex::new(bare).unwrap();
    // Headers are written as they are sent.
    let header = Regex::new("(?:Authorization|Prefer): ").unwrap();
    let said = said(Lang::Fr);
    let found: Vec<_> = said
        .iter()
        .filter(|(id, words)| {
            !id.contains(" sms-") && bare.is_match(&header.replace_all(words, ""))
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
