//! Cookie bombs: another site leads a browser through our URLs until its cookies exceed a proxy's
//! limit.

use callbook::core::links::LinkPurpose;
use strum::VariantArray;

use crate::support::TestApp;

#[tokio::test]
async fn cookie_bomb() {
    let app = TestApp::new().await;
    let victim = app.visitor();
    for purpose in LinkPurpose::VARIANTS {
        let purpose = purpose.as_ref();
        let reply =
            victim.get(&format!("/links/{purpose}/{}", "A".repeat(4_000))).await.expect(303);
        assert_eq!(reply.location(), format!("/links/{purpose}"));
        assert_eq!(victim.cookie(&format!("link-{purpose}")), None, "{purpose}");
    }
    victim.get("/login").await.expect(200);
}

#[tokio::test]
async fn what_is_no_token_takes_the_place_of_one_that_was_good() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    browser.post("/forgot-password/new", &[("email", "alice@acme.example")]).await.expect(303);
    browser.get(&app.link("reset").await).await.expect(303);
    browser.get("/links/reset").await.expect(200);
    browser.get("/links/reset/x").await.expect(303);
    browser.get("/links/reset").await.expect(404);
}

#[tokio::test]
async fn a_long_address_is_not_led_on_to() {
    let app = TestApp::new().await;
    let long = format!("/settings?x={}", "x".repeat(7_000));
    let reply = app.visitor().get(&long).await.expect(303);
    assert_eq!(reply.location(), "/login");
}
