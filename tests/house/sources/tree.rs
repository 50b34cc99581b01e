//! The tree of modules, in which paths are resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::Module;

/// A name that a `use` brings into a module.
pub struct Binding {
    pub name: String,
    pub segments: Vec<String>,
    /// Whether it is re-exported, however far.
    pub public: bool,
}

/// The content of a module.
#[derive(Default)]
pub struct Scope {
    pub children: BTreeSet<String>,
    pub bindings: Vec<Binding>,
    pub globs: Vec<Vec<String>>,
    pub items: BTreeSet<String>,
    /// Whether it is a file of its own.
    is_file: bool,
    /// Whether that file is a `mod.rs`.
    is_folder: bool,
}

#[derive(Default)]
pub struct Tree {
    scopes: BTreeMap<Module, Scope>,
    /// The modules of exported macros, which are named at the root.
    macros: BTreeMap<String, Module>,
}

/// A name to look up in a module.
#[derive(Clone, Copy)]
struct Asked<'a> {
    module: &'a [String],
    name: &'a str,
    /// Whether the path begins with it, in that module itself.
    is_own: bool,
    /// Whether the path ends with it.
    is_last: bool,
}

/// The pairs of module and name that are being looked up, so that no circle is followed for ever.
type Seen = Vec<(Module, String)>;

impl Tree {
    pub fn add_file(&mut self, path: &str) -> Module {
        let parts = path.trim_start_matches("src/").trim_end_matches(".rs").split('/');
        let module: Module =
            parts.filter(|part| !["mod", "lib"].contains(part)).map(str::to_owned).collect();
        let scope = self.scope(&module);
        scope.is_file = true;
        scope.is_folder = path.ends_with("/mod.rs");
        if let Some((name, parent)) = module.split_last() {
            self.scope(parent).children.insert(name.clone());
        }
        module
    }

    pub fn scope(&mut self, module: &[String]) -> &mut Scope {
        self.scopes.entry(module.to_vec()).or_default()
    }

    pub fn export_macro(&mut self, name: &str, module: &[String]) {
        self.macros.insert(name.to_owned(), module.to_vec());
    }

    /// Returns the file's module that a path leads into.
    pub fn file_of(&self, path: &[String]) -> Module {
        let is_file = |length: &usize| self.scopes.get(&path[..*length]).is_some_and(|s| s.is_file);
        path[..(0..=path.len()).rev().find(is_file).unwrap_or(0)].to_vec()
    }

    pub fn is_folder(&self, module: &[String]) -> bool {
        self.scopes.get(module).is_some_and(|scope| scope.is_folder)
    }

    /// Resolves a path from a module; `None` when it is not ours.
    pub fn resolve(&self, from: &[String], segments: &[String]) -> Option<Vec<String>> {
        self.follow(from, segments, &mut Seen::new())
    }

    fn follow(&self, from: &[String], segments: &[String], seen: &mut Seen) -> Option<Vec<String>> {
        let (first, rest) = segments.split_first()?;
        let is_program = from.first().is_some_and(|name| name == "main");
        let mut at = match first.as_str() {
            "crate" if is_program => vec!["main".to_owned()],
            "crate" | "callbook" => Module::new(),
            "self" => from.to_vec(),
            "super" => from[..from.len().checked_sub(1)?].to_vec(),
            name => {
                let is_last = rest.is_empty();
                self.look_up(Asked { module: from, name, is_own: true, is_last }, seen)?
            }
        };
        for (index, name) in rest.iter().enumerate() {
            let is_last = index + 1 == rest.len();
            let asked = Asked { module: &at, name, is_own: false, is_last };
            if name == "super" {
                at.pop()?;
            } else if let Some(found) = self.look_up(asked, seen) {
                at = found;
            } else if name != "self" {
                at.push(name.clone());
            }
        }
        Some(at)
    }

    /// Resolves a name in a module. Modules are followed to where they are; another item stays
    /// where it is re-exported, unless its name is only imported.
    fn look_up(&self, asked: Asked, seen: &mut Seen) -> Option<Vec<String>> {
        let scope = self.scopes.get(asked.module)?;
        let step = (asked.module.to_vec(), asked.name.to_owned());
        if seen.contains(&step) {
            return None;
        }
        seen.push(step);
        let found = self.find(scope, asked, seen);
        seen.pop();
        found
    }

    fn find(&self, scope: &Scope, asked: Asked, seen: &mut Seen) -> Option<Vec<String>> {
        let Asked { module, name, is_own, is_last } = asked;
        let below = |module: &[String]| [module, &[name.to_owned()]].concat();
        let binding = scope.bindings.iter().find(|binding| binding.name == name);
        // A function may be named like a module beside it: a path ends in the function.
        let is_shadowed = is_last && (binding.is_some() || scope.items.contains(name));
        if scope.children.contains(name) && !is_shadowed {
            return Some(below(module));
        }
        if let Some(binding) = binding {
            let origin = self.follow(module, &binding.segments, seen)?;
            let stays = binding.public && !is_own && !self.scopes.contains_key(&origin);
            return Some(if stays { below(module) } else { origin });
        }
        if scope.items.contains(name) {
            return Some(below(module));
        }
        if let Some(home) = self.macros.get(name).filter(|_| module.is_empty()) {
            return Some(below(home));
        }
        scope.globs.iter().find_map(|glob| {
            let origin = self.follow(module, glob, seen)?;
            self.look_up(Asked { module: &origin, is_own: false, ..asked }, seen)
        })
    }
}
