//! Guessing codes, and running up the bill.

use std::time::Duration;

use callbook::core::origin::Origin;
use callbook::platform::ids::UserId;
use callbook::users::phones::{self, Method, PhoneAdded, PhoneNumber};

use crate::support::TestApp;
use crate::users::phones::{add, first, type_code};

#[tokio::test]
async fn otp_budget() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut looked_at = 0;
    // Removing a number and adding it again begins another verification, with the same budget.
    for _ in 0..10 {
        if add(&alice, "NL", "0612345678", "sms").await.status != 303 {
            break;
        }
        let (phone, code) = (first(&alice).await, app.code().await);
        let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
        for _ in 0..5 {
            looked_at += usize::from(type_code(&alice, &phone, &wrong).await.status == 422);
        }
        alice.post(&format!("{phone}/removal"), &[]).await.expect(303);
        app.deliver().await;
    }
    // Twenty guesses at one number in a day; each fifth ends a verification.
    assert_eq!(looked_at, 16);
}

/// Lists real mobile numbers of eight countries.
fn numbers(count: u64) -> Vec<PhoneNumber> {
    const RANGES: [(&str, u64); 8] = [
        ("NL", 31_610_000_000),
        ("GB", 447_400_000_000),
        ("DE", 4_915_120_000_000),
        ("FR", 33_612_000_000),
        ("ES", 34_612_000_000),
        ("US", 12_122_000_000),
        ("BE", 32_470_000_000),
        ("IT", 393_120_000_000),
    ];
    let number = |n: u64| {
        let (country, base) = RANGES[(n % 8) as usize];
        let text = format!("+{}", base + n / 8 * 37);
        PhoneNumber::parse(&text, country.parse().unwrap()).ok()
    };
    (0..).filter_map(number).take(usize::try_from(count).unwrap()).collect()
}

#[tokio::test]
async fn sms_pump() {
    let app = TestApp::with_flags(&["--codes-a-day", "100"]).await;
    let users = many_users(&app, 500).await;
    let numbers = numbers(10_000);
    let mut sent = 0;
    // In one transaction, for speed: budgets are rows like any other.
    let mut change = app.change().await;
    for (n, number) in numbers.iter().enumerate() {
        let user = users[n % users.len()];
        let network = format!("198.51.{}.{}", n % 500 / 250, n % 250);
        change.come_from(Origin { network, ..Origin::default() });
        match phones::add(&mut change, user, number, Method::Sms).await.unwrap() {
            PhoneAdded::Added(_) => sent += 1,
            PhoneAdded::TooMany { .. } | PhoneAdded::Full | PhoneAdded::Duplicate => {}
            other => panic!("{other:?}"),
        }
    }
    change.commit().await.unwrap();
    assert_eq!(sent, 100, "the count of a day, and not one more");
    let mut tx = app.app.db.read().await.unwrap();
    let queued = callbook::sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM outbox WHERE kind = 'phone-code'")
    .unwrap();
    assert_eq!(queued, 100);
    drop(tx);
    app.deliver().await;
}

#[tokio::test]
async fn one_person_one_range_and_one_network_have_smaller_budgets() {
    let app = TestApp::new().await;
    let users = many_users(&app, 300).await;
    let mut change = app.change().await;
    let mut count = async |user: UserId, number: &str, network: String| {
        let number = PhoneNumber::parse(number, "NL".parse().unwrap()).unwrap();
        change.come_from(Origin { network, ..Origin::default() });
        let added = phones::add(&mut change, user, &number, Method::Sms).await.unwrap();
        usize::from(matches!(added, PhoneAdded::Added(_)))
    };
    let (mut range, mut network) = (0, 0);
    for (n, user) in users.iter().enumerate() {
        range += count(*user, &format!("+316123{n:05}"), format!("203.0.113.{n}")).await;
        let spread = format!("+3162{:03}{:04}", n, n);
        network += count(*user, &spread, "198.51.100.1".into()).await;
    }
    assert_eq!(range, 30, "codes to one range of ten thousand numbers");
    assert_eq!(network, 100, "codes asked for from one network");
    change.commit().await.unwrap();
    app.deliver().await;
}

/// Creates users as rows only.
async fn many_users(app: &TestApp, count: usize) -> Vec<UserId> {
    let now = app.clock.now();
    let mut tx = app.app.db.begin().await.unwrap();
    let mut users = Vec::new();
    for _ in 0..count {
        let user = UserId::mint(now);
        callbook::sql!(
            &mut tx,
            execute,
            "INSERT INTO users (id, version, epoch, name, name_key, created_at, updated_at) \
             SELECT $1, 1, 1, name, name_key, created_at, updated_at \
             FROM users \
             WHERE id = (SELECT user_id FROM emails WHERE address = 'alice@acme.example')",
            user
        )
        .unwrap();
        users.push(user);
    }
    tx.commit().await.unwrap();
    users
}

#[tokio::test]
async fn a_refused_request_does_not_use_up_the_budgets_of_others() {
    let app = TestApp::with_flags(&["--codes-a-day", "12"]).await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let codes = format!("{}/codes", first(&alice).await);
    for _ in 0..40 {
        app.pass(Duration::from_secs(121));
        alice.post(&codes, &[]).await;
    }
    let bob = app.sign_in("bob").await;
    add(&bob, "NL", "0687654321", "sms").await.expect(303);
    app.deliver().await;
}
