//! Where a module stands: its area, its noun, and the sub-noun that is its home.

use super::{Source, Sources};

/// The areas from left to right: each imports only what stands on a later step than itself.
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

/// Folders of these names are one file of a noun that grew, not a sub-noun.
const FILES_THAT_GREW: &[&str] = &["api", "card", "page", "mail"];

impl Sources {
    /// The noun that a module belongs to. The root of an area belongs to none.
    pub fn noun<'a>(&self, module: &'a [String]) -> Option<&'a [String]> {
        let area = module.first()?.as_str();
        match module.len() {
            _ if NOUNS_ALONE.contains(&area) => Some(&module[..1]),
            2.. if AREAS_OF_NOUNS.contains(&area) => Some(&module[..2]),
            _ => None,
        }
    }

    /// The noun or sub-noun whose file a module is.
    pub fn home<'a>(&self, module: &'a [String]) -> Option<&'a [String]> {
        let noun = self.noun(module)?.len();
        let end = (noun..module.len()).find(|end| !self.is_sub_noun(&module[..=*end]));
        Some(&module[..end.unwrap_or(module.len())])
    }

    /// Whether a module below a noun is a folder with a `mod.rs` of its own.
    pub fn is_sub_noun(&self, module: &[String]) -> bool {
        let grew = module.last().is_some_and(|name| FILES_THAT_GREW.contains(&name.as_str()));
        self.tree.is_folder(module) && !grew
    }
}

impl Source {
    /// Whether it is part of an API, and may see what other nouns show to APIs.
    pub fn is_api(&self) -> bool {
        self.module.iter().any(|name| name == "api") && self.module[0] != "web"
    }

    /// Its name without the ending, `mod` for one.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }

    /// The file and line, as editors understand it.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}
