use std::time::Duration;

use crate::support::{Setup, TestApp};
use crate::users::phones::{add, first, type_code};

#[tokio::test]
async fn each_of_the_six_channels_says_what_it_does_or_why_it_cannot() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let titles = ["Email", "SMS", "Voice", "Push", "WhatsApp", "Slack"];
    assert_eq!(page.texts("#channels label"), titles);
    let form = page.form("/settings/channels");
    let on: Vec<_> = ["push", "email", "sms", "voice", "whatsapp", "slack"]
        .into_iter()
        .filter(|name| form.is_ticked(&format!("channels-{name}")))
        .collect();
    assert_eq!(on, ["push", "email"], "as for every new user");
    assert_eq!(page.all("#channels .unable").len(), 5);
    assert_eq!(page.texts("#channels .goes-to"), ["a•••@a•••.example"]);
    assert_eq!(page.all("#channels .channel button[form]").len(), 1, "a test where it can arrive");
}

#[tokio::test]
async fn switches_are_saved_and_a_stale_card_is_told() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get("/settings").await.page().form("/settings/channels");
    let changed = form.clone().tick("channels-push", false).tick("channels-voice", true);
    let page = alice.submit_by_script(&changed).await.expect(200).page();
    assert_eq!(page.text(".card .notice"), "Notification channels saved.");
    let stored = alice.get("/settings").await.page().form("/settings/channels");
    assert!(!stored.is_ticked("channels-push") && stored.is_ticked("channels-voice"));
    let stale = form.tick("channels-sms", true);
    let page = alice.submit(&stale).await.expect(409).page();
    let kept = page.form("/settings/channels");
    assert!(kept.is_ticked("channels-sms") && kept.is_ticked("channels-push"), "as typed");
    alice.submit(&kept).await.expect(303);
}

#[tokio::test]
async fn a_form_turns_on_what_it_ticks_and_nothing_else() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let stamp = async || {
        let page = alice.get("/settings").await.page();
        page.attribute("#channels input[name=stamp]", "value").to_owned()
    };
    let on = async || {
        let page = alice.get("/settings").await.page();
        let form = page.form("/settings/channels");
        let names = ["push", "email", "sms", "voice", "whatsapp", "slack"].into_iter();
        names.filter(|name| form.is_ticked(&format!("channels-{name}"))).collect::<Vec<_>>()
    };
    let ticked = [("stamp", &*stamp().await), ("slack", "on"), ("sms", ""), ("pigeon", "on")];
    alice.post("/settings/channels", &ticked).await.expect(303);
    assert_eq!(on().await, ["sms", "slack"]);
    alice.post("/settings/channels", &[("stamp", &*stamp().await)]).await.expect(303);
    assert_eq!(on().await, [""; 0]);
}

#[tokio::test]
async fn a_warning_stands_while_nothing_that_is_on_would_arrive() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert!(page.all("#channels .warning").is_empty());
    // Push and Slack can be turned on, but have no transport.
    let form = page.form("/settings/channels");
    let dead = form.tick("channels-email", false).tick("channels-sms", true);
    let card = alice.submit_by_script(&dead).await.expect(200).page();
    assert!(card.text("#channels .warning").starts_with("We can’t notify you"));
    let alive = card.form("/settings/channels").tick("channels-email", true);
    let card = alice.submit_by_script(&alive).await.expect(200).page();
    assert!(card.all("#channels .warning").is_empty());
}

#[tokio::test]
async fn a_test_shows_its_state_from_the_ledger() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let path = "/settings/channels/email/tests";
    let card = alice.submit_by_script(&page.form(path)).await.expect(200).page();
    assert!(card.text("#channels-email-test").contains("Queued"));
    assert_eq!(card.attribute("#channels-email-test", "hx-trigger"), "every 2s");
    assert_eq!(app.subjects_to("alice@acme.example").await, ["Test from Callbook"]);
    assert_eq!(alice.get(path).await.location(), "/settings/channels");
    let page = alice.get("/settings").await.page();
    assert!(page.text("#channels-email-test").ends_with("Sent"));
    assert_eq!(page.one("#channels-email-test").attr("hx-get"), None, "there is no more news");
    app.pass(Duration::from_secs(24 * 60 * 60));
    assert!(alice.get("/settings").await.page().all("#channels-email-test").is_empty());
}

#[tokio::test]
async fn a_proved_phone_can_be_tested_by_sms_and_by_a_call_and_a_landline_by_a_call() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for channel in ["sms", "voice"] {
        let path = format!("/settings/channels/{channel}/tests");
        alice.post(&path, &[]).await.expect(422);
    }
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    alice.post("/settings/channels/sms/tests", &[]).await.expect(422);
    type_code(&alice, &first(&alice).await, &app.code().await).await.expect(303);
    for channel in ["sms", "voice"] {
        let path = format!("/settings/channels/{channel}/tests");
        alice.post(&path, &[]).await.expect(303);
    }
    let to_phone = app.outbox().await.into_iter().filter(|kept| kept.to == "+31612345678");
    assert_eq!(to_phone.count(), 3, "a code and two tests");
    assert_eq!(alice.post("/settings/channels/push/tests", &[]).await.status, 404);
}

#[tokio::test]
async fn five_tests_an_hour_are_enough() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for _ in 0..5 {
        alice.post("/settings/channels/email/tests", &[]).await.expect(303);
    }
    let page = alice.post("/settings/channels/email/tests", &[]).await.expect(429).page();
    assert!(page.text("#channels [role=alert]").starts_with("Too many attempts."));
    app.pass(Duration::from_secs(60 * 60));
    alice.post("/settings/channels/email/tests", &[]).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn without_configuration_every_channel_is_off_and_says_what_to_do() {
    let env = vec![("CALLBOOK_MAIL_FROM", "callbook@acme.example".to_owned())];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert_eq!(page.all("#channels .unable").len(), 6);
    assert!(page.all("#channels .channel button[form]").is_empty());
    alice.post("/settings/channels/email/tests", &[]).await.expect(422);
}

#[tokio::test]
async fn the_top_of_the_page_says_whether_one_can_be_paged_and_the_api_says_the_same() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let program = app.program("alice").await;
    let said = async || {
        let page = alice.get("/settings").await.expect(200).page();
        let reply = program.get("/api/v4/me/reachability").await.expect(200).json();
        assert_eq!(page.texts(".verdict p")[0], reply["message"].as_str().unwrap());
        let way_on = page.all(".verdict a").first().and_then(|a| a.attr("href")).map(str::to_owned);
        let words = page.texts(".verdict p").remove(0);
        (reply["status"].as_str().unwrap().to_owned(), words, way_on)
    };
    let expected = |status: &str, words: &str, way_on: Option<&str>| {
        (status.to_owned(), words.to_owned(), way_on.map(str::to_owned))
    };
    let quiet = "Only by email, which may not wake you.";
    assert_eq!(said().await, expected("quiet", quiet, Some("#phones")));

    let save = async |on: &[(&str, bool)]| {
        let form = alice.get("/settings").await.page().form("/settings/channels");
        let form = on
            .iter()
            .fold(form, |form, (channel, on)| form.tick(&format!("channels-{channel}"), *on));
        alice.submit(&form).await.expect(303);
    };
    save(&[("email", false)]).await;
    let nobody = "No. We can’t reach you on any channel.";
    assert_eq!(said().await, expected("unreachable", nobody, Some("#phones")));

    save(&[("sms", true), ("email", true)]).await;
    assert_eq!(said().await.0, "quiet", "there is no phone yet");
    add(&alice, "NL", "06 12345678", "sms").await.expect(303);
    let phone = first(&alice).await;
    let page = alice.get("/settings").await.page();
    assert_eq!(page.text(".verdict .cure"), "+31 6 12345678 isn’t verified yet.");
    assert_eq!(page.attribute(".verdict a", "href"), format!("{phone}/verification"));
    assert!(page.all(".attention").is_empty(), "what the answer says is not listed");
    let page = alice.get(&format!("{phone}/verification")).await.expect(200).page();
    assert_eq!(page.texts("#verification-uses label"), ["Voice"], "SMS is on already");
    type_code(&alice, &phone, &app.code().await).await.expect(303);
    assert_eq!(said().await, expected("reachable", "Yes, by email, SMS, and voice call.", None));
    assert!(alice.get("/settings").await.page().all(".attention").is_empty());

    let form = alice.get("/settings").await.page().form("/settings/emails");
    alice.submit(&form.fill("emails-address", "second@acme.example")).await.expect(303);
    let page = alice.get("/settings").await.page();
    assert_eq!(page.texts(".attention li p"), ["second@acme.example isn’t verified yet."]);
    assert_eq!(page.text(".attention form button"), "Resend");
    assert_eq!(page.attribute(".attention form", "hx-target"), "#emails");
    app.deliver().await;
}
