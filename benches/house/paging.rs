//! A thousand alerts at once, each of which pages another person.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use callbook::accounts::account;
use callbook::app::jobs::JOBS;
use callbook::core::actor::Actor;
use callbook::core::origin::Origin;
use callbook::messaging::transports::Transports;
use callbook::messaging::{WorkerContext, worker};
use callbook::oncall::alerts::{self, AlertMade, Destination, NewAlert};
use callbook::platform::supervisor::Supervisor;
use callbook::sql;
use callbook::web::App;
use tokio::sync::watch;

use super::people::Guest;
use super::{p99, row};

const ALERTS: usize = 1_000;
/// The alerts beside which the tick of a worker with so many is measured.
const FEW: usize = 10;
const TICKS: usize = 200;

/// Measures how long it takes until every first message is handed to its transport, and what a
/// page takes meanwhile.
pub async fn measure(app: &App, address: SocketAddr, guests: &[Guest]) {
    let calm = p99(address, guests).await;
    let context =
        WorkerContext { transports: Arc::new(Transports::keeping()), ..app.worker.clone() };
    for guest in &guests[ALERTS..][..FEW] {
        raise(&context, guest).await;
    }
    let few = tick(&context).await;
    let (stop, stopped) = watch::channel(false);
    let running =
        tokio::spawn(worker::work(context.clone(), &JOBS, Supervisor::default(), stopped));
    let began = Instant::now();
    let making = async {
        for guest in &guests[..ALERTS] {
            raise(&context, guest).await;
        }
        let made = began.elapsed();
        while handed_over(app).await < (ALERTS + FEW) as i64 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        (made, began.elapsed())
    };
    let ((made, handed), paged) = tokio::join!(making, p99(address, guests));
    println!(
        "{ALERTS} alerts, each for another person: made in {:.1} s, every first message handed to its transport {:.1} s later",
        made.as_secs_f64(),
        (handed - made).as_secs_f64()
    );
    row("settings page, p99, while they are paged / without it", &[paged], &[calm]);
    stop.send_replace(true);
    running.await.unwrap();
    let many = tick(&context).await;
    row("a worker's tick, with a thousand open alerts / ten", &[many], &[few]);
}

/// Returns how long a worker takes to see that nothing is due, in milliseconds.
async fn tick(context: &WorkerContext) -> f64 {
    while worker::work_off(context, &JOBS).await.unwrap() > 0 {}
    let begun = Instant::now();
    for _ in 0..TICKS {
        worker::work_off(context, &JOBS).await.unwrap();
    }
    begun.elapsed().as_secs_f64() * 1000.0 / TICKS as f64
}

async fn raise(context: &WorkerContext, guest: &Guest) {
    let actor = Actor::on_page(guest.user, Some(guest.account));
    let mut change = context.begin(actor, Origin::default()).await.unwrap();
    let place = account::place(&mut change, guest.user, guest.account).await.unwrap().unwrap();
    let title = "DB volume is 85% full".parse().unwrap();
    let new = NewAlert::by(guest.user, title, vec![Destination::Member(place.member_id)]);
    let made = alerts::make(&mut change, guest.account, &new).await.unwrap();
    assert!(matches!(made, AlertMade::Made(_)), "{made:?}");
    change.commit().await.unwrap();
}

/// Counts the messages that a transport took.
async fn handed_over(app: &App) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM deliveries WHERE kind = 'alert' AND state = 'sent'")
    .unwrap()
}
