//! Where a request comes from: its address, and what its browser is called.

use std::sync::LazyLock;

use woothee::parser::Parser;

use crate::platform::i18n::Message;

/// Where a request comes from, as far as it can be believed.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, Default)]
pub struct Origin {
    /// The network of the address, by which tries are counted.
    pub network: String,
    pub address: String,
    /// The browser, in its own words.
    pub agent: String,
}

/// Made once: it reads its whole list of browsers.
static PARSER: LazyLock<Parser> = LazyLock::new(Parser::new);

/// What the parser calls what it does not know.
const UNKNOWN: &str = "UNKNOWN";

/// "Firefox on Linux", or that nobody knows. It may claim to be anything.
pub fn words(agent: &str) -> Message {
    known(agent).unwrap_or_else(|| Message::new("common-device-unknown"))
}

/// "Firefox on Linux", for where not knowing is said in a sentence of its own.
pub fn known(agent: &str) -> Option<Message> {
    let found = PARSER.parse(agent);
    let found = found.filter(|found| found.name != UNKNOWN && found.os != UNKNOWN)?;
    let named = Message::new("common-device").with("browser", found.name.to_owned());
    Some(named.with("system", found.os.to_owned()))
}
