//! The bench: each figure beside what it is measured against, in turns, in one run.
//!
//! `cargo bench` on SQLite; with `BENCH_DATABASE_URL=postgres://…/empty` on PostgreSQL. Server and
//! client share the machine's cores, so ratios mean more than rates.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench says what it measured, and stops when it cannot"
)]

mod flood;
#[path = "../measure/mod.rs"]
mod measure;
mod paging;
mod people;
mod process;
mod programs;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use callbook::app::router;
use callbook::core::actor::Actor;
use callbook::core::origin::Origin;
use callbook::core::stamp::Stamp;
use callbook::platform::clock::Clock;
use callbook::platform::config;
use callbook::platform::db::{Db, instance};
use callbook::platform::i18n::Messages;
use callbook::platform::secrets::keys::SecretKeys;
use callbook::platform::secrets::password::Password;
use callbook::settings::{page, sections};
use callbook::users::preferences;
use callbook::web::App;
use callbook::web::card::Card;
use callbook::web::card::page::CardsPage;
use callbook::web::gate::SignedIn;
use flood::Flood;
use measure::{Client, PASSWORD, listen, median, percentile};
use people::{Careful, Guest, People};

const PEOPLE: usize = 100_000;
const GUESTS: usize = 2_000;
/// Users with a second factor, each of whom signs in once, because a code works once.
const CAREFUL: usize = 4_000;
/// Those who save in turns in a round, none of them more often than one person may.
const SAVERS: usize = 20;
const CONNECTIONS: usize = 8;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("bench.db").display());
    let url = std::env::var("BENCH_DATABASE_URL").unwrap_or(file);
    let key = SecretKeys::generate();
    let flags = ["callbook", "--trusted-proxies", "127.0.0.0/8"];
    let config = config::load::<callbook::cli::Cli>(flags.map(Into::into), &[]).unwrap().config;
    let db = Db::open_empty(&url).await.unwrap();
    let keys: SecretKeys = key.parse().unwrap();
    instance::recognise(&db, &keys, Clock::system().now()).await.unwrap();
    let app = App::new(&config, db, Clock::system(), keys, Messages::load().unwrap()).unwrap();
    let filling = Instant::now();
    let People { guests, careful } = people::fill(&app, PEOPLE, GUESTS, CAREFUL).await;
    let (guests, careful) = (Arc::new(guests), Arc::new(careful));
    println!("{PEOPLE} people in {:.1?}, on {}", filling.elapsed(), url.split(':').next().unwrap());

    let address = listen(router::router(&app).unwrap()).await;
    let page = Client::connect(address).await.get("/settings", &guests[0].cookie).await;
    println!("the settings page is {} bytes\n", page.len());
    let memory = listen(Router::new().route(
        "/settings",
        get(async move || ([("content-type", "text/html; charset=utf-8")], page.clone())),
    ))
    .await;

    println!("{:<44} {:>10} {:>10} {:>7}", "", "per second", "against", "ratio");
    let (mut pages, mut bytes, mut renders) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        pages.push(get_pages(address, &guests).await);
        bytes.push(get_pages(memory, &guests).await);
        renders.push(render(&app, &guests[0]).await);
    }
    row("settings page / its bytes from memory", &pages, &bytes);
    row("settings page / rendering it, on one core", &pages, &renders);

    let (mut saves, mut commits) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        saves.push(save(address, &guests[round * SAVERS..][..SAVERS]).await);
        commits.push(commit(&app, &guests[round]).await);
    }
    row("card save / a commit of the same change", &saves, &commits);

    let (mut sign_ins, mut hashes) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        sign_ins.push(sign_in(address, &guests, round).await);
        hashes.push(check(&app, &guests[0]).await);
    }
    row("sign-in / an argon2 check, all cores", &sign_ins, &hashes);

    let (mut whole, mut halves) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        whole.push(sign_in_twofold(address, &app, &careful, round).await);
        halves.push(sign_in(address, &guests, ROUNDS + round).await);
    }
    row("sign-in with second factor / without one", &whole, &halves);

    println!("\n{:<44} {:>10} {:>10} {:>7}", "", "ms", "against", "ratio");
    let (mut flooded, mut calm) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let flood = Flood::begin(address);
        flooded.push(p99(address, &guests).await);
        flood.end().await;
        calm.push(p99(address, &guests).await);
    }
    row("settings page, p99, in a flood / without it", &flooded, &calm);
    paging::measure(&app, address, &guests).await;
    // Every second guest owns an account.
    programs::measure(&app, &config, &key, [&guests[0], &guests[2]]).await;
    println!();
    app.db.close().await;
    process::measure(&url, &key).await;
}

fn row(what: &str, ours: &[f64], theirs: &[f64]) {
    let ratios: Vec<f64> = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect();
    let (ours, theirs, ratio) = (median(ours), median(theirs), median(&ratios));
    // A few milliseconds are shown with a decimal.
    let digits = if ours < 100.0 { 1 } else { 0 };
    println!("{what:<44} {ours:>10.digits$} {theirs:>10.digits$} {ratio:>7.2}");
}

/// Repeats `work` on this many tasks for a round; returns the rate per second.
async fn rate<F: Future<Output = ()> + Send>(tasks: usize, work: impl Fn(usize) -> F) -> f64 {
    let start = Instant::now();
    let loops = (0..tasks).map(|task| {
        let work = &work;
        async move {
            let mut done = 0_usize;
            while start.elapsed() < ROUND {
                work(task * 1_000_003 + done).await;
                done += 1;
            }
            done
        }
    });
    let done: usize = futures_util::future::join_all(loops).await.into_iter().sum();
    done as f64 / start.elapsed().as_secs_f64()
}

async fn get_pages(address: std::net::SocketAddr, guests: &Arc<Vec<Guest>>) -> f64 {
    let start = Instant::now();
    let tasks = (0..CONNECTIONS).map(|task| {
        let guests = guests.clone();
        tokio::spawn(async move {
            let mut client = Client::connect(address).await;
            let mut done = 0_usize;
            while start.elapsed() < ROUND {
                let guest = &guests[people::scatter(task, done) % guests.len()];
                client.get("/settings", &guest.cookie).await;
                done += 1;
            }
            done
        })
    });
    let done = futures_util::future::join_all(tasks).await.into_iter().map(Result::unwrap);
    done.sum::<usize>() as f64 / start.elapsed().as_secs_f64()
}

async fn render(app: &App, guest: &Guest) -> f64 {
    let me: SignedIn = guest.signed_in(app).await;
    let membership = me.membership();
    let place = membership.as_ref().map(|membership| membership.account_user_id);
    let mut tx = app.db.read().await.unwrap();
    let (stored, _) = preferences::find(&mut tx, me.person.user_id, place).await.unwrap();
    let (start, mut done) = (Instant::now(), 0_usize);
    while start.elapsed() < ROUND {
        let mut cards: Vec<Card> = Vec::new();
        for section in sections() {
            cards.push(match section.slug {
                "other" => {
                    preferences::card(&me, stored.clone(), membership.clone(), Vec::new()).unwrap()
                }
                _ => (section.card)(&me, &mut tx).await.unwrap().unwrap(),
            });
        }
        page::page(&me, CardsPage::new(page::title(&me), cards), 0).unwrap();
        done += 1;
    }
    done as f64 / start.elapsed().as_secs_f64()
}

async fn save(address: std::net::SocketAddr, guests: &[Guest]) -> f64 {
    let mut client = Client::connect(address).await;
    let mut names: Vec<_> = guests.iter().map(|guest| guest.name.clone()).collect();
    let (start, mut done) = (Instant::now(), 0_usize);
    while start.elapsed() < ROUND {
        let (guest, name) = (&guests[done % guests.len()], &mut names[done % guests.len()]);
        let stamp = Stamp::of(name).to_string();
        *name = format!("Person {done}");
        let form = [("stamp", stamp.as_str()), ("name", name.as_str())];
        let answer = client.post("/settings/general", &guest.cookie, &form, "10.0.0.1").await;
        assert_eq!(answer.0, 200);
        done += 1;
    }
    done as f64 / start.elapsed().as_secs_f64()
}

async fn commit(app: &App, guest: &Guest) -> f64 {
    let (start, mut done) = (Instant::now(), 0_usize);
    while start.elapsed() < ROUND {
        let mut change = app.begin(Actor::console(), Origin::default()).await.unwrap();
        change.lock_user(guest.user).await.unwrap();
        change.commit().await.unwrap();
        done += 1;
    }
    done as f64 / start.elapsed().as_secs_f64()
}

async fn sign_in(address: std::net::SocketAddr, guests: &Arc<Vec<Guest>>, round: usize) -> f64 {
    let start = Instant::now();
    let tasks = (0..CONNECTIONS).map(|task| {
        let guests = guests.clone();
        tokio::spawn(async move {
            let mut client = Client::connect(address).await;
            let mut done = 0_usize;
            while start.elapsed() < ROUND {
                let guest =
                    &guests[people::scatter(task + round * CONNECTIONS, done) % guests.len()];
                let form = [("email", guest.email.as_str()), ("password", PASSWORD)];
                let from = format!("10.{round}.{task}.{}", done % 250);
                assert_eq!(client.post("/login", "", &form, &from).await.0, 303);
                done += 1;
            }
            done
        })
    });
    let done = futures_util::future::join_all(tasks).await.into_iter().map(Result::unwrap);
    done.sum::<usize>() as f64 / start.elapsed().as_secs_f64()
}

/// Signs in with the password and then with the app's code.
async fn sign_in_twofold(
    address: std::net::SocketAddr,
    app: &App,
    careful: &Arc<Vec<Careful>>,
    round: usize,
) -> f64 {
    let share = careful.len() / (ROUNDS * CONNECTIONS);
    let start = Instant::now();
    let tasks = (0..CONNECTIONS).map(|task| {
        let (careful, clock) = (careful.clone(), app.clock.clone());
        tokio::spawn(async move {
            let mut client = Client::connect(address).await;
            let mut done = 0_usize;
            while start.elapsed() < ROUND {
                assert!(done < share, "there are too few people with a second factor");
                let person = &careful[(round * CONNECTIONS + task) * share + done];
                let form = [("email", person.email.as_str()), ("password", PASSWORD)];
                let from = format!("11.{round}.{task}.{}", done % 250);
                let (status, claim) = client.post("/login", "", &form, &from).await;
                assert_eq!(status, 303);
                let code = person.digits(clock.now());
                let form = [("code", code.as_str())];
                let answer = client.post("/login/challenge", &claim.unwrap(), &form, &from).await;
                assert_eq!(answer.0, 303);
                done += 1;
            }
            done
        })
    });
    let done = futures_util::future::join_all(tasks).await.into_iter().map(Result::unwrap);
    done.sum::<usize>() as f64 / start.elapsed().as_secs_f64()
}

/// Returns the 99th percentile of the time of a page in milliseconds, for one viewer after another.
async fn p99(address: std::net::SocketAddr, guests: &[Guest]) -> f64 {
    let mut client = Client::connect(address).await;
    let (start, mut times) = (Instant::now(), Vec::new());
    while start.elapsed() < ROUND {
        let guest = &guests[people::scatter(0, times.len()) % guests.len()];
        let asked = Instant::now();
        client.get("/settings", &guest.cookie).await;
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
    }
    percentile(&times, 99)
}

async fn check(app: &App, guest: &Guest) -> f64 {
    rate(CONNECTIONS, async |_| {
        let password = Password::new(PASSWORD.to_owned());
        app.passwords.queue().unwrap().check(password, Some(guest.hash.clone())).await.unwrap();
    })
    .await
}
