//! The commands and their flags.

use clap::{Parser, Subcommand};

use crate::platform::config::Config;

/// Callbook keeps who to call, and how they want to be called.
#[derive(Parser, Debug)]
#[command(version, about, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    pub config: Config,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl AsMut<Config> for Cli {
    fn as_mut(&mut self) -> &mut Config {
        &mut self.config
    }
}

const AFTER_HELP: &str = "Every setting is also a key of the TOML file (listen = \"…\") and an \
environment variable (CALLBOOK_LISTEN). A flag wins over the environment, the environment over \
the file. Secrets cannot be flags; CALLBOOK_SECRET_KEY_FILE (likewise DATABASE_URL, SMTP_URL, \
MAIL_HOOK_SECRET, TWILIO_AUTH_TOKEN) names a file that contains one. Unknown settings are errors.";

/// A command; `serve` when none is given.
#[derive(Subcommand, Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Serve the web app (the default).
    Serve,
    /// Try Callbook with a temporary database and three people; on loopback only.
    Demo,
    /// Migrate the database to this version's schema, and exit.
    Migrate,
    /// Print the OpenAPI 3.1 document of API v4.
    Openapi {
        /// Print the document of the older API instead.
        #[arg(long)]
        v1: bool,
    },
    /// Inspect the secret key.
    Key {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Manage a user on the server itself.
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
}

/// The commands about the secret key.
#[derive(Subcommand, Debug, Clone, PartialEq, Eq)]
pub enum KeyCommand {
    /// Print what depends on each key, and whether the old one can be removed.
    Status,
}

/// The commands about one user.
#[derive(Subcommand, Debug, Clone, PartialEq, Eq)]
pub enum UserCommand {
    /// Turn two-factor authentication off for a user who lost every factor, sign them out, and
    /// notify them.
    ResetSecondFactor {
        /// A verified email address of the user.
        email: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_command_it_serves() {
        assert_eq!(Cli::parse_from(["callbook"]).command, None);
    }
}
