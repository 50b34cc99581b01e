pub mod delivery;
pub mod number;
pub mod policy;
pub mod row;
mod warning;
use std::time::Duration;

use callbook::messaging::dev::Content;

use crate::support::{Browser, Page, Reply, Setup, TestApp};

const MINUTE: Duration = Duration::from_secs(60);

pub async fn add(browser: &Browser, country: &str, number: &str, method: &str) -> Reply {
    let page = browser.get("/settings").await.page();
    let form = page.form("/settings/phones").fill("phones-number", number);
    let form = form.forge("country", country).choose("method", method);
    browser.submit(&form).await
}

/// Returns the path of the first phone, without the action.
pub async fn first(browser: &Browser) -> String {
    let page = browser.get("/settings/phones").await.page();
    let html = page.all("#phones .row")[0].html();
    let end = html.find("/removal\"").unwrap();
    html[html[..end].rfind("/settings").unwrap()..end].to_owned()
}

async fn pills(browser: &Browser) -> Vec<String> {
    browser.get("/settings/phones").await.page().texts("#phones .pills")
}

pub async fn type_code(browser: &Browser, phone: &str, code: &str) -> Reply {
    let path = format!("{phone}/verification");
    let page = browser.get(&path).await.expect(200).page();
    browser.submit(&page.form(&path).fill("verification-code", code)).await
}

fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn the_documented_way_proves_a_phone() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert!(page.text("#phones .empty").starts_with("No phones yet."));
    let reply = add(&alice, "NL", "06 1234 5678", "sms").await;
    let page = alice.follow(reply).await.page();
    let said = "We’re sending a code to the new number. Press Verify to enter it.";
    assert_eq!(page.text("#page-notice [role=status]"), said);
    assert_eq!(page.texts("#phones .row-name"), ["🇳🇱 +31 6 12345678"]);
    assert_eq!(pills(&alice).await, ["unverified"]);

    let phone = first(&alice).await;
    let page = alice.get(&format!("{phone}/verification")).await.expect(200).page();
    assert_eq!(page.text("h1"), "Verify your phone");
    assert_eq!(page.text("label[for=verification-code]"), "Verification Code");
    assert_eq!(page.attribute("#verification-code", "autocomplete"), "one-time-code");
    assert_eq!(page.attribute("#verification-code", "inputmode"), "numeric");
    let expires = page.attribute(".card-body > p time", "datetime");
    assert_eq!(expires, "2026-11-22T10:10:00Z");
    let code = app.code().await;
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let reply = type_code(&alice, &phone, &spaced).await;
    assert_eq!(reply.location(), "/settings/phones");
    let page = alice.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Phone verified successfully");
    assert_eq!(pills(&alice).await, ["primary verified"]);
    let again = alice.get(&format!("{phone}/verification")).await;
    assert_eq!(again.location(), "/settings/phones", "there is nothing left to prove");
    assert_eq!(
        app.subjects_to("alice@acme.example").await,
        ["A phone number was added to your Callbook profile"]
    );
}

#[tokio::test]
async fn a_text_message_begins_with_the_code_and_ends_bound_to_our_host() {
    let app = TestApp::with_flags(&["--public-url", "https://callbook.example:8443"]).await;
    let bob = app.sign_in("bob").await;
    add(&bob, "NL", "0612345678", "sms").await.expect(303);
    let code = app.code().await;
    let outbox = app.outbox().await;
    let sms = outbox.iter().find(|kept| kept.to == "+31612345678").unwrap();
    let Content::Sms(text) = &sms.content else { panic!("no text") };
    assert!(text.starts_with(&format!("{code} is je Callbook-code")), "{text}");
    assert_eq!(text.lines().last().unwrap(), format!("@callbook.example #{code}"));
}

#[tokio::test]
async fn a_call_says_the_code_digit_by_digit_twice_in_the_persons_language() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    add(&carol, "ES", "612 34 56 78", "voice").await.expect(303);
    let outbox = app.outbox().await;
    let call = outbox.iter().find(|kept| kept.to == "+34612345678").unwrap();
    let Content::Call(sentences) = &call.content else { panic!("no call") };
    assert!(sentences[0].starts_with("Hola"), "{sentences:?}");
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    assert_eq!(digits(&sentences[1]).len(), 6);
    assert_eq!(digits(&sentences[1]), digits(&sentences[2]));
    assert!(sentences[1].contains(", "), "said one by one: {}", sentences[1]);
    type_code(&carol, &first(&carol).await, &digits(&sentences[1])).await.expect(303);
}

#[tokio::test]
async fn twenty_codes_a_day_are_the_end_for_a_number_and_the_page_says_until_when() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let phone = first(&alice).await;
    for _ in 0..4 {
        let code = app.code().await;
        for left in (0..5).rev() {
            let status = if left == 0 { 429 } else { 422 };
            type_code(&alice, &phone, &wrong(&code)).await.expect(status);
        }
        app.pass(62 * MINUTE);
        alice.post(&format!("{phone}/codes"), &[("method", "sms")]).await.expect(303);
    }
    let page = type_code(&alice, &phone, &app.code().await).await.expect(429).page();
    let alert = page.text("[role=alert]");
    assert!(alert.contains("Try again after"), "{alert}");
}

#[tokio::test]
async fn a_wrong_code_counts_and_five_are_the_end_whatever_is_sent_again() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let (phone, code) = (first(&alice).await, app.code().await);
    for left in (1..=4).rev() {
        if left == 2 {
            app.pass(MINUTE);
            alice.post(&format!("{phone}/codes"), &[("method", "sms")]).await.expect(303);
            assert_eq!(app.code().await, code, "the same code is sent again");
        }
        let reply = type_code(&alice, &phone, &wrong(&code)).await.expect(422);
        let error = reply.page().text(".field-error");
        let tries =
            if left == 1 { "one attempt left".into() } else { format!("{left} attempts left") };
        assert_eq!(error, format!("Incorrect code. You have {tries}"));
        assert_eq!(reply.page().attribute("#verification-code", "value"), "", "not sent back");
    }
    let page = type_code(&alice, &phone, &wrong(&code)).await.expect(429).page();
    assert!(page.text("[role=alert]").contains("You can request a new one after"));
    assert_eq!(page.all("main form").len(), 0, "nothing is left to press");
    let right = [("code", code.as_str())];
    alice.post(&format!("{phone}/verification"), &right).await.expect(429);
    assert_eq!(pills(&alice).await, ["unverified"]);
    app.pass(2 * MINUTE);
    let page = alice.post(&format!("{phone}/codes"), &[]).await.expect(429).page();
    assert!(page.text("[role=alert]").starts_with("Too many incorrect codes."));
    app.pass(60 * MINUTE);
    alice.post(&format!("{phone}/codes"), &[("method", "sms")]).await.expect(303);
    let fresh = app.code().await;
    assert_ne!(fresh, code);
    type_code(&alice, &phone, &fresh).await.expect(303);
}

#[tokio::test]
async fn a_code_of_another_shape_does_not_count_as_a_try() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let (phone, code) = (first(&alice).await, app.code().await);
    for (typed, error) in [
        ("", "Enter the six-digit code"),
        ("12345", "Enter only the six digits of the code"),
        ("abcdef", "Enter only the six digits of the code"),
    ] {
        for _ in 0..3 {
            let reply = type_code(&alice, &phone, typed).await.expect(422);
            assert_eq!(reply.page().text(".field-error"), error);
        }
    }
    type_code(&alice, &phone, &code).await.expect(303);
}

#[tokio::test]
async fn a_late_code_is_told_from_a_wrong_one_and_another_is_sent() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let (phone, code) = (first(&alice).await, app.code().await);
    app.pass(8 * MINUTE);
    alice.post(&format!("{phone}/codes"), &[("method", "voice")]).await.expect(303);
    let reply = type_code(&alice, &phone, &code).await.expect(422);
    assert!(reply.page().text(".field-error").starts_with("Incorrect code."), "another one");
    app.pass(10 * MINUTE);
    // The page was opened before.
    let path = format!("{phone}/verification");
    let reply = alice.post(&path, &[("code", &code)]).await.expect(422);
    let error = "This code has expired. Request a new one below";
    assert_eq!(reply.page().text(".field-error"), error);
    app.deliver().await;
}

#[tokio::test]
async fn what_will_not_do_is_told_and_kept() {
    let app = TestApp::with_flags(&["--phone-countries", "NL,GB,US"]).await;
    let alice = app.sign_in("alice").await;
    for (country, typed, method, error) in [
        ("NL", "", "sms", "Enter your phone number"),
        ("NL", "call me", "sms", "Enter the full phone number, including the area code"),
        ("NL", "06 12", "sms", "Enter the full phone number, including the area code"),
        ("US", "555-0100", "sms", "Enter the full phone number, including the area code"),
        (
            "NL",
            "0900 0123456",
            "sms",
            "Calls to this number cost extra. Enter a mobile or landline number",
        ),
        (
            "NL",
            "0800 1234",
            "voice",
            "We can’t use this kind of phone number. Enter a mobile or landline number",
        ),
        (
            "NL",
            "+49 1512 3456789",
            "sms",
            "Phone numbers from this country (Germany) aren’t accepted here. Enter another number or ask your admin",
        ),
        ("NL", "020 123 4567", "sms", "Landlines can’t receive text messages. Choose Voice"),
    ] {
        let page = add(&alice, country, typed, method).await.expect(422).page();
        assert_eq!(page.texts("#phones .field-error"), [error], "{typed}");
        assert_eq!(page.form("/settings/phones").value("phones-number"), typed);
    }
    let page = add(&alice, "Atlantis", "0612345678", "sms").await.expect(422).page();
    let unknown = "Choose one of the options in the list";
    assert_eq!(page.texts("#phones .field-error"), [unknown]);
    add(&alice, "NL", "020 123 4567", "voice").await.expect(303);
    let page = add(&alice, "GB", "0031 20 1234567", "voice").await.expect(422).page();
    assert_eq!(page.texts("#phones .field-error"), ["You’ve already added this number"]);
    app.deliver().await;
}

#[tokio::test]
async fn the_preview_says_how_a_number_is_understood() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let preview = async |number: &str| {
        let typed = [("country", "NL"), ("number", number)];
        let reply = alice.post("/settings/phones/preview", &typed).await.expect(200);
        Page::parse(&reply.text).text("body")
    };
    let line = preview("06 12345678").await;
    assert_eq!(line, "+31 6 12345678 · Netherlands · mobile");
    let line = preview("+44 7400 123456").await;
    assert_eq!(line, "+44 7400 123456 · United Kingdom · mobile");
    assert_eq!(preview("06").await, "Incomplete number");
    assert_eq!(preview("").await, "");
    assert!(preview("0900 0123456").await.starts_with("Calls to this number"));
}

#[tokio::test]
async fn the_likely_countries_come_first_and_one_is_chosen() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    bob.always("accept-language", "fr-BE,nl;q=0.5");
    let page = bob.get("/settings").await.page();
    let likely = page.texts("#phones-country optgroup:first-child option");
    assert_eq!(likely, ["België", "Nederland"]);
    let all = page.texts("#phones-country optgroup:last-child option");
    assert_eq!(all.len(), 245);
    assert_eq!(page.form("/settings/phones").value("phones-country"), "BE");
}

#[tokio::test]
async fn the_first_proved_phone_is_primary_and_another_can_be_made_so() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let one = first(&alice).await;
    let page = alice.post(&format!("{one}/primary"), &[]).await.expect(422).page();
    assert!(page.text("#phones [role=alert]").starts_with("Only a verified phone"));
    type_code(&alice, &one, &app.code().await).await.expect(303);
    add(&alice, "NL", "0612345679", "sms").await.expect(303);
    let page = alice.get("/settings").await.page();
    let html = page.all("#phones .row")[1].html();
    let end = html.find("/removal\"").unwrap();
    let two = html[html[..end].rfind("/settings").unwrap()..end].to_owned();
    type_code(&alice, &two, &app.code().await).await.expect(303);
    assert_eq!(pills(&alice).await, ["primary verified", "verified"]);
    let page = alice.get("/settings").await.page();
    alice.submit_by_script(&page.form(&format!("{two}/primary"))).await.expect(200);
    let names = alice.get("/settings").await.page().texts("#phones .row-name");
    assert_eq!(names, ["🇳🇱 +31 6 12345679", "🇳🇱 +31 6 12345678"]);
    assert_eq!(
        app.subjects_to("alice@acme.example").await[0],
        "Your primary Callbook phone was changed"
    );
    let page = alice.get(&format!("{two}/removal")).await.page();
    let reply = alice.submit(&page.form(&format!("{two}/removal"))).await;
    assert_eq!(alice.follow(reply).await.page().texts("#phones .pills"), ["primary verified"]);
    assert_eq!(
        app.subjects_to("alice@acme.example").await[0],
        "A phone number was removed from your Callbook profile"
    );
}

#[tokio::test]
async fn a_code_is_sent_again_after_growing_pauses_and_ten_times_a_day_across_users() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let codes = format!("{}/codes", first(&alice).await);
    for (pause, status) in [(0, 429), (29, 429), (1, 303), (59, 429), (1, 303), (119, 429)] {
        app.pass(Duration::from_secs(pause));
        assert_eq!(alice.post(&codes, &[]).await.status, status, "after {pause} s more");
    }
    let page = alice.post(&codes, &[]).await.expect(429).page();
    assert_eq!(page.text("[role=alert]"), "Wait another second, then try again.");
    assert_eq!(page.attribute("form[data-countdown]", "data-countdown"), "2");
    for _ in 0..6 {
        app.pass(2 * MINUTE);
        alice.post(&codes, &[]).await.expect(303);
    }
    let bob = app.sign_in("bob").await;
    add(&bob, "NL", "0612345678", "sms").await.expect(303);
    app.pass(2 * MINUTE);
    let bobs = format!("{}/codes", first(&bob).await);
    let page = bob.post(&bobs, &[]).await.expect(429).page();
    assert!(page.text("[role=alert]").contains("23 november 2026"), "in his language");
    assert_eq!(alice.post(&codes, &[]).await.status, 429);
    app.deliver().await;
}

#[tokio::test]
async fn phones_of_others_are_not_found() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let (phone, code) = (first(&alice).await, app.code().await);
    for action in ["verification", "removal"] {
        assert_eq!(bob.get(&format!("{phone}/{action}")).await.status, 404);
    }
    for action in ["verification", "removal", "codes", "primary"] {
        let reply = bob.post(&format!("{phone}/{action}"), &[("code", &code)]).await;
        assert_eq!(reply.status, 404, "{action}");
    }
    type_code(&alice, &phone, &code).await.expect(303);
}

#[tokio::test]
async fn without_a_provider_the_card_says_so_and_keeps_the_number() {
    let env = vec![("CALLBOOK_MAIL_FROM", "callbook@acme.example".to_owned())];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert!(page.text("#phones .off").contains("Ask your admin"));
    assert!(page.text("#emails .off").contains("Ask your admin"));
    let reply = add(&alice, "NL", "0612345678", "sms").await;
    let page = alice.follow(reply).await.page();
    assert!(page.text("#page-notice p").contains("we couldn’t send a code"));
    app.deliver().await;
    let mut tx = app.app.db.read().await.unwrap();
    let states = callbook::sql!(&mut tx, scalars String,
        "SELECT DISTINCT state FROM deliveries WHERE reason = 'off'")
    .unwrap();
    assert_eq!(states, ["failed"]);
    assert_eq!(alice.get("/dev/outbox").await.status, 404);
}
