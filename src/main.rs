//! The command line: reads the configuration, then serves, demonstrates or migrates.

use std::io::{Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::process::ExitCode;

use anyhow::{Context, bail};
use callbook::auth::set_up;
use callbook::clock::Clock;
use callbook::config::{self, Care, Cli, Command, Config};
use callbook::db::{Db, instance};
use callbook::i18n::Messages;
use callbook::outbox::worker;
use callbook::secrets::keys::SecretKeys;
use callbook::settings::emails::EmailAddress;
use callbook::settings::two_factor::{self, Reset};
use callbook::web::{App, url};
use callbook::{app, demo, reference, serve};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let env: Vec<(String, String)> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    let cli = match config::load(std::env::args_os(), &env) {
        Ok(cli) => cli,
        Err(error) => match error.downcast::<clap::Error>() {
            Ok(usage) => usage.exit(),
            Err(error) => return failed(&error),
        },
    };
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    // Standard error is gone only when nobody is listening.
    let _ = writeln!(std::io::stderr(), "callbook: {error:#}");
    ExitCode::FAILURE
}

#[tokio::main]
async fn run(cli: Cli) -> anyhow::Result<()> {
    let log = cli.config.log.parse::<EnvFilter>().context("the setting log")?;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => {
            tracing_subscriber::fmt()
                .json()
                .with_env_filter(log)
                .with_writer(std::io::stderr)
                .init();
            serve_for_good(cli.config).await
        }
        Command::Demo => {
            tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr).init();
            demonstrate(cli.config).await
        }
        Command::Migrate => {
            make_data_dir(&cli.config)?;
            Db::open(&cli.config.database_url()).await?.close().await;
            print("the database has this version's schema\n")
        }
        Command::Openapi { older } => {
            let url = cli.config.public_url();
            let api =
                if older { reference::older(url.as_str()) } else { reference::v4(url.as_str()) };
            print(&format!("{}\n", api.to_pretty_json()?))
        }
        Command::User { care: Care::ResetSecondFactor { email } } => {
            reset_second_factor(&cli.config, &email).await
        }
    }
}

/// The mail that tells of it is sent by whichever instance serves.
async fn reset_second_factor(config: &Config, email: &str) -> anyhow::Result<()> {
    let address: EmailAddress =
        email.parse().map_err(|_| anyhow::anyhow!("{email} is not an email address"))?;
    let db = Db::open(&config.database_url()).await?;
    let mut tx = db.begin().await?;
    let now = Clock::system().now();
    let reset = two_factor::reset_on_console(&mut tx, &address, now).await?;
    tx.commit().await?;
    db.close().await;
    match reset {
        Reset::Done => {
            print("two-factor authentication is off for this person, and they are told\n")
        }
        Reset::NotOn => bail!("this person has no second factor"),
        Reset::Nobody => bail!("nobody has verified this address"),
    }
}

/// Reads the configured key, or the one in the data folder, which is made at the first start.
fn secret_key(config: &Config) -> anyhow::Result<SecretKeys> {
    if let Some(text) = &config.secret_key {
        return text.parse().context("the setting secret_key");
    }
    if config.database_url().starts_with("postgres") {
        bail!("with PostgreSQL, CALLBOOK_SECRET_KEY is required: all instances share one");
    }
    let path = config.data_dir.join("secret.key");
    if !path.exists() {
        // Whole or not at all: a half-written key would never parse again. 0600 from the start.
        let mut file = tempfile::NamedTempFile::new_in(&config.data_dir)?;
        file.write_all(SecretKeys::generate().as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(&path) {
            Ok(_) => {}
            Err(lost) if lost.error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(failed) => {
                return Err(failed.error)
                    .with_context(|| format!("cannot make {}", path.display()));
            }
        }
    }
    let mut text = String::new();
    std::fs::File::open(&path)
        .and_then(|mut file| file.read_to_string(&mut text))
        .with_context(|| format!("cannot read {}", path.display()))?;
    text.parse().with_context(|| path.display().to_string())
}

fn make_data_dir(config: &Config) -> anyhow::Result<()> {
    if config.database_url.is_some() && config.secret_key.is_some() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&config.data_dir)
        .with_context(|| format!("cannot make the folder {}", config.data_dir.display()))
}

/// Takes the port before anything else: a start that cannot have it touches nothing.
async fn bind(config: &mut Config) -> anyhow::Result<TcpListener> {
    let listener = serve::bind(config.listen).await?;
    config.listen = listener.local_addr()?;
    Ok(listener)
}

async fn serve_for_good(mut config: Config) -> anyhow::Result<()> {
    let listener = bind(&mut config).await?;
    make_data_dir(&config)?;
    let keys = secret_key(&config)?;
    let db = Db::open(&config.database_url()).await?;
    instance::recognise(&db, &keys).await?;
    let set_up = set_up::path(&db, &keys).await?;
    let app = App::new(&config, db, Clock::system(), keys, Messages::load()?)?;
    let welcome = set_up
        .map(|path| format!("Create the first account at {}{path}\n", app.public_url.as_str()));
    listen(listener, app, &welcome.unwrap_or_default()).await
}

async fn demonstrate(mut config: Config) -> anyhow::Result<()> {
    if !config.listen.ip().is_loopback() {
        bail!("the demo's passwords are known to everyone: it listens on loopback only");
    }
    let listener = bind(&mut config).await?;
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    config.dev_outbox = true;
    if config.database_url.is_none() {
        config.database_url = Some(format!("sqlite:{}", folder.path().join("demo.db").display()));
    }
    let given = config.secret_key.is_some();
    let key = config.secret_key.get_or_insert_with(SecretKeys::generate).clone();
    let keys: SecretKeys = key.parse().context("the setting secret_key")?;
    let db =
        Db::open_empty(&config.database_url()).await.context("demo needs an empty database")?;
    instance::recognise(&db, &keys).await?;
    let clock = Clock::system();
    let app = App::new(&config, db, clock, keys, Messages::load()?)?;
    demo::fill(&app.db, (&app.keys, &app.passwords), app.clock.now()).await?;
    let mut welcome = format!("{}\n", app.public_url.as_str());
    for person in &demo::PEOPLE {
        welcome.push_str(&format!("{}  {}\n", person.email, person.password));
    }
    welcome.push_str(&format!("{}{}\n", app.public_url.as_str(), url::DEV_OUTBOX));
    if !given && !config.database_url().starts_with("sqlite") {
        welcome.push_str(&format!("CALLBOOK_SECRET_KEY={key}\n"));
    }
    listen(listener, app, &welcome).await
}

/// Serves until asked to stop; says `welcome` once it can be reached.
async fn listen(listener: TcpListener, app: App, welcome: &str) -> anyhow::Result<()> {
    let router = app::router(&app)?;
    tokio::spawn(app::tidy_for_ever(app.clone()));
    let asked_to_stop = serve::stop_signal()?;
    let (tell, mut told) = watch::channel(false);
    let workers = tokio::spawn(worker::work(app.tools.clone(), &app::TRADE, told.clone()));
    tracing::info!(address = %listener.local_addr()?, "listening");
    print(welcome)?;
    let limits = serve::Limits::default();
    let stop = async move {
        asked_to_stop.await;
        tell.send_replace(true);
    };
    // What is being sent may finish in the time that requests have, so that it is not sent twice.
    let working = async {
        let _ = told.wait_for(|told| *told).await;
        if tokio::time::timeout(limits.drain, workers).await.is_err() {
            tracing::warn!("some messages were still being sent at the deadline");
        }
    };
    tokio::join!(serve::serve(listener, router, limits, stop), working);
    app.db.close().await;
    Ok(())
}

/// What the program has to say goes to standard output; the log does not.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
