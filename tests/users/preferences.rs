use callbook::platform::ids::NotificationRuleId;

use crate::support::{Browser, Form, Reply, TestApp};

async fn form_of(browser: &Browser) -> Form {
    browser.get("/settings").await.expect(200).page().form("/settings/other")
}

async fn save(browser: &Browser, form: &Form) -> Reply {
    let reply = browser.submit(form).await;
    assert_eq!(reply.location(), "/settings/other", "{}", reply.text);
    browser.follow(reply).await.expect(200)
}

#[tokio::test]
async fn every_field_is_stored() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice)
        .await
        .fill("other-time_zone", "Tokyo")
        .fill("other-theme", "Dark")
        .fill("other-time_format", "24-hour")
        .fill("other-first_day", "Sunday")
        .fill("other-rows_per_page", "50")
        .fill("other-app_persistent", "High and above")
        .fill("other-app_sound", "Silent")
        .tick("other-emoji_mode", false)
        .tick("other-advanced_mode", true)
        .tick("other-debug_mode", true)
        .tick("other-on_call", true)
        .tick_one("on_call_lead_times", "PT15M")
        .tick_one("on_call_lead_times", "evening")
        .fill("other-on_call_layers", "2, 1")
        .tick("other-off_call", true)
        .tick_one("off_call_lead_times", "PT0S");
    save(&alice, &form).await;
    let form = form_of(&alice).await;
    for (id, value) in [
        ("other-time_zone", "Asia/Tokyo"),
        ("other-theme", "dark"),
        ("other-time_format", "h24"),
        ("other-first_day", "sunday"),
        ("other-rows_per_page", "50"),
        ("other-app_persistent", "high"),
        ("other-app_sound", "silent"),
        ("other-on_call_layers", "1, 2"),
        ("other-off_call_layers", ""),
    ] {
        assert_eq!(form.value(id), value, "{id}");
    }
    assert!(!form.is_ticked("other-emoji_mode"));
    for id in ["other-advanced_mode", "other-debug_mode", "other-on_call", "other-off_call"] {
        assert!(form.is_ticked(id), "{id}");
    }
    assert_eq!(form.ticked("on_call_lead_times"), ["PT15M", "evening"]);
    assert_eq!(form.ticked("off_call_lead_times"), ["PT0S"]);
}

#[tokio::test]
async fn a_new_language_shows_at_once_with_the_notice_in_it() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (name, tag, title, flash) in [
        ("Deutsch", "de", "Meine Einstellungen", None),
        ("Nederlands", "nl", "Mijn instellingen", None),
        ("English", "en", "My Settings", Some("Your settings were saved.")),
    ] {
        let form = form_of(&alice).await.fill("other-language", name);
        let page = save(&alice, &form).await.page();
        assert_eq!(page.attribute("html", "lang"), tag);
        assert_eq!(page.text("h1"), title);
        let said = page.text("#page-notice [role=status]");
        assert!(flash.is_none_or(|flash| flash == said), "{said}");
    }
}

#[tokio::test]
async fn a_script_is_told_to_load_the_page_anew() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await.fill("other-language", "Français");
    let reply = alice.submit_by_script(&form).await.expect(200);
    assert_eq!(reply.header("hx-redirect"), "/settings/other");
    assert!(reply.text.is_empty());
    let page = alice.get("/settings/other").await.page();
    assert_eq!(page.all("#page-notice [role=status]").len(), 1);
}

#[tokio::test]
async fn what_changes_no_other_card_is_saved_in_place_and_the_menu_follows() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await.fill("other-rows_per_page", "50");
    let reply = alice.submit_by_script(&form.tick("other-advanced_mode", true)).await.expect(200);
    let page = reply.page();
    assert_eq!(page.text("#other .card-foot [role=status]"), "Your settings were saved.");
    assert!(page.texts("nav.menu a").contains(&"Audit log".to_owned()));
    // The card that arrived can be saved again.
    let again = page.form("/settings/other").fill("other-rows_per_page", "25");
    alice.submit_by_script(&again).await.expect(200);
    assert_eq!(form_of(&alice).await.value("other-rows_per_page"), "25");
}

#[tokio::test]
async fn the_theme_is_right_from_the_first_byte() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (label, theme) in [("Dark", "dark"), ("Light", "light"), ("System", "system")] {
        let form = form_of(&alice).await.fill("other-theme", label);
        assert_eq!(save(&alice, &form).await.page().attribute("html", "data-theme"), theme);
    }
}

#[tokio::test]
async fn times_are_written_in_the_chosen_zone_and_format() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await.fill("other-time_zone", "Tokyo");
    let page = save(&alice, &form.fill("other-time_format", "24-hour")).await.page();
    assert_eq!(page.text("time[data-example]"), "November 22, 2026 at 19:00");
    let form = page.form("/settings/other").fill("other-time_format", "12-hour");
    let page = save(&alice, &form).await.page();
    assert_eq!(page.text("time[data-example]"), "November 22, 2026 at 7:00 PM");
    assert_eq!(page.attribute("time[data-example]", "datetime"), "2026-11-22T10:00:00Z");
}

#[tokio::test]
async fn emoji_stand_before_menu_items_only_in_emoji_mode() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    assert!(alice.get("/settings").await.page().all(".emoji").is_empty());
    let form = form_of(&alice).await.tick("other-emoji_mode", true);
    assert_eq!(save(&alice, &form).await.page().all(".menu .emoji").len(), 4);
}

#[tokio::test]
async fn a_reminder_that_is_on_has_a_time() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await.tick("other-off_call", true).tick("other-on_call", true);
    let form = form.fill("other-on_call_layers", "x").fill("other-off_call_layers", "100");
    let page = alice.submit(&form).await.expect(422).page();
    let errors = page.texts("#other-off_call_lead_times .field-error");
    let empty = "choose at least one time, or turn this reminder off";
    let malformed = "enter layer numbers from 1 to 99, separated by commas";
    assert_eq!(errors, [format!("Going off call: {empty}")]);
    assert_eq!(
        page.texts(".summary li"),
        [
            format!("Going on call: {empty}"),
            format!("Going on call: {malformed}"),
            format!("Going off call: {empty}"),
            format!("Going off call: {malformed}"),
        ]
    );
    let at_once = |name| page.texts(&format!("#other-{name}_lead_times .chip")).remove(0);
    assert_eq!(
        (at_once("on_call"), at_once("off_call")),
        ("When it starts".into(), "When it ends".into())
    );
    assert!(page.form("/settings/other").ticked("off_call").contains(&"on"), "kept");
    let form = form_of(&alice).await.tick("other-off_call", true);
    save(&alice, &form.tick_one("off_call_lead_times", "PT0S")).await;
}

#[tokio::test]
async fn debug_mode_shows_ids_and_timing() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let before = alice.get("/settings").await;
    assert!(!before.headers.contains_key("server-timing"));
    assert!(before.page().all(".ids").is_empty());
    let form = form_of(&alice).await.tick("other-debug_mode", true);
    let after = save(&alice, &form).await;
    assert!(after.header("server-timing").starts_with("total;dur="));
    let page = after.page();
    for (card, prefix) in
        [("emails .row", "eml_"), ("general", "usr_"), ("other", "acu_"), ("sessions .row", "ses_")]
    {
        let ids = page.texts(&format!("#{card} .ids code"));
        assert!(ids[0].starts_with(prefix), "{ids:?}");
    }
}

#[tokio::test]
async fn what_is_not_offered_is_refused_and_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await;
    let forged = form
        .clone()
        .forge("time_zone", "Mars/Olympus")
        .forge("language", "tlh")
        .forge("theme", "mauve")
        .forge("time_format", "36-hour")
        .forge("rows_per_page", "11")
        .tick_one("on_call_lead_times", "PT15M")
        .forge("off_call_lead_times", "P99Y")
        .forge("on_call_layers", "one")
        .forge("notification_rule", "ntr_00000000000000000000000000");
    let page = alice.submit(&forged).await.expect(422).page();
    assert_eq!(
        page.texts("#other .summary a"),
        [
            "No matching time zone. Try a nearby city, the country, or an offset such as +2.",
            "Choose one of the options in the list",
            "Choose one of the options in the list",
            "Choose one of the options in the list",
            "Going on call: enter layer numbers from 1 to 99, separated by commas",
            "Choose one of the options in the list",
            "Choose one of the options in the list",
            "Choose one of the options in the list",
        ]
    );
    let kept = page.form("/settings/other");
    assert_eq!(kept.value("other-time_zone"), "Mars/Olympus");
    assert_eq!(kept.value("other-on_call_layers"), "one");
    assert_eq!(kept.ticked("on_call_lead_times"), ["PT15M"]);
    assert_eq!(form_of(&alice).await.encode(), form.encode(), "nothing was stored");
}

#[tokio::test]
async fn fields_that_are_missing_are_named() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await.without("time_zone").without("language");
    let page = alice.submit(&form).await.expect(422).page();
    assert_eq!(page.texts("#other .field-error").len(), 2);
}

#[tokio::test]
async fn account_settings_are_not_lost_when_another_account_became_current() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let form = form_of(&bob).await.tick("other-on_call", true);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE sessions SET account_id = NULL").unwrap();
    tx.commit().await.unwrap();
    let reply = bob.submit(&form).await.expect(409);
    assert_eq!(reply.page().all("#other [role=alert]").len(), 1);
}

#[tokio::test]
async fn a_rule_of_the_account_can_be_chosen_and_no_other() {
    let app = TestApp::new().await;
    let (ours, theirs) = two_rules(&app).await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await.fill("other-notification_rule", "Nights");
    save(&alice, &form).await;
    assert_eq!(form_of(&alice).await.value("other-notification_rule"), ours.to_string());
    let forged = form_of(&alice).await.forge("notification_rule", &theirs.to_string());
    alice.submit(&forged).await.expect(422);
    assert_eq!(form_of(&alice).await.value("other-notification_rule"), ours.to_string());
}

/// Creates a rule of Acme Ops, and one of another account.
async fn two_rules(app: &TestApp) -> (NotificationRuleId, NotificationRuleId) {
    let now = app.clock.now();
    let mut tx = app.app.db.begin().await.unwrap();
    let acme = callbook::sql!(&mut tx, scalar callbook::platform::ids::AccountId, "SELECT id FROM accounts")
        .unwrap();
    let other = callbook::platform::ids::AccountId::mint(now);
    callbook::sql!(&mut tx, execute,
        "INSERT INTO accounts (id, version, name, created_at, updated_at) VALUES ($1, 1, 'Globex', $2, $2)",
        other, now).unwrap();
    let mut ids = Vec::new();
    for account in [acme, other] {
        let id = NotificationRuleId::mint(now);
        callbook::sql!(&mut tx, execute,
            "INSERT INTO notification_rules (id, account_id, tiny_id, version, name, created_at, updated_at) \
             VALUES ($1, $2, 1, 1, 'Nights', $3, $3)",
            id, account, now).unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();
    (ids[0], ids[1])
}
