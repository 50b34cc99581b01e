use crate::messaging::twilio::parts::{Carrier, TOKEN, digits, ledger, to_phones};
use crate::support::{Browser, Setup, TestApp};
use crate::users::phones::{add, first, type_code};

async fn pills(browser: &Browser) -> Vec<String> {
    browser.get("/settings/phones").await.page().texts("#phones .pills")
}

#[tokio::test]
async fn a_phone_is_proved_by_a_text_message_that_comes_up_to_twilios_description() {
    let carrier = Carrier::start();
    let flags = vec!["--public-url", "https://callbook.example:8443"];
    let env = carrier.env(TOKEN);
    let app = TestApp::with(Setup { flags, env, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    let reply = add(&alice, "NL", "06 1234 5678", "sms").await;
    let page = alice.follow(reply).await.page();
    assert!(page.text("#page-notice [role=status]").starts_with("We’re sending a code"));
    app.deliver().await;
    let sms = carrier.last().await;
    assert_eq!(sms.status(), 201);
    assert!(sms.path().ends_with("/Messages.json"), "{sms:?}");
    assert_eq!((sms.field("To"), sms.field("From")), ("+31612345678", "+15005550006"));
    let status = "https://callbook.example:8443/hooks/sms/status/ntf_";
    assert!(sms.field("StatusCallback").starts_with(status), "{sms:?}");
    let (code, text) = (sms.code(), sms.field("Body"));
    assert!(code.len() == 6 && digits(&code) == code, "{code}");
    assert_eq!(text.lines().last().unwrap(), format!("@callbook.example #{code}"));
    let reply = type_code(&alice, &first(&alice).await, &code).await;
    let page = alice.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Phone verified successfully");
    assert_eq!(pills(&alice).await, ["primary verified"]);
    assert_eq!(ledger(&app, sms.delivery()).await, ("sent".into(), "201 queued".into()));
    assert_eq!(to_phones(&app).await[0].2, "+31 •••• 78", "the ledger has it masked");
}
