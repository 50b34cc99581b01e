use crate::messaging::twilio::parts::{Carrier, digits};
use crate::users::phones::{add, first, type_code};

#[tokio::test]
async fn a_phone_is_proved_by_a_call_in_dutch_digit_by_digit_twice() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let bob = app.sign_in("bob").await;
    add(&bob, "NL", "020 123 4567", "voice").await.expect(303);
    app.deliver().await;
    let call = carrier.last().await;
    assert_eq!(call.status(), 201);
    assert!(call.path().ends_with("/Calls.json"), "{call:?}");
    assert_eq!(call.field("To"), "+31201234567");
    assert!(call.reports_to().starts_with("/hooks/sms/status/ntf_"));
    let twiml = call.field("Twiml");
    let say = regex::Regex::new("<Say language=\"nl-NL\">([^<]+)</Say>").unwrap();
    let said: Vec<_> = say.captures_iter(twiml).map(|found| found[1].to_owned()).collect();
    assert_eq!(said.len(), 3, "{twiml}");
    assert!(said[0].starts_with("Hallo."), "{said:?}");
    let code = digits(&said[1]);
    let one_by_one = code.chars().map(String::from).collect::<Vec<_>>().join(", ");
    assert_eq!(code.len(), 6);
    assert!(said[1..].iter().all(|said| said.contains(&one_by_one)), "{said:?}");
    let reply = type_code(&bob, &first(&bob).await, &code).await;
    let page = bob.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Telefoonnummer geverifieerd");
}
