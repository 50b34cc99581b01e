use std::sync::Arc;
use std::time::Duration;

use callbook::app::jobs::JOBS;
use callbook::messaging::dev::Content;
use callbook::messaging::transports::Transports;
use callbook::messaging::worker;
use serde_json::Value;

use crate::messaging::parts::{MailServer, Row};
use crate::support::{Browser, Setup, TestApp};
use crate::users::emails::{add, path_of, pills};

const SECOND: Duration = Duration::from_secs(1);

/// Starts an app that sends mail to this server.
async fn app_at(url: String) -> TestApp {
    app_with(url, Vec::new()).await
}

pub async fn app_with(url: String, more: Vec<(&'static str, String)>) -> TestApp {
    let from = ("CALLBOOK_MAIL_FROM", "callbook@acme.example".to_owned());
    let env = [vec![("CALLBOOK_SMTP_URL", url), from], more].concat();
    TestApp::with(Setup { env, ..Setup::default() }).await
}

/// Adds an address for Alice, runs all due jobs, and returns the state of her link.
pub async fn link_to(app: &TestApp, address: &str) -> (Browser, Row) {
    let alice = app.sign_in("alice").await;
    add(&alice, address).await.expect(303);
    app.deliver().await;
    (alice, Row::latest(app, "email-link").await)
}

fn text_of<'a>(mail: &'a Value, kind: &str) -> &'a str {
    let parts = mail["parts"].as_array().unwrap();
    let part = parts.iter().find(|part| part["type"] == kind).unwrap();
    assert_eq!(part["charset"], "utf-8");
    part["text"].as_str().unwrap()
}

fn link_in(text: &str) -> String {
    let at = text.find("/links/email/").expect("no link");
    text[at..].split(['"', '\n', '\r', ' ']).next().unwrap().to_owned()
}

async fn use_link(browser: &Browser, link: &str) {
    browser.get(link).await.expect(303);
    let page = browser.get("/links/email").await.expect(200).page();
    browser.submit(&page.form("/links/email")).await.expect(303);
}

#[tokio::test]
async fn a_verification_mail_arrives_in_two_forms_and_its_link_verifies_the_address() {
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await;
    let carol = app.sign_in("carol").await;
    add(&carol, "Carol@Home.example").await.expect(303);
    app.deliver().await;
    let mail = server.mails_to("Carol@home.example").only();
    let headers = &mail["headers"];
    assert_eq!(headers["X-MailFrom"], "callbook@acme.example");
    assert_eq!(headers["From"], "Callbook <callbook@acme.example>");
    assert_eq!(headers["To"], "Carol@home.example");
    assert_eq!(headers["Subject"], "Verifica tu dirección de correo");
    assert_eq!(headers["Date"], "Sun, 22 Nov 2026 10:00:00 +0000");
    assert_eq!(headers["Auto-Submitted"], "auto-generated");
    assert_eq!(headers["Content-Language"], "es");
    let mut tx = app.app.db.read().await.unwrap();
    let id = callbook::sql!(&mut tx, scalar callbook::platform::ids::DeliveryId,
        "SELECT id FROM deliveries WHERE kind = 'email-link'")
    .unwrap();
    assert_eq!(headers["Message-ID"], format!("<{id}@acme.example>"));
    assert_eq!(mail["type"], "multipart/alternative");
    assert_eq!(mail["parts"].as_array().unwrap().len(), 2);
    let (text, html) = (text_of(&mail, "text/plain"), text_of(&mail, "text/html"));
    assert!(text.contains("Confirma que esta dirección es tuya"), "{text}");
    assert!(html.contains("Confirma que esta dirección es tuya"), "{html}");
    assert_eq!(link_in(text), link_in(html));
    let row = Row::latest(&app, "email-link").await;
    assert_eq!((row.state.as_str(), row.words()), ("sent", "250 OK"));
    use_link(&carol, &link_in(text)).await;
    assert_eq!(pills(&carol).await, ["principal verificada", "verificada"]);
}

/// The only mail.
trait Only {
    fn only(self) -> Value;
}

impl Only for Vec<Value> {
    #[track_caller]
    fn only(mut self) -> Value {
        assert_eq!(self.len(), 1, "{self:?}");
        self.remove(0)
    }
}

#[tokio::test]
async fn starttls_goes_by_the_given_authority_and_without_it_nothing_leaves() {
    let server = MailServer::start(&["--tls"]);
    let url = || format!("smtp://localhost:{}", server.port);
    let stranger = app_at(url()).await.leave_work();
    let (_, row) = link_to(&stranger, "alice@home.example").await;
    assert_eq!(row.state, "queued");
    assert!(row.words().contains("certificate"), "{row:?}");
    assert_eq!(server.count(), 0);
    let ca = ("CALLBOOK_SMTP_CA_FILE", server.ca.clone());
    let app = app_with(url(), vec![ca]).await;
    let (_, row) = link_to(&app, "alice@home.example").await;
    assert_eq!(row.state, "sent", "{row:?}");
    assert_eq!(server.mails_to("alice@home.example").len(), 1);
}

#[tokio::test]
async fn a_server_that_offers_no_tls_gets_nothing() {
    let server = MailServer::start(&[]);
    let app = app_at(format!("smtp://127.0.0.1:{}", server.port)).await.leave_work();
    let (_, row) = link_to(&app, "alice@home.example").await;
    assert_eq!(row.state, "queued");
    assert!(row.words().contains("STARTTLS"), "{row:?}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn tls_from_the_first_byte_goes_by_the_given_authority() {
    let server = MailServer::start(&["--smtps"]);
    let url = || format!("smtps://127.0.0.1:{}", server.port);
    let ca = ("CALLBOOK_SMTP_CA_FILE", server.ca.clone());
    let app = app_with(url(), vec![ca]).await;
    let (_, row) = link_to(&app, "alice@home.example").await;
    assert_eq!(row.state, "sent", "{row:?}");
    assert_eq!(server.count(), 2, "a link, and a notice to the old address");
    let stranger = app_at(url()).await.leave_work();
    let (_, row) = link_to(&stranger, "alice@home.example").await;
    assert_eq!(row.state, "queued");
    assert!(row.words().contains("certificate"), "{row:?}");
}

#[tokio::test]
async fn a_right_password_is_let_in_and_a_wrong_one_is_told_and_not_in_the_ledger() {
    for (tls, scheme) in [("--tls", "smtp"), ("--smtps", "smtps")] {
        let server = MailServer::start(&[tls, "--auth", "call@book:p@ss:wörd/"]);
        let url = |password| format!("{scheme}://call%40book:{password}@localhost:{}", server.port);
        let ca = || vec![("CALLBOOK_SMTP_CA_FILE", server.ca.clone())];
        let app = app_with(url("hush"), ca()).await.leave_work();
        let (_, row) = link_to(&app, "alice@home.example").await;
        assert_eq!(row.state, "queued");
        assert!(row.words().starts_with("535 5.7.8"), "{row:?}");
        assert!(!row.words().contains("hush"), "{row:?}");
        assert_eq!(server.count(), 0);
        let app = app_with(url("p%40ss%3Aw%C3%B6rd%2F"), ca()).await;
        let (_, row) = link_to(&app, "alice@home.example").await;
        assert_eq!(row.state, "sent", "{row:?}");
        assert_eq!(server.mails_to("alice@home.example").len(), 1);
    }
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_blocked_at_once_and_healed_by_a_link() {
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await;
    let (alice, row) = link_to(&app, "refused@home.example").await;
    assert_eq!((row.state.as_str(), row.words()), ("blocked", "550 5.1.1 No such user here"));
    assert_eq!(pills(&alice).await, ["primary verified", "unverified blocked"]);
    let page = alice.get("/settings/emails").await.page();
    let row = page.all("#emails .row")[1].text().collect::<String>();
    assert!(row.contains("Email to this address bounced"), "{row}");
    assert_eq!(server.mails_to("alice@acme.example").len(), 1, "only the notice");

    app.pass(30 * SECOND);
    let resend = path_of(&alice, "refused@home.example", "links").await;
    alice.post(&resend, &[]).await.expect(303);
    app.deliver().await;
    assert_eq!(Row::latest(&app, "email-link").await.state, "blocked", "tried, and refused again");

    app.pass(60 * SECOND);
    alice.post(&resend, &[]).await.expect(303);
    // Now the mailbox exists: the same job, on another transport.
    let dev = callbook::platform::config::load::<callbook::cli::Cli>(
        ["callbook", "--dev-outbox"].map(Into::into),
        &[],
    );
    let mut worker = app.app.worker.clone();
    worker.transports = Arc::new(Transports::new(&dev.unwrap().config).unwrap());
    worker::work_off(&worker, &JOBS).await.unwrap();
    let kept = worker.transports.dev().unwrap().messages();
    let mail = kept.iter().find(|kept| kept.to == "refused@home.example").unwrap();
    let Content::Mail { text, .. } = &mail.content else { panic!("no mail") };
    assert_eq!(Row::latest(&app, "email-link").await.state, "sent");
    use_link(&alice, &link_in(text)).await;
    assert_eq!(pills(&alice).await, ["primary verified", "verified"]);
}

#[tokio::test]
async fn a_full_mailbox_gets_the_mail_when_it_has_room() {
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await;
    let (alice, row) = link_to(&app, "full@home.example").await;
    let full = ("queued", "452 4.2.2 Mailbox full, try again later");
    assert_eq!((row.state.as_str(), row.words()), full);
    app.pass(SECOND);
    assert_eq!(app.deliver().await, 0, "not before its pause is over");
    app.pass(2 * SECOND);
    assert_eq!(app.deliver().await, 1);
    let row = Row::latest(&app, "email-link").await;
    assert_eq!((row.state.as_str(), row.words()), full);
    app.pass(5 * SECOND);
    assert_eq!(app.deliver().await, 1);
    let row = Row::latest(&app, "email-link").await;
    assert_eq!((row.state.as_str(), row.words()), ("sent", "250 OK"));
    assert_eq!(server.mails_to("full@home.example").len(), 1);
    assert_eq!(pills(&alice).await[1], "unverified");
}

#[tokio::test]
async fn a_connection_that_drops_within_the_message_is_tried_again() {
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await;
    let (_, row) = link_to(&app, "drop@home.example").await;
    assert_eq!(row.state, "queued");
    assert!(!row.words().is_empty(), "the ledger says what broke");
    app.pass(3 * SECOND);
    assert_eq!(app.deliver().await, 1);
    assert_eq!(Row::latest(&app, "email-link").await.state, "sent");
    server.mails_to("drop@home.example").only();
}

#[tokio::test]
async fn a_message_that_is_refused_by_policy_waits_and_blocks_nobody() {
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await.leave_work();
    let (alice, row) = link_to(&app, "spam@home.example").await;
    let refused = ("queued", "554 5.7.1 Message refused by policy");
    assert_eq!((row.state.as_str(), row.words()), refused);
    assert_eq!(pills(&alice).await, ["primary verified", "unverified"]);
    assert!(server.mails_to("spam@home.example").is_empty());
}

#[tokio::test]
async fn a_sender_that_is_refused_blocks_nobody_and_its_mails_wait() {
    let server = MailServer::start(&["--refuse-sender"]);
    let app = app_at(server.url()).await.leave_work();
    let (alice, row) = link_to(&app, "alice@home.example").await;
    let refused = ("queued", "550 5.7.1 Sender not allowed");
    assert_eq!((row.state.as_str(), row.words()), refused);
    let flash = Row::latest(&app, "security-notice").await;
    assert_eq!((flash.state.as_str(), flash.words()), refused);
    assert_eq!(pills(&alice).await, ["primary verified", "unverified"]);
}

#[tokio::test]
async fn where_no_server_listens_a_person_notices_nothing_and_the_mail_waits() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let app = app_at(format!("smtp://{nobody}?tls=off")).await.leave_work();
    let alice = app.sign_in("alice").await;
    let reply = add(&alice, "alice@home.example").await;
    let page = alice.follow(reply).await.expect(200).page();
    let said = "We’re sending a link to the new address. Open it to verify the address.";
    assert_eq!(page.text("#page-notice [role=status]"), said);
    for _ in 0..3 {
        app.deliver().await;
        let row = Row::latest(&app, "email-link").await;
        assert_eq!((row.state.as_str(), row.reason.as_deref()), ("queued", None));
        assert!(row.words().contains("refused"), "{row:?}");
        app.pass(60 * SECOND);
    }
    assert_eq!(pills(&alice).await, ["primary verified", "unverified"]);
}

#[tokio::test]
async fn a_mail_that_never_goes_through_is_given_up_after_a_day() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let app = app_at(format!("smtp://{nobody}?tls=off")).await;
    let alice = app.sign_in("alice").await;
    alice.post("/settings/channels/email/tests", &[]).await.expect(303);
    for attempt in 1..=30 {
        assert_eq!(app.deliver().await, 1, "attempt {attempt}");
        app.pass(75 * 60 * SECOND);
    }
    assert_eq!(app.deliver().await, 0);
    let row = Row::latest(&app, "channel-test").await;
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("failed", Some("givenup")));
    assert!(row.words().contains("refused"), "{row:?}");
    let mut tx = app.app.db.read().await.unwrap();
    let payloads =
        callbook::sql!(&mut tx, scalars String, "SELECT payload FROM outbox WHERE dead_at > 0");
    assert_eq!(payloads.unwrap(), ["{}"], "what nobody does any more names nobody");
}

#[tokio::test]
async fn addresses_in_every_script_arrive() {
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await;
    let alice = app.sign_in("alice").await;
    let addresses = [
        ("zoë@home.example", "zoë@home.example"),
        ("alice@bücher.example", "alice@xn--bcher-kva.example"),
        ("用户@例え.jp", "用户@xn--r8jz45g.jp"),
        ("\"a b\"@home.example", "\"a b\"@home.example"),
        ("o'neil+x@home.example", "o'neil+x@home.example"),
    ];
    for (typed, _) in addresses {
        add(&alice, typed).await.expect(303);
        app.deliver().await;
        let row = Row::latest(&app, "email-link").await;
        assert_eq!(row.state, "sent", "{typed}: {row:?}");
        app.pass(SECOND);
    }
    let mails = server.mails();
    for (_, arrives) in addresses {
        let to = |mail: &&Value| mail["headers"]["X-RcptTo"] == arrives;
        let mail = mails.iter().find(to).unwrap_or_else(|| panic!("nothing to {arrives}"));
        assert_eq!(mail["headers"]["To"], arrives);
        use_link(&alice, &link_in(text_of(mail, "text/plain"))).await;
    }
    assert!(pills(&alice).await.iter().all(|pills| pills.split(' ').any(|p| p == "verified")));
}

#[tokio::test]
async fn a_server_is_greeted_by_the_public_host_or_by_an_address() {
    // The server refuses a bare host name: without either of these nothing would arrive.
    let server = MailServer::start(&[]);
    let app = app_at(server.url()).await;
    link_to(&app, "alice@home.example").await;
    let flags = vec!["--public-url", "https://callbook.example"];
    let env = vec![("CALLBOOK_SMTP_URL", server.url())];
    let app = TestApp::with(Setup { flags, env, ..Setup::default() }).await;
    link_to(&app, "alice@work.example").await;
    for (to, name) in
        [("alice@home.example", "[127.0.0.1]"), ("alice@work.example", "callbook.example")]
    {
        assert_eq!(server.mails_to(to).only()["headers"]["X-Helo"], name);
    }
}

#[tokio::test]
async fn a_sender_with_letters_beyond_ascii_in_its_domain_goes_out_as_the_wire_has_it() {
    let server = MailServer::start(&["--no-utf8"]);
    let from = ("CALLBOOK_MAIL_FROM", "Büro <callbook@bücher.example>".to_owned());
    let env = vec![("CALLBOOK_SMTP_URL", server.url()), from];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let (_, row) = link_to(&app, "alice@例え.jp").await;
    assert_eq!(row.state, "sent", "{row:?}");
    let mail = server.mails_to("alice@xn--r8jz45g.jp").only();
    assert_eq!(mail["headers"]["X-MailFrom"], "callbook@xn--bcher-kva.example");
    assert_eq!(mail["headers"]["From"], "Büro <callbook@xn--bcher-kva.example>");
    let id = mail["headers"]["Message-ID"].as_str().unwrap();
    assert!(id.ends_with("@xn--bcher-kva.example>"), "{id}");
}

#[tokio::test]
async fn an_address_that_our_server_cannot_write_says_so_in_its_row() {
    let server = MailServer::start(&["--no-utf8"]);
    let app = app_at(server.url()).await;
    for (lang, says) in [
        ("en", "Our mail server accepts only unaccented letters before the @"),
        ("es", "Nuestro servidor de correo solo admite letras sin acentos antes de la @"),
        ("fr", "Notre serveur de messagerie n’accepte que des lettres sans accent"),
        ("de", "Unser Mailserver nimmt vor dem @ nur Buchstaben ohne Akzente"),
        ("nl", "Onze mailserver accepteert voor het apenstaartje alleen letters"),
    ] {
        let alice = app.sign_in("alice").await;
        let page = alice.get("/settings").await.page();
        alice.submit(&page.form("/settings/other").forge("language", lang)).await.expect(303);
        add(&alice, &format!("zoë-{lang}@home.example")).await.expect(303);
        app.deliver().await;
        let row = Row::latest(&app, "email-link").await;
        assert_eq!((row.state.as_str(), row.reason.as_deref()), ("failed", Some("letters")));
        let hint = alice.get("/settings/emails").await.page().texts("#emails .row .hint");
        assert!(hint.last().unwrap().starts_with(says), "{hint:?}");
        app.pass(SECOND);
    }
    assert!(server.mails().iter().all(|mail| mail["headers"]["X-RcptTo"] == "alice@acme.example"));
}

#[tokio::test]
async fn a_link_that_waits_or_was_refused_says_so_in_its_row() {
    let server = MailServer::start(&["--refuse-sender"]);
    let app = app_at(server.url()).await.leave_work();
    let (alice, _) = link_to(&app, "alice@home.example").await;
    let hints = alice.get("/settings/emails").await.page().texts("#emails .row .hint");
    assert_eq!(hints[1], "We couldn’t send the link yet. We’ll keep trying for a day.");
    for _ in 0..30 {
        app.pass(75 * 60 * SECOND);
        app.deliver().await;
    }
    let row = Row::latest(&app, "email-link").await;
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("failed", Some("expired")));
    let alice = app.sign_in("alice").await;
    let hint = alice.get("/settings/emails").await.page().texts("#emails .row .hint").remove(1);
    assert_eq!(hint, "We couldn’t send the link. Press Resend to try again.");
}
