//! Time zones by the names that Rails has for them, as older programs send them.

use std::str::FromStr;

use super::{Message, TimeZone};

/// Names and the zones of the IANA database that they are of.
const NAMES: &str = include_str!("rails_zones.tsv");

/// A time zone by either name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedZone(pub TimeZone);

impl FromStr for NamedZone {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let named = |line: &'static str| line.strip_prefix(text)?.strip_prefix('\t');
        let iana = NAMES.lines().skip(1).find_map(named);
        iana.unwrap_or(text).parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_a_zone_and_zones_have_their_own_names_too() {
        for line in NAMES.lines().skip(1) {
            let (name, iana) = line.split_once('\t').unwrap();
            let zone = name.parse::<NamedZone>().unwrap_or_else(|_| panic!("{name}"));
            assert_eq!(zone, NamedZone(iana.parse().unwrap()));
        }
        let of = |text: &str| text.parse::<NamedZone>().map(|zone| zone.0.name().to_owned()).ok();
        assert_eq!(of("Europe/Amsterdam").as_deref(), Some("Europe/Amsterdam"));
        assert_eq!(of("Eastern Time (US & Canada)").as_deref(), Some("America/New_York"));
        assert_eq!(of("Mars"), None);
    }
}
