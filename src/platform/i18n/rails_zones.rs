//! Time zones by the names that Rails has for them, as older programs send them.

use std::str::FromStr;

use super::{Message, TimeZone};

/// One line a name: the name, then the zone. The first line says so.
const NAMES: &str = include_str!("rails_zones.tsv");

/// Each name of Rails, with the zone of the IANA database that it is of.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// A time zone by either name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedZone(pub TimeZone);

impl FromStr for NamedZone {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        // What is read of it can be written: of the one name that both have, it stays.
        let named = names().find(|(name, _)| *name == text && *name != "UTC");
        named.map_or(text, |(_, iana)| iana).parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_a_zone_and_zones_have_their_own_names_too() {
        assert_eq!(names().count(), NAMES.lines().count() - 1);
        for (name, iana) in names() {
            let zone = name.parse::<NamedZone>().unwrap_or_else(|_| panic!("{name}"));
            let iana = if name == "UTC" { name } else { iana };
            assert_eq!(zone, NamedZone(iana.parse().unwrap()));
        }
        let of = |text: &str| text.parse::<NamedZone>().map(|zone| zone.0.name().to_owned()).ok();
        assert_eq!(of("Europe/Amsterdam").as_deref(), Some("Europe/Amsterdam"));
        assert_eq!(of("Eastern Time (US & Canada)").as_deref(), Some("America/New_York"));
        assert_eq!(of("Mars"), None);
    }
}
