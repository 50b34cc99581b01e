//! The crate as these tests read it: its files, their definitions, and every path to one of ours.

mod definitions;
mod names;
mod place;
mod tree;

use std::sync::OnceLock;

pub use definitions::{Defined, Kind};
pub use place::STEPS;
use regex::Regex;
use syn::visit::Visit;
use tree::Tree;

/// A module, as the names from the root of the crate, which is empty.
pub type Module = Vec<String>;

/// A path that names a definition of ours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub line: usize,
    /// The module whose file defines or re-exports it.
    pub module: Module,
    /// The definition in that module; empty when the module itself is named.
    pub item: Vec<String>,
}

impl Named {
    pub fn text(&self) -> String {
        self.module.iter().chain(&self.item).cloned().collect::<Vec<_>>().join("::")
    }
}

/// A file of the crate, or a template.
pub struct Source {
    pub path: String,
    /// The module; of a template the folder, which mirrors a noun.
    pub module: Module,
    pub named: Vec<Named>,
    pub defined: Vec<Defined>,
    /// Each macro that is called, with its line.
    pub macros: Vec<(String, usize)>,
}

/// Every file of the crate and every template.
pub struct Sources {
    pub files: Vec<Source>,
    tree: Tree,
}

impl Sources {
    /// Returns the project's own files, parsed once.
    pub fn real() -> &'static Self {
        static REAL: OnceLock<Sources> = OnceLock::new();
        REAL.get_or_init(|| Self::of(Self::texts()))
    }

    /// Returns the project's own files by name, without parsing, which takes seconds.
    pub fn listed() -> Self {
        let mut tree = Tree::default();
        let files = Self::texts().into_iter().map(|(path, _)| {
            let module = match path.ends_with(".rs") {
                true => tree.add_file(&path),
                false => folder_of(&path),
            };
            Source::unread(path, module)
        });
        Self { files: files.collect(), tree }
    }

    fn texts() -> Vec<(String, String)> {
        let mut files = super::files("src", &["rs"]);
        files.extend(super::files("templates", &["html", "txt"]));
        files
    }

    /// Returns a made-up crate of paths with texts, in which a test plants a violation.
    pub fn made_up(files: &[(&str, &str)]) -> Self {
        Self::of(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
    }

    fn of(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut tree = Tree::default();
        let mut files: Vec<_> = files
            .into_iter()
            .map(|(path, text)| match path.ends_with(".rs") {
                true => code(&mut tree, path, &text),
                false => template(path, &text),
            })
            .collect();
        for (source, written) in &mut files {
            let named = written.drain(..).filter_map(|one| {
                let path = tree.resolve(&one.scope, &one.segments)?;
                let module = tree.file_of(&path);
                let item = path[module.len()..].to_vec();
                Some(Named { line: one.line, module, item })
            });
            source.named = named.collect();
            source.named.sort();
            source.named.dedup_by(|a, b| (&a.module, &a.item) == (&b.module, &b.item));
        }
        Self { files: files.into_iter().map(|(source, _)| source).collect(), tree }
    }

    /// Lists the files without the templates.
    pub fn code(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }
}

/// A path as it is written.
pub struct Written {
    pub scope: Module,
    pub segments: Vec<String>,
    pub line: usize,
}

impl Source {
    fn unread(path: String, module: Module) -> Self {
        let (named, defined, macros) = (Vec::new(), Vec::new(), Vec::new());
        Self { path, module, named, defined, macros }
    }
}

fn code(tree: &mut Tree, path: String, text: &str) -> (Source, Vec<Written>) {
    let module = tree.add_file(&path);
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut definitions = definitions::Definitions::default();
    definitions.visit_file(&file);
    let mut names = names::Names::new(tree, module.clone());
    names.visit_file(&file);
    let (written, macros) = names.end();
    (Source { defined: definitions.0, macros, ..Source::unread(path, module) }, written)
}

/// Finds the paths in a template, by text.
fn template(path: String, text: &str) -> (Source, Vec<Written>) {
    let ours = Regex::new(r"\bcrate(?:::\w+)+").unwrap();
    let module = folder_of(&path);
    let mut written = Vec::new();
    for (line, text) in text.lines().enumerate() {
        written.extend(ours.find_iter(text).map(|found| Written {
            scope: module.clone(),
            segments: found.as_str().split("::").map(str::to_owned).collect(),
            line: line + 1,
        }));
    }
    (Source::unread(path, module), written)
}

/// Returns the area and noun of a template.
fn folder_of(path: &str) -> Module {
    let folders: Vec<_> = path.split('/').map(str::to_owned).collect();
    folders[1..folders.len() - 1].to_vec()
}

/// Lists the places of a file that name what they must not. A path that begins with another bad one
/// is left out, because fixing `use a::b` fixes `b::c` too.
pub fn report(file: &Source, bad: impl Fn(&Named) -> bool) -> Vec<String> {
    let bad: Vec<_> = file.named.iter().filter(|to| bad(to)).collect();
    let follows = |to: &Named| {
        let text = to.text();
        bad.iter().any(|other| text.starts_with(&format!("{}::", other.text())))
    };
    let first = bad.iter().filter(|to| !follows(to));
    first.map(|to| format!("{} {}", file.at(to.line), to.text())).collect()
}

/// Fails with the sorted list of everything found, so that one run shows all of it.
pub fn assert_none(rule: &str, mut found: Vec<String>) {
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{rule}: {} found\n{}", found.len(), found.join("\n"));
}
