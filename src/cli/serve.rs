//! `callbook serve`: the web app, until it is asked to stop.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{configuration, data_dir, listener, print};
use crate::app::{cleanup, jobs, lists, router};
use crate::auth::first_run;
use crate::messaging::worker;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, instance};
use crate::platform::i18n::Messages;
use crate::platform::secrets::keys::SecretKeys;
use crate::web::App;

/// The largest difference between clocks that is not logged.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5);

/// Serves the configured database.
pub async fn run(mut config: Config) -> anyhow::Result<()> {
    let listener = bind(&mut config).await?;
    data_dir::make(&config)?;
    let keys = data_dir::secret_key(&config)?;
    data_dir::warn_of_open_files(&config);
    let db = Db::open_once_up(&config.database_url()).await?;
    recognise(&config, &db, &keys).await?;
    compare_clocks(&db).await?;
    let set_up = first_run::path(&db, &keys).await?;
    let app = App::new(&config, db, Clock::system(), keys, Messages::load()?)?;
    let welcome = set_up
        .map(|path| format!("Create the first account at {}{path}\n", app.public_url.as_str()));
    listen(listener, app, &welcome.unwrap_or_default()).await
}

/// Checks that these are the database's keys, and that nothing depends on a key that is not
/// configured.
async fn recognise(config: &Config, db: &Db, keys: &SecretKeys) -> anyhow::Result<()> {
    let now = Clock::system().now();
    instance::recognise(db, keys, now).await?;
    let checked = lists::INVENTORY.ensure_nothing_is_lost(db, keys, now).await;
    if let (Err(lost), true) = (&checked, config.forget_old_key) {
        tracing::warn!(event = "old_key_forgotten", %lost, "started all the same");
        return Ok(());
    }
    checked
}

/// Logs a difference between our clock and the database's: moments of both stand side by side in
/// logs, and codes of authenticator apps are valid for half a minute.
async fn compare_clocks(db: &Db) -> anyhow::Result<()> {
    let apart = instance::clock_difference(db, Clock::system().now()).await?;
    if apart > CLOCK_TOLERANCE {
        let seconds = apart.as_secs();
        tracing::warn!(event = "clock_differs", seconds, "the clock is not the database's");
    }
    Ok(())
}

/// Checks the settings and binds the port before anything else: a start that fails there changes
/// nothing.
pub async fn bind(config: &mut Config) -> anyhow::Result<TcpListener> {
    for why in configuration::check(config)? {
        tracing::warn!(event = "insecure_link", why, "others can listen to a link");
    }
    let listener = listener::bind(config.listen).await?;
    config.listen = listener.local_addr()?;
    Ok(listener)
}

/// Runs a background task beside the requests.
fn keep_beside<F>(
    app: &App,
    part: &'static str,
    stop: &watch::Receiver<bool>,
    run: impl Fn(App) -> F + Send + Sync + 'static,
) where
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let (app, stop) = (app.clone(), stop.clone());
    tokio::spawn(async move {
        app.supervisor.keep(part, stop, || run(app.clone())).await;
    });
}

/// Serves until asked to stop; prints `welcome` once it can be reached.
pub async fn listen(listener: TcpListener, app: App, welcome: &str) -> anyhow::Result<()> {
    let router = router::router(&app)?;
    let asked_to_stop = listener::stop_signal()?;
    let (tell, mut told) = watch::channel(false);
    keep_beside(&app, "cleanup", &told, |app| async move {
        cleanup::tidy_for_ever(app).await;
        Ok(())
    });
    keep_beside(&app, "database", &told, |app| async move { Ok(app.db.watch().await?) });
    let (worker, supervisor) = (app.worker.clone(), app.supervisor.clone());
    let workers = tokio::spawn(worker::work(worker, &jobs::JOBS, supervisor, told.clone()));
    tracing::info!(event = "listening", address = %listener.local_addr()?, "listening");
    print(welcome)?;
    let limits = listener::Limits::default();
    let stop = async move {
        asked_to_stop.await;
        tell.send_replace(true);
    };
    // A message that is being sent may finish within the deadline of requests, so that it is not
    // sent twice.
    let working = async {
        let _ = told.wait_for(|told| *told).await;
        if tokio::time::timeout(limits.drain, workers).await.is_err() {
            tracing::warn!(
                event = "sending_cut_off",
                "some messages were still being sent at the deadline"
            );
        }
    };
    tokio::join!(
        listener::serve(listener, router, limits, app.trusted_proxies.clone(), stop),
        working
    );
    app.db.close().await;
    Ok(())
}
