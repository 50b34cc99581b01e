//! Guessable passwords: a person's own words, common ones, and breached ones.

use callbook::auth::first_run;
use callbook::auth::password::{NewPassword, OwnWords, WordOwner};
use callbook::platform::i18n::Lang;
use callbook::platform::secrets::password::Password;
use sha1::{Digest, Sha1};

use crate::auth::activation;
use crate::support::{Reply, Setup, TestApp, password_of};
use crate::users::phones;

const COMMON: &str = "common-password-weak-common";
const TRANSLATED: [(&str, &str); 5] = [
    ("en", "This is too easy to guess: it is mostly your name."),
    ("es", "Es demasiado fácil de adivinar: se compone casi solo de tu nombre."),
    ("fr", "Trop facile à deviner\u{a0}: il se compose presque uniquement de votre nom."),
    ("de", "Zu leicht zu erraten: Es besteht fast nur aus deinem Namen."),
    ("nl", "Te makkelijk te raden: het bestaat bijna alleen uit je naam."),
];

fn bobs() -> OwnWords {
    OwnWords::default()
        .with(WordOwner::Name, "Bob Bakker")
        .with(WordOwner::Email, "bob@acme.example")
        .with(WordOwner::Phone, "+31612345678")
        .with(WordOwner::Account, "Acme Ops")
}

/// Returns why a password is refused; `None` when it is accepted.
async fn verdict(app: &TestApp, typed: &str, own: &OwnWords) -> Option<String> {
    let typed = Password::new(typed.to_owned());
    let judged = NewPassword::judge(&app.app.passwords, &typed, own).await.unwrap();
    judged.err().map(|why| why.id().to_owned())
}

/// Pseudo-random numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn throw<T: Copy>(&mut self, sides: &[T]) -> T {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sides[(self.0 >> 33) as usize % sides.len()]
    }
}

fn cased(word: &str, how: u8) -> String {
    let alternating = word.chars().enumerate().map(|(at, c)| match at % 2 {
        0 => c.to_ascii_uppercase(),
        _ => c,
    });
    match how {
        0 => word.to_owned(),
        1 => word[..1].to_uppercase() + &word[1..],
        2 => word.to_uppercase(),
        _ => alternating.collect(),
    }
}

fn leet(text: &str, how: u8) -> String {
    let spell = |c: char| match (how, c.to_ascii_lowercase()) {
        (1, 'o') => '0',
        (1, 'a') => '@',
        (1 | 2, 'e') => '3',
        (2, 'o') => '0',
        (2, 'a') => '4',
        (2, 's') => '$',
        (2, 'b') => '8',
        (2, 'l') => '1',
        _ => c,
    };
    text.chars().map(spell).collect()
}

/// Lists what password guessers make of a person's data: a thousand passwords of sufficient length.
fn guesses() -> Vec<String> {
    const WORDS: [&str; 15] = [
        "bob",
        "bakker",
        "bobbakker",
        "bakkerbob",
        "bbakker",
        "rekkab",
        "bakk",
        "acme",
        "acmeops",
        "example",
        "ops",
        "callbook",
        "612345678",
        "0612345678",
        "31612345678",
    ];
    const MARKS: [&str; 8] = ["", "!", "!!", "?", "#1", ".", "123", "1234"];
    const BETWEEN: [&str; 7] = ["", "", "-", ".", "_", " ", "@"];
    const YEARS: [&str; 7] = ["", "1969", "1987", "1999", "2024", "2025", "2026"];
    let (mut dice, mut made) = (Dice(7), std::collections::BTreeSet::new());
    while made.len() < 1000 {
        let (case, spelling) = (dice.throw(&[0, 1, 2, 3]), dice.throw(&[0, 0, 1, 2]));
        let one = leet(&cased(dice.throw(&WORDS), case), spelling);
        let other = leet(&cased(dice.throw(&WORDS), case), spelling);
        let (between, year, mark) = (dice.throw(&BETWEEN), dice.throw(&YEARS), dice.throw(&MARKS));
        let guess = match dice.throw(&[0, 1, 2, 3, 4]) {
            0 => format!("{one}{between}{other}{between}{year}{mark}"),
            1 => format!("{year}{between}{one}{between}{other}{mark}"),
            2 => format!("{one}{between}{year}{between}{other}{mark}"),
            3 => format!("{mark}{one}{between}{one}{between}{year}"),
            _ => format!("{one}{mark}{between}{year}{year}"),
        };
        if guess.chars().count() >= 12 {
            made.insert(guess);
        }
    }
    made.into_iter().collect()
}

#[tokio::test]
async fn guessable() {
    let app = TestApp::new().await;
    let bob = bobs();
    for guess in ["bobbakker1234", "Callbook2026!!"].into_iter().map(str::to_owned).chain(guesses())
    {
        let why = verdict(&app, &guess, &bob).await.unwrap_or_default();
        assert!(why.starts_with("common-password-own-"), "{guess}: {why}");
    }
}

#[tokio::test]
async fn the_refusal_names_whose_the_words_are() {
    let app = TestApp::new().await;
    for (guess, owner) in [
        ("bobbakker1234", "name"),
        ("Callbook-B0b-Bakker", "name"),
        ("Example!Example!", "email"),
        ("06-12345678-06", "phone"),
        ("31612345678!!", "phone"),
        ("ops2026ops2026", "account"),
        ("Callbook2026!!", "product"),
    ] {
        let why = verdict(&app, guess, &bobs()).await;
        assert_eq!(why.as_deref(), Some(&*format!("common-password-own-{owner}")), "{guess}");
    }
}

fn refused(reply: Reply, words: &str) {
    let errors = reply.expect(422).page().texts(".field-error");
    assert_eq!(errors, [words]);
}

const OF_NAME: &str =
    "This is too easy to guess: it is mostly your name. Use a few unrelated words instead";
const OF_ACCOUNT: &str = "This is too easy to guess: it is mostly your account’s name. Use a few unrelated words instead";
const OF_PRODUCT: &str =
    "This is too easy to guess: it is mostly the word Callbook. Use a few unrelated words instead";
const OF_LISTS: &str =
    "This is too similar to a common password or word. Use a few unrelated words instead";

#[tokio::test]
async fn every_place_that_sets_a_password_refuses_them() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get("/settings").await.expect(200).page().form("/settings/password");
    alice.post("/forgot-password/new", &[("email", "alice@acme.example")]).await.expect(303);
    let reset = app.visitor();
    reset.get(&app.links_to("alice@acme.example", "reset").await[0]).await.expect(303);
    let (dora, _) = activation::newcomer(&app).await;
    for (guess, doras, words) in [
        ("alicearcher1234", "dora-Diaz-1999", OF_NAME),
        ("Ops-Ops-2026!!", "Ops-Ops-2026!!", OF_ACCOUNT),
        ("Callbook2026!!", "Callbook2026!!", OF_PRODUCT),
        ("Sunshine2026!!", "Sunshine2026!!", OF_LISTS),
    ] {
        let form = form
            .clone()
            .fill("password-current", password_of("alice"))
            .fill("password-new", guess)
            .fill("password-confirm", guess);
        refused(alice.submit(&form).await, words);
        refused(reset.post("/links/reset", &[("new", guess), ("confirm", guess)]).await, words);
        refused(activation::set(&dora, doras).await, words);
    }
    for ((tag, words), lang) in TRANSLATED.iter().zip(Lang::ALL) {
        let text = app.app.messages.plain(*lang, "common-password-own-name");
        assert!(lang.tag() == *tag && text.starts_with(words), "{tag}: {text}");
    }

    let app = TestApp::with(Setup { empty: true, ..Setup::default() }).await;
    let path = first_run::path(&app.app.db, &app.app.keys).await.unwrap().unwrap();
    for (guess, words) in [
        ("dora-Diaz-1999", OF_NAME),
        ("Globex-2026!!", OF_ACCOUNT),
        ("Callbook2026!!", OF_PRODUCT),
        ("Sunshine2026!!", OF_LISTS),
    ] {
        let form = app.visitor().get(&path).await.expect(200).page().form(&path);
        let form = form
            .fill("set-up-account", "Globex")
            .fill("set-up-name", "Dora Diaz")
            .fill("set-up-email", "dora@away.example")
            .fill("set-up-password", guess);
        refused(app.visitor().submit(&form).await, words);
    }
}

#[tokio::test]
async fn a_phone_of_ones_own_is_no_password() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    phones::add(&alice, "NL", "06 12345678", "sms").await.expect(303);
    let form = alice.get("/settings").await.expect(200).page().form("/settings/password");
    let guess = "06-12345678!!";
    let form = form
        .fill("password-current", password_of("alice"))
        .fill("password-new", guess)
        .fill("password-confirm", guess);
    let errors = alice.submit(&form).await.expect(422).page().texts("#password .field-error");
    assert_eq!(
        errors,
        ["This is too easy to guess: it is mostly your phone number. Use a few unrelated words \
             instead"]
    );
    app.deliver().await;
}

#[tokio::test]
async fn what_stands_on_an_offline_list_is_common() {
    let app = TestApp::new().await;
    for listed in [
        // From zxcvbn's list, and decorated words of it.
        "mailcreated5240",
        "1q2w3e4r5t6y",
        "Sunshine2026!!",
        "!!5un5h1n3!!99",
        // From Django's list.
        "john!20130605at1753",
        "HannahMontana",
        "knackwurst8853",
    ] {
        assert_eq!(verdict(&app, listed, &bobs()).await.as_deref(), Some(COMMON), "{listed}");
    }
}

#[tokio::test]
async fn passphrases_will_do_whoever_sets_them() {
    const WORDS: [&str; 40] = [
        "abacus",
        "badger",
        "cobalt",
        "dentist",
        "embargo",
        "falcon",
        "gravel",
        "harbour",
        "insulin",
        "jigsaw",
        "kettle",
        "lantern",
        "mosaic",
        "nutmeg",
        "orbit",
        "pencil",
        "quartz",
        "ribbon",
        "sonnet",
        "thimble",
        "umbrella",
        "velvet",
        "walnut",
        "xylophone",
        "yogurt",
        "zeppelin",
        "anchor",
        "bobbin",
        "curfew",
        "doormat",
        "elbow",
        "ferry",
        "glacier",
        "hinge",
        "igloo",
        "jackdaw",
        "knuckle",
        "locket",
        "magnet",
        "noodle",
    ];
    const DIGITS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let app = TestApp::new().await;
    let short = OwnWords::default()
        .with(WordOwner::Name, "Bo Li")
        .with(WordOwner::Email, "an@le.example")
        .with(WordOwner::Account, "The Orbit Co");
    let (bob, mut dice) = (bobs(), Dice(11));
    for nth in 0..50 {
        let words: Vec<&str> = (0..4).map(|_| dice.throw(&WORDS)).collect();
        let random: String = (0..16).map(|_| char::from(dice.throw(DIGITS))).collect();
        let own = [&bob, &short][nth % 2];
        for good in [words.join(" "), words.join("-"), words.concat(), random] {
            assert_eq!(verdict(&app, &good, own).await, None, "{good}");
        }
    }
    // Own words beside enough others are fine.
    for good in ["bob sells kettle orbit walnut", "callbook velvet tractor mosaic"] {
        assert_eq!(verdict(&app, good, &bobs()).await, None, "{good}");
    }
}

#[tokio::test]
async fn a_breached_password_is_refused_by_the_file_of_digests() {
    let breached = "velvet tractor mosaic dune";
    let listed = (0..5000).map(|nth| format!("breached {nth}")).chain([breached.to_owned()]);
    let mut lines: Vec<String> = listed
        .map(|text| Sha1::digest(text.as_bytes()).iter().map(|b| format!("{b:02X}")).collect())
        .map(|digest: String| format!("{digest}:3\r\n"))
        .collect();
    lines.sort();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.concat()).unwrap();
    let path = file.path().to_str().unwrap().to_owned();
    let env = vec![("CALLBOOK_BREACHED_PASSWORDS", path)];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    for (text, why) in [
        (breached, Some("common-password-breached")),
        ("breached 0", Some("common-password-too-short")),
        ("velvet tractor mosaic dunes", None),
    ] {
        assert_eq!(verdict(&app, text, &bobs()).await.as_deref(), why, "{text}");
    }
    let alice = app.sign_in("alice").await;
    let form = alice.get("/settings").await.expect(200).page().form("/settings/password");
    let form = form
        .fill("password-current", password_of("alice"))
        .fill("password-new", breached)
        .fill("password-confirm", breached);
    refused(
        alice.submit(&form).await,
        "This password appeared in a data breach of another service, so attackers may try it. Use a few \
         unrelated words instead",
    );
    assert_eq!(app.visitor().sign_in("alice@acme.example", password_of("alice")).await.status, 303);
}
