//! Time zones by the names that Rails has for them, as clients from before v4 send them.

use std::str::FromStr;

use super::{Message, TimeZone};

/// One line per name: the name, then the zone, after a header line.
const NAMES: &str = include_str!("rails_zones.tsv");

/// Lists each name of Rails, with its zone of the IANA database.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// A time zone, by its IANA name or its name in Rails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedZone(pub TimeZone);

impl FromStr for NamedZone {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        // `UTC` is a name in both, and stays as it is, so that what an API returns can be sent
        // back.
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
