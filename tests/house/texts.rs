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

#[test]
fn a_text_message_fits_one_segment_in_every_language() {
    let messages = Messages::load().unwrap();
    let host = "callbook.example.com";
    for &lang in Lang::ALL {
        let code = Message::new("sms-phone-code").with("code", "123456".to_owned());
        let code = format!("{}\n\n@{host} #123456", messages.text(lang, &code));
        let test = messages.text(lang, &Message::new("sms-test"));
        let help = Message::new("sms-help").with("url", format!("https://{host}"));
        assert!(code.starts_with("123456"), "{code}");
        for text in [code, test, messages.text(lang, &help)] {
            let odd: String = text.chars().filter(|letter| !GSM_7.contains(*letter)).collect();
            assert_eq!(odd, "", "{}: {text}", lang.tag());
            assert!(text.chars().count() <= 160, "{}: {text}", lang.tag());
        }
    }
}
