//! The place of a module: its area, its noun, and the sub-noun that is its home.

use super::{Source, Sources};

/// The areas from left to right: each imports only areas of later steps.
pub const STEPS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["app"],
    &["settings", "api"],
    &["oncall"],
    &["auth"],
    &["accounts"],
    &["users"],
    &["audit"],
    &["web"],
    &["messaging"],
    &["core"],
    &["platform"],
];

/// The children of these areas are nouns.
const AREAS_OF_NOUNS: &[&str] = &["settings", "api", "oncall", "auth", "accounts", "users"];

/// Areas that are one noun.
const NOUNS_ALONE: &[&str] = &["audit"];

/// Folders with these names are one file of a noun that grew, not a sub-noun.
const FILES_THAT_GREW: &[&str] = &["api", "card", "page", "mail"];

impl Sources {
    /// Returns the noun of a module. The root of an area belongs to none.
    pub fn noun<'a>(&self, module: &'a [String]) -> Option<&'a [String]> {
        let area = module.first()?.as_str();
        match module.len() {
            _ if NOUNS_ALONE.contains(&area) => Some(&module[..1]),
            2.. if AREAS_OF_NOUNS.contains(&area) => Some(&module[..2]),
            _ => None,
        }
    }

    /// Returns the noun or sub-noun whose file a module is.
    pub fn home<'a>(&self, module: &'a [String]) -> Option<&'a [String]> {
        let noun = self.noun(module)?.len();
        let end = (noun..module.len()).find(|end| !self.is_sub_noun(&module[..=*end]));
        Some(&module[..end.unwrap_or(module.len())])
    }

    /// Tells whether a module below a noun is a folder with a `mod.rs` of its own.
    pub fn is_sub_noun(&self, module: &[String]) -> bool {
        let grew = module.last().is_some_and(|name| FILES_THAT_GREW.contains(&name.as_str()));
        self.tree.is_folder(module) && !grew
    }
}

impl Source {
    /// Tells whether it is part of an API, and may enter the APIs of other nouns.
    pub fn is_api(&self) -> bool {
        self.module.iter().any(|name| name == "api") && self.module[0] != "web"
    }

    /// Returns its name without the ending, such as `mod`.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }

    /// Returns the file and line in the form that editors understand.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}
