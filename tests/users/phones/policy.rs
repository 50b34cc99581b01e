//! The policies of numbers hold in the rules, whoever calls them.

use callbook::core::actor::NotDone;
use callbook::platform::ids::PhoneId;
use callbook::sql;
use callbook::users::phones::{self, CodeResent, Method, PhoneAdded, PhoneNumber, PhoneStored};

use crate::accounts::teams::who;
use crate::support::TestApp;

fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text, "NL".parse().unwrap()).unwrap()
}

#[tokio::test]
async fn no_rule_takes_a_number_of_a_closed_country() {
    let app = TestApp::with_flags(&["--phone-countries", "NL"]).await;
    let bob = who(&app, "bob").await.user;
    let german = number("+4915123456789");
    let mut change = app.change_of(bob, None).await;
    let added = phones::add(&mut change, bob, &german, Method::Sms).await.unwrap();
    assert_eq!(added, PhoneAdded::CountryClosed);
    let id = PhoneId::mint(change.now());
    let stored = phones::add_unverified(&mut change, bob, id, &german).await.unwrap();
    assert_eq!(stored, PhoneStored::CountryClosed);
    assert_eq!(phones::list(&mut change, bob).await.unwrap().len(), 0);

    // The country was accepted when the number was added.
    let dutch = number("0612345678");
    let stored = phones::add_unverified(&mut change, bob, id, &dutch).await.unwrap();
    assert_eq!(stored, PhoneStored::Stored);
    sql!(&mut change, execute, "UPDATE phones SET country = 'DE' WHERE id = $1", id).unwrap();
    let resent = phones::resend(&mut change, bob, id, Method::Sms).await.unwrap();
    assert_eq!(resent, CodeResent::CountryClosed);
    let sent = sql!(&mut change, scalar i64, "SELECT COUNT(*) FROM outbox").unwrap();
    assert_eq!(sent, 0);
}

#[tokio::test]
async fn no_rule_sends_a_text_message_to_a_landline() {
    let app = TestApp::new().await;
    let (bob, alice) = (who(&app, "bob").await.user, who(&app, "alice").await.user);
    let landline = number("020 123 4567");
    let mut change = app.change_of(bob, None).await;
    let added = phones::add(&mut change, bob, &landline, Method::Sms).await.unwrap();
    assert_eq!(added, PhoneAdded::OutOfReach);
    let id = PhoneId::mint(change.now());
    phones::add_unverified(&mut change, bob, id, &landline).await.unwrap();
    let phone = phones::find(&mut change, bob, id).await.unwrap().unwrap();
    assert_eq!(phone.confirmation_method, Method::Voice, "the one way that there is");
    assert!(!phones::set_method(&mut change, bob, id, Method::Sms).await.unwrap());
    let set = phones::set_method(&mut change, alice, id, Method::Voice).await;
    assert!(matches!(set, Err(NotDone::Gone)));
    let resent = phones::resend(&mut change, bob, id, Method::Sms).await.unwrap();
    assert_eq!(resent, CodeResent::OutOfReach);
    let sent = sql!(&mut change, scalar i64, "SELECT COUNT(*) FROM outbox").unwrap();
    assert_eq!(sent, 0);
}
