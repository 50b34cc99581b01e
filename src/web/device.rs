//! What a browser is called, read off what it says of itself.

use std::sync::LazyLock;

use woothee::parser::Parser;

use crate::i18n::Message;

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
