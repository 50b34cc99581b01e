use callbook::auth::first_run;

use crate::support::{Form, Setup, TestApp};

async fn fresh() -> (TestApp, String) {
    let app = TestApp::with(Setup { empty: true, ..Setup::default() }).await;
    let path = first_run::path(&app.app.db, &app.app.keys).await.unwrap().unwrap();
    (app, path)
}

fn filled(form: Form) -> Form {
    form.fill("set-up-account", "Globex")
        .fill("set-up-name", "Dora Diaz")
        .fill("set-up-email", "dora@globex.example")
        .fill("set-up-password", "velvet tractor mosaic dune")
        .forge("time_zone", "America/Bogota")
}

#[tokio::test]
async fn the_printed_url_creates_the_first_account_and_its_owner_once() {
    let (app, path) = fresh().await;
    let browser = app.visitor();
    browser.always("accept-language", "es-CO");
    let page = browser.get(&path).await.expect(200).page();
    let reply = browser.submit(&filled(page.form(&path))).await;
    assert_eq!(reply.location(), "/welcome");
    // The zone is known by then, so onboarding asks for a phone.
    let reply = browser.follow(reply).await;
    assert_eq!(reply.location(), "/welcome/phone");
    let page = browser.follow(reply).await.expect(200).page();
    assert!(page.text("[role=status].notice").starts_with("Tu cuenta está lista."));
    let page = browser.get("/settings").await.expect(200).page();
    assert_eq!(page.attribute("html", "lang"), "es");
    assert_eq!(page.text(".profile-who strong"), "Dora Diaz");
    assert_eq!(page.text(".profile-who span"), "Globex");
    assert_eq!(page.form("/settings/other").value("other-time_zone"), "America/Bogota");

    app.visitor().get(&path).await.expect(404);
    assert_eq!(first_run::path(&app.app.db, &app.app.keys).await.unwrap(), None);
    let again = app.visitor();
    let reply = again.sign_in("dora@globex.example", "velvet tractor mosaic dune").await;
    assert_eq!(reply.status, 303);
}

#[tokio::test]
async fn of_many_at_once_one_is_the_first() {
    let (app, path) = fresh().await;
    let page = app.visitor().get(&path).await.page();
    let form = filled(page.form(&path));
    let visitors: Vec<_> = (0..8).map(|_| app.visitor()).collect();
    let replies = visitors.iter().map(|visitor| visitor.submit(&form));
    let statuses: Vec<_> =
        futures_util::future::join_all(replies).await.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 7, "{statuses:?}");
    let mut tx = app.app.db.read().await.unwrap();
    let accounts = callbook::sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM accounts").unwrap();
    assert_eq!(accounts, 1);
}

#[tokio::test]
async fn a_wrong_token_opens_nothing() {
    let (app, path) = fresh().await;
    for wrong in
        ["/setup/x", "/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &path[..path.len() - 2]]
    {
        app.visitor().get(wrong).await.expect(404);
        app.visitor().post(wrong, &[("account", "x")]).await.expect(404);
    }
}

#[tokio::test]
async fn every_fault_is_told_and_what_was_typed_stays() {
    let (app, path) = fresh().await;
    let browser = app.visitor();
    let page = browser.get(&path).await.page();
    let form = page
        .form(&path)
        .fill("set-up-account", " ")
        .fill("set-up-name", &"n".repeat(300))
        .fill("set-up-email", "dora@")
        .fill("set-up-password", "short")
        .forge("time_zone", "Mars/Olympus");
    let page = browser.submit(&form).await.expect(422).page();
    assert_eq!(
        page.texts(".summary a"),
        [
            "Enter an account name",
            "Enter a name of up to 100 characters",
            "Enter an email address in the format name@example.com",
            "No matching time zone. Try a nearby city, the country, or an offset such as +2.",
            "Use at least 12 characters",
        ]
    );
    let form = page.form(&path);
    assert_eq!(form.value("set-up-name"), "n".repeat(300));
    assert_eq!(form.value("set-up-email"), "dora@");
    assert_eq!(form.value("set-up-time_zone"), "Mars/Olympus");
    assert_eq!(form.value("set-up-password"), "");
    browser.submit(&filled(form)).await.expect(303);
}

#[tokio::test]
async fn a_database_knows_its_key() {
    let (app, _) = fresh().await;
    let other = callbook::platform::secrets::keys::SecretKeys::generate().parse().unwrap();
    let error = callbook::platform::db::instance::recognise(&app.app.db, &other, app.clock.now())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("not the secret key"), "{error}");
}
