//! The command line: reads the configuration, then runs the command.

mod args;
pub mod configuration;
mod data_dir;
pub mod demo;
mod key;
pub mod listener;
mod migrate;
mod openapi;
mod rooms;
mod serve;
mod user;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context;
pub use args::Cli;
use args::{Command, KeyCommand, UserCommand};

use crate::app::lists;
use crate::platform::{config, log};

/// Runs the command that the arguments and the environment name.
pub fn main() -> ExitCode {
    // Files that it writes are readable by its own user only.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let loaded = config::environment().and_then(|env| config::load(std::env::args_os(), &env));
    let cli: Cli = match loaded {
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
    // A failing standard error means that nobody reads it.
    let _ = writeln!(std::io::stderr(), "callbook: {error:#}");
    ExitCode::FAILURE
}

#[tokio::main]
async fn run(cli: Cli) -> anyhow::Result<()> {
    lists::fill();
    let filter = log::filter(&cli.config.log).context("the setting log")?;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => {
            let (writer, _written) = log::writer();
            tracing_subscriber::fmt()
                .json()
                .with_span_list(false)
                .with_env_filter(filter)
                .with_writer(writer)
                .log_internal_errors(false)
                .init();
            log::take_panics();
            serve::run(cli.config).await
        }
        Command::Demo => {
            let (writer, _written) = log::writer();
            tracing_subscriber::fmt()
                .with_env_filter(filter)
                .with_ansi(std::io::stderr().is_terminal())
                .with_writer(writer)
                .log_internal_errors(false)
                .init();
            log::take_panics();
            demo::run(cli.config).await
        }
        Command::Migrate => migrate::run(&cli.config).await,
        Command::Openapi { v1 } => openapi::run(&cli.config, v1),
        Command::Key { command: KeyCommand::Status } => key::status(&cli.config).await,
        Command::User { command: UserCommand::ResetSecondFactor { email } } => {
            user::reset_second_factor(&cli.config, &email).await
        }
    }
}

/// Prints a command's result to standard output, apart from the log.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
