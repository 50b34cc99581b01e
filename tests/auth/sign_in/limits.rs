use std::time::Duration;

use crate::support::{TestApp, password_of};

const MINUTES: Duration = Duration::from_secs(60);

async fn fail(app: &TestApp, email: &str, times: usize) {
    for _ in 0..times {
        app.visitor().sign_in(email, "not the password").await.expect(422);
    }
}

#[tokio::test]
async fn after_ten_tries_even_the_right_password_waits() {
    let app = TestApp::new().await;
    fail(&app, "alice@acme.example", 10).await;
    let refused = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(refused.status, 429);
    let alert = refused.page().text("[role=alert]");
    assert_eq!(alert, "Too many attempts. Wait 15 minutes, then try again.");
    app.pass(15 * MINUTES);
    app.sign_in("alice").await;
}

#[tokio::test]
async fn the_wait_grows_and_the_owner_is_told() {
    let app = TestApp::new().await;
    let words =
        |minutes: i64| format!("Too many attempts. Wait {minutes} minutes, then try again.");
    let alert = async || {
        let refused = app.visitor().sign_in("alice@acme.example", "not the password").await;
        refused.expect(429).page().text("[role=alert]")
    };
    fail(&app, "alice@acme.example", 10).await;
    assert_eq!(alert().await, words(15));
    let news = "Many failed attempts to sign in to your Callbook profile";
    assert_eq!(app.subjects_to("alice@acme.example").await, [news]);
    assert_eq!(alert().await, words(15));
    assert_eq!(app.subjects_to("alice@acme.example").await.len(), 1, "once, not at every try");
    app.pass(15 * MINUTES);
    fail(&app, "alice@acme.example", 8).await;
    assert_eq!(alert().await, words(45), "of the hour that began with the first");
    app.pass(45 * MINUTES);
    fail(&app, "alice@acme.example", 9).await;
    assert_eq!(alert().await, words(180));
    // Meanwhile the owner signs in where they have signed in before.
    app.sign_in("alice").await;
    let page = app.sign_in("alice").await.get("/settings").await.page();
    assert!(page.text("#history").contains("Many failed sign-ins"));
    app.deliver().await;
}

#[tokio::test]
async fn tries_at_an_address_that_nobody_has_count_alike() {
    let app = TestApp::new().await;
    fail(&app, "nobody@acme.example", 10).await;
    assert_eq!(app.visitor().sign_in("NOBODY@acme.example", "x").await.status, 429);
}

#[tokio::test]
async fn tries_count_on_every_instance_together() {
    let app = TestApp::new().await;
    fail(&app, "alice@acme.example", 9).await;
    let other = app.second_instance().await;
    other.sign_in("alice@acme.example", "not the password").await.expect(422);
    let refused = other.sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(refused.status, 429);
}

#[tokio::test]
async fn strangers_cannot_lock_the_owner_out_of_a_known_browser() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    alice.post("/logout", &[]).await.expect(303);
    fail(&app, "alice@acme.example", 10).await;
    let stranger = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(stranger.status, 429);
    let owner = alice.sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(owner.status, 303);
}

#[tokio::test]
async fn a_known_browser_has_its_limit_too_and_is_known_for_one_person_only() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    alice.post("/logout", &[]).await.expect(303);
    for _ in 0..10 {
        alice.sign_in("alice@acme.example", "not the password").await.expect(422);
    }
    assert_eq!(alice.sign_in("alice@acme.example", password_of("alice")).await.status, 429);
    fail(&app, "bob@acme.example", 10).await;
    assert_eq!(alice.sign_in("bob@acme.example", password_of("bob")).await.status, 429);
}

#[tokio::test]
async fn the_right_password_wipes_the_slate() {
    let app = TestApp::new().await;
    for _ in 0..2 {
        fail(&app, "alice@acme.example", 9).await;
        let reply = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
        reply.expect(303);
    }
}

#[tokio::test]
async fn one_network_address_cannot_try_everyone() {
    let app = TestApp::new().await;
    let mut statuses = Vec::new();
    for n in 0..101 {
        let email = format!("person{n}@acme.example");
        statuses.push(app.visitor().sign_in(&email, "x").await.status);
    }
    assert!(statuses[..100].iter().all(|status| *status == 422));
    assert_eq!(statuses[100], 429);
}

#[tokio::test]
async fn strangers_on_the_owners_network_cannot_lock_a_known_browser_out() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    alice.post("/logout", &[]).await.expect(303);
    for n in 0..100 {
        app.visitor().sign_in(&format!("person{n}@acme.example"), "x").await.expect(422);
    }
    let bob = app.visitor().sign_in("bob@acme.example", password_of("bob")).await;
    assert_eq!(bob.status, 429);
    let owner = alice.sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(owner.status, 303);
}

#[tokio::test]
async fn those_who_get_in_do_not_use_up_the_tries_of_their_network() {
    let app = TestApp::new().await;
    for _ in 0..110 {
        app.sign_in("alice").await;
    }
}

#[tokio::test]
async fn many_tries_at_once_are_no_more_than_many_after_one_another() {
    let app = TestApp::new().await;
    let visitors: Vec<_> = (0..40).map(|_| app.visitor()).collect();
    let tries = visitors.iter().map(async |visitor| {
        let fields = [("email", "alice@acme.example"), ("password", "not the password")];
        visitor.post("/login", &fields).await.status
    });
    let mut looked_at = 0;
    for status in futures_util::future::join_all(tries).await {
        looked_at += usize::from(status == 422);
        assert!([422, 429, 503].contains(&status), "{status}");
    }
    assert!(looked_at <= 10, "{looked_at} were looked at");
}

#[tokio::test]
async fn past_the_queue_of_hashes_the_answer_is_later_and_pages_still_answer() {
    let app = TestApp::with_flags(&["--trusted-proxies", "127.0.0.0/8"]).await;
    let alice = app.sign_in("alice").await;
    let cores = std::thread::available_parallelism().unwrap().get();
    let visitors: Vec<_> = (0..cores * 60).map(|n| (n, app.visitor())).collect();
    let flood = visitors.iter().map(async |(n, visitor)| {
        visitor.always("x-forwarded-for", &format!("10.0.{}.{}", n / 250, n % 250));
        let email = format!("person{n}@acme.example");
        visitor.post("/login", &[("email", &email), ("password", "x")]).await
    });
    let page = async { alice.get("/settings").await.status };
    let (replies, page) = tokio::join!(futures_util::future::join_all(flood), page);
    assert_eq!(page, 200);
    let later: Vec<_> = replies.iter().filter(|reply| reply.status == 503).collect();
    assert!(!later.is_empty());
    assert!(later.iter().all(|reply| reply.header("retry-after") == "2"));
    assert!(replies.iter().all(|reply| [422, 503].contains(&reply.status)));
}

#[tokio::test]
async fn whose_tries_are_counted_cannot_be_read_off_the_database() {
    let app = TestApp::new().await;
    fail(&app, "alice@acme.example", 1).await;
    let mut tx = app.app.db.read().await.unwrap();
    let keys = callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT key FROM limits").unwrap();
    assert_eq!(keys.len(), 4);
    let other = TestApp::new().await;
    fail(&other, "alice@acme.example", 1).await;
    let mut tx = other.app.db.read().await.unwrap();
    let others = callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT key FROM limits").unwrap();
    assert!(keys.iter().all(|key| !others.contains(key)), "they hang on the secret key");
}
