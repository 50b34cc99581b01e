use std::collections::BTreeMap;

use super::circles::Arrows;
use crate::house::sources::{Sources, assert_none};

/// Lists the circles between files of one folder of a noun. A `mod.rs` is nobody's sibling: it and
/// its files may know each other.
fn circles(sources: &Sources) -> Vec<String> {
    let mut folders: BTreeMap<&[String], Arrows> = BTreeMap::new();
    for file in sources.code() {
        let Some(noun) = sources.noun(&file.module) else { continue };
        for to in file.named.iter().filter(|to| to.module.starts_with(noun)) {
            let shared = file.module.iter().zip(&to.module).take_while(|(a, b)| a == b).count();
            if let (Some(a), Some(b)) = (file.module.get(shared), to.module.get(shared)) {
                let place = format!("{} {}", file.at(to.line), to.text());
                let arrows = folders.entry(&file.module[..shared]).or_default();
                arrows.add(a.clone(), b.clone(), place);
            }
        }
    }
    let in_folder = |(folder, arrows): (&[String], &Arrows)| {
        let folder = folder.join("::");
        arrows.circles().into_iter().map(move |circle| format!("{folder}: {circle}"))
    };
    folders.iter().flat_map(|(folder, arrows)| in_folder((folder, arrows))).collect()
}

#[test]
fn siblings_in_a_noun_never_know_each_other_both_ways() {
    assert_none("circles between siblings", circles(Sources::real()));
}

#[test]
fn siblings_that_know_each_other_are_found() {
    let sources = Sources::made_up(&[
        ("src/users/emails/mod.rs", "use card::show; use store::add;"),
        ("src/users/emails/card.rs", "use super::{Email, store};"),
        ("src/users/emails/store.rs", "use super::Email; use super::mail::Letter;"),
        ("src/users/emails/mail.rs", "fn f() { format!(\"{}\", super::card::SECTION); }"),
        ("src/users/emails/api/mod.rs", "use body::A; use super::store;"),
        ("src/users/emails/api/body.rs", "use super::object::A;"),
        ("src/users/emails/api/object.rs", "mod tests { use super::super::body; }"),
        ("src/web/card.rs", "use super::form;"),
        ("src/web/form.rs", "use super::card;"),
    ]);
    let expected = [
        "users::emails: card -> store (src/users/emails/card.rs:1 users::emails::store) \
            -> mail (src/users/emails/store.rs:1 users::emails::mail::Letter) \
            -> card (src/users/emails/mail.rs:1 users::emails::card::SECTION)",
        "users::emails::api: body -> object (src/users/emails/api/body.rs:1 users::emails::api::object::A) \
            -> body (src/users/emails/api/object.rs:1 users::emails::api::body)",
    ];
    assert_eq!(circles(&sources), expected);
}
