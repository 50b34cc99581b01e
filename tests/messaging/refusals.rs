use callbook::messaging::email::answer::{RefusalMeaning, SmtpStage, meaning};
use callbook::messaging::transports::{
    ContactRefusal, Mail, Outgoing, ProviderFault, SendOutcome, Transports,
};
use callbook::platform::i18n::Lang;
use callbook::platform::ids::DeliveryId;
use serde_json::{Map, Value, json};

use crate::messaging::parts::{MailServer, Row};
use crate::oncall::webhooks::mail::Place;
use crate::support::{START, Setup, TestApp, config_of};
use crate::users::emails::{add, pills};

/// The effect of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// The address is blocked.
    Blocked,
    /// The message waits, because of the recipient.
    Waits,
    /// The message waits, and the operator is told of this fault.
    Tells(ProviderFault),
    /// The message cannot be sent as it is.
    Failed,
}

use Leads::{Blocked, Failed, Tells, Waits};
use ProviderFault::{Credentials, Refused, Sender};

/// Answers that real servers give about a recipient, and their effects.
const TO_RECIPIENT: &[(&str, Leads)] = &[
    // There is no such mailbox, in the words of Postfix, Exim, Gmail, Exchange, Yahoo, qmail …
    (
        "550 5.1.1 <{to}>: Recipient address rejected: User unknown in local recipient table",
        Blocked,
    ),
    (
        "550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table",
        Blocked,
    ),
    ("550 5.1.1 <{to}>... User unknown", Blocked),
    (
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        Blocked,
    ),
    ("550 5.1.2 <{to}>: Recipient address rejected: Domain not found", Blocked),
    ("553 5.1.3 The recipient address is not a valid RFC 5321 address", Blocked),
    ("551 5.1.6 Mailbox has moved, no forwarding address", Blocked),
    ("550 5.2.1 The email account that you tried to reach is disabled.", Blocked),
    (
        "556 5.1.10 <{to}>: Recipient address rejected: Domain does not accept mail (nullMX)",
        Blocked,
    ),
    (
        "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n\
         550-5.1.1 double-checking the recipient's email address for typos or\r\n\
         550 5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser - gsmtp",
        Blocked,
    ),
    ("550 Unknown user", Blocked),
    ("550 No such user here", Blocked),
    ("550 no such recipient", Blocked),
    ("550 <{to}>: Recipient unknown", Blocked),
    ("554 delivery error: dd This user doesn't have a yahoo.com account ({to}) [0]", Blocked),
    ("553 sorry, no mailbox here by that name. (#5.1.1)", Blocked),
    ("511 sorry, no mailbox here by that name (chkuser)", Blocked),
    ("550 5.5.0 <{to}>: user unknown", Blocked),
    ("550 5.0.0 <{to}>... User unknown", Blocked),
    ("550 Mailbox not found", Blocked),
    ("550 Benutzer unbekannt", Blocked),
    // The mailbox accepts nothing at the moment.
    ("552 5.2.2 <{to}>: Recipient address rejected: Mailbox is full / Quota exceeded", Waits),
    ("552 Mailbox full, storage exceeded", Waits),
    ("452 4.2.2 The email account that you tried to reach is over quota", Waits),
    ("450 4.1.1 <{to}>: Recipient address rejected: unverified address", Waits),
    (
        "450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.example/",
        Waits,
    ),
    ("451 4.7.1 Greylisting in action, please come back later", Waits),
    ("550 5.2.0 Mailbox access is disabled", Waits),
    // The refusal is about us.
    ("550 Please turn on SMTP Authentication in your mail client", Tells(Credentials)),
    ("530 5.7.0 Must issue a STARTTLS command first", Tells(Credentials)),
    ("530 5.7.57 Client not authenticated to send mail", Tells(Credentials)),
    ("550 5.7.1 Authentication required", Tells(Credentials)),
    ("550 Sender verify failed", Tells(Sender)),
    (
        "550-Verification failed for <callbook@acme.example>\r\n\
         550-No such user here\r\n\
         550 Sender verify failed",
        Tells(Sender),
    ),
    ("550 5.1.8 <callbook@acme.example>: Sender address rejected: Domain not found", Tells(Sender)),
    ("553 5.1.7 The sender's address is not valid", Tells(Sender)),
    ("550 5.7.60 Client does not have permissions to send as this sender", Tells(Sender)),
    ("550 relay not permitted", Tells(Refused)),
    ("554 5.7.1 <{to}>: Relay access denied", Tells(Refused)),
    ("553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", Tells(Refused)),
    (
        "550 5.7.1 Service unavailable, Client host [203.0.113.7] blocked using Spamhaus",
        Tells(Refused),
    ),
    ("550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", Tells(Refused)),
    ("554 5.7.1 <{to}>: Recipient address rejected: Access denied", Tells(Refused)),
    ("550 SPF check failed: no such user may use acme.example", Tells(Refused)),
    ("550 5.7.1 user unknown or not local, relaying denied", Tells(Refused)),
    ("550 Administrative prohibition", Tells(Refused)),
    ("550 Requested action not taken: mailbox unavailable", Tells(Refused)),
    ("554 5.0.0 Service unavailable", Tells(Refused)),
    ("550 5.3.2 System not accepting network messages", Tells(Refused)),
    (
        "550 5.7.23 The message was rejected because of Sender Policy Framework violation",
        Tells(Sender),
    ),
    ("550 5.6.7 <{to}>: SMTPUTF8 is required, but was not offered by host", Failed),
];

/// Answers to a whole message for one recipient.
const TO_MESSAGE: &[(&str, Leads)] = &[
    ("550 5.1.1 <{to}>: user unknown", Blocked),
    ("554 5.7.1 Message refused by policy", Tells(Refused)),
    ("550 5.7.1 Message contains spam or virus", Tells(Refused)),
    ("552 5.3.4 Message size exceeds fixed limit", Tells(Refused)),
    ("554 5.6.0 Message content rejected", Tells(Refused)),
    ("421 4.7.0 Try again later, closing connection", Waits),
    (
        "550-5.7.26 Unauthenticated email from acme.example is not accepted due to\r\n\
         550 5.7.26 domain's DMARC policy. Please contact the administrator - gsmtp",
        Tells(Refused),
    ),
];

/// Returns the effect of an outcome.
fn led_to(outcome: &SendOutcome) -> Leads {
    match outcome {
        SendOutcome::Refused { refusal: ContactRefusal::Unreachable, .. } => Blocked,
        SendOutcome::Later { .. } => Waits,
        SendOutcome::ProviderFailed { fault, .. } => Tells(*fault),
        SendOutcome::Failed { .. } => Failed,
        other => panic!("{other:?}"),
    }
}

fn mail_to(address: &str) -> Outgoing {
    let (to, text) = (address.to_owned(), "text".to_owned());
    Outgoing::Mail(Mail { to, lang: Lang::En, subject: text.clone(), html: text.clone(), text })
}

#[tokio::test]
async fn only_what_says_that_there_is_no_such_mailbox_blocks_an_address() {
    let rows = TO_RECIPIENT.iter().map(|row| ("RCPT", row));
    let rows: Vec<_> = rows.chain(TO_MESSAGE.iter().map(|row| ("DATA", row))).collect();
    assert!(rows.len() > 50);
    let replies = rows.iter().enumerate().map(|(n, (stage, (reply, _)))| {
        let reply = reply.replace("{to}", &format!("n{n}@home.example"));
        (format!("n{n}"), json!({ "stage": stage, "reply": reply }))
    });
    let replies = Value::Object(replies.collect::<Map<_, _>>()).to_string();
    let server = MailServer::start(&["--replies", &replies]);
    let config = config_of(["callbook"].into_iter(), &[("CALLBOOK_SMTP_URL", server.url())]);
    let transports = Transports::new(&config).unwrap();
    for (n, (stage, (reply, leads))) in rows.into_iter().enumerate() {
        let mail = mail_to(&format!("n{n}@home.example"));
        let outcome = transports.send(DeliveryId::mint(START), mail, START).await;
        assert_eq!(led_to(&outcome), *leads, "{stage} {reply}: {outcome:?}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn what_is_said_before_a_recipient_is_named_never_blocks_one() {
    use SmtpStage::{Greeting, Sender as SenderStage, SignIn};
    for (stage, code, words, fault) in [
        (Greeting, 554, "5.7.1 Client host rejected: cannot find your hostname", Refused),
        (Greeting, 550, "callbook is no host name of the internet", Refused),
        (Greeting, 421, "4.7.0 Too many connections", ProviderFault::Overloaded),
        (SignIn, 535, "5.7.8 Error: authentication failed", Credentials),
        (SignIn, 454, "4.7.0 Temporary authentication failure", Credentials),
        (SenderStage, 530, "5.7.0 Authentication Required", Credentials),
        (SenderStage, 550, "5.1.1 No such user", Sender),
        (SenderStage, 550, "unknown user", Sender),
        (SenderStage, 553, "5.7.1 not owned by user callbook", Sender),
        (SenderStage, 451, "4.3.0 Temporary lookup failure", ProviderFault::Overloaded),
    ] {
        assert_eq!(meaning(stage, code, words), RefusalMeaning::Ours(fault), "{code} {words}");
    }
}

/// Returns the delivery of a link and the state of its address, after this answer about the
/// recipient.
async fn after(reply: &str) -> (Row, String) {
    let replies = json!({ "new": { "stage": "RCPT", "reply": reply } }).to_string();
    let server = MailServer::start(&["--replies", &replies]);
    let env = vec![("CALLBOOK_SMTP_URL", server.url())];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    let alice = app.sign_in("alice").await;
    add(&alice, "new@home.example").await.expect(303);
    app.deliver().await;
    let pills = pills(&alice).await.pop().unwrap();
    (Row::latest(&app, "email-link").await, pills)
}

#[tokio::test]
async fn a_fault_of_ours_makes_a_mail_wait_and_leaves_the_address_as_it_was() {
    for reply in [
        "550 Please turn on SMTP Authentication in your mail client",
        "550 Sender verify failed",
        "554 5.7.1 <new@home.example>: Relay access denied",
        "552 5.2.2 Mailbox full",
    ] {
        let (row, pills) = after(reply).await;
        assert_eq!((row.state.as_str(), row.reason.as_deref()), ("queued", None), "{reply}");
        assert_eq!(pills, "unverified", "{reply}");
    }
}

#[tokio::test]
async fn an_unknown_user_is_blocked_by_code_or_by_words() {
    for reply in ["550 5.1.1 Nobody of that name", "550 No such user"] {
        let (row, pills) = after(reply).await;
        assert_eq!((row.state.as_str(), row.words()), ("blocked", reply));
        assert_eq!(pills, "unverified blocked");
    }
}

#[tokio::test]
async fn a_bounce_that_says_why_blocks_by_the_same_rule() {
    let mut place = Place::open().await;
    let bob = place.app.sign_in("bob").await;
    for (n, (status, diagnostic)) in [
        (json!("5.7.1"), json!("smtp; 550 5.7.1 Rejected as spam")),
        (json!("5.2.2"), json!("smtp; 552 5.2.2 Over quota")),
        (Value::Null, json!("smtp; 550 Sender verify failed")),
        (json!("5.7.26"), Value::Null),
    ]
    .into_iter()
    .enumerate()
    {
        let report = json!({ "address": "bob@acme.example", "kind": "bounce", "status": status,
            "diagnostic": diagnostic });
        place.hook(&format!("no_{n}"), place.at(), &report.to_string()).await.expect(204);
        assert_eq!(pills(&bob).await, ["primair geverifieerd"], "{report}");
    }
    let unknown = json!({ "address": "bob@acme.example", "kind": "bounce", "status": "5.1.1" });
    place.hook("yes", place.at(), &unknown.to_string()).await.expect(204);
    assert_eq!(pills(&bob).await, ["primair geblokkeerd"]);
}
