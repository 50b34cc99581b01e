use crate::support::{Browser, TestApp};
use crate::users::phones::{add, first, type_code};

/// Returns a person whose number was verified by a text message or a call, and the number.
async fn proved(app: &TestApp, method: &str) -> (Browser, String) {
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", method).await.expect(303);
    let phone = first(&alice).await;
    let code = match method {
        "sms" => app.code().await,
        _ => digits(&app.heard_at("+31612345678").await[0]),
    };
    type_code(&alice, &phone, &code).await.expect(303);
    (alice, phone)
}

/// Returns the code that a call speaks twice, after its greeting.
fn digits(call: &str) -> String {
    call.chars().filter(char::is_ascii_digit).take(6).collect()
}

async fn remove(alice: &Browser, phone: &str) {
    let page = alice.get(&format!("{phone}/removal")).await.page();
    alice.submit(&page.form(&format!("{phone}/removal"))).await.expect(303);
}

#[tokio::test]
async fn a_removed_number_is_told_by_the_way_that_proved_it() {
    for method in ["sms", "voice"] {
        let app = TestApp::new().await;
        let (alice, phone) = proved(&app, method).await;
        remove(&alice, &phone).await;
        let heard = app.heard_at("+31612345678").await;
        let told = "Callbook: this number was removed from your profile.";
        assert_eq!(heard[0].matches(told).count(), if method == "sms" { 1 } else { 2 });
        assert_eq!(heard.len(), 2, "the code, and this");
        let page = alice.get("/deliveries").await.page();
        assert!(page.text("main").contains("Security notice"), "in the ledger");
    }
}

#[tokio::test]
async fn a_number_that_nobody_proved_is_not_told_of_its_removal() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    app.deliver().await;
    remove(&alice, &first(&alice).await).await;
    assert_eq!(app.heard_at("+31612345678").await.len(), 1, "the code alone");
}
