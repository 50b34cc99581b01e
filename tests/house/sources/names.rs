//! The paths of a file, in code, in attributes, and in the bodies of macros.

use std::sync::LazyLock;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use regex::Regex;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, Meta, Path, Token, UseTree, Visibility};

use super::tree::{Binding, Tree};
use super::{Module, Written};

pub struct Names<'a> {
    tree: &'a mut Tree,
    scope: Module,
    written: Vec<Written>,
    macros: Vec<(String, usize)>,
}

/// The end of one branch of a `use`: its path, and the name that it binds.
struct Leaf {
    segments: Vec<String>,
    name: Option<String>,
    is_glob: bool,
    line: usize,
}

impl<'a> Names<'a> {
    pub fn new(tree: &'a mut Tree, scope: Module) -> Self {
        Self { tree, scope, written: Vec::new(), macros: Vec::new() }
    }

    pub fn end(self) -> (Vec<Written>, Vec<(String, usize)>) {
        (self.written, self.macros)
    }

    fn write(&mut self, segments: Vec<String>, line: usize) {
        self.written.push(Written { scope: self.scope.clone(), segments, line });
    }

    /// Walks tokens one by one: `a::b::c`, a group after a path, and the tokens of groups.
    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(first) if starts(&tokens, at) => {
                    at = self.path(&tokens, at, first)
                }
                TokenTree::Group(group) => {
                    self.scan(group.stream());
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// Reads a path from its first name on, and returns the index behind it.
    fn path(&mut self, tokens: &[TokenTree], start: usize, first: &Ident) -> usize {
        let line = first.span().start().line;
        let mut segments = vec![first.unraw().to_string()];
        let mut at = start + 1;
        while is_colons(tokens, at) {
            match tokens.get(at + 2) {
                Some(TokenTree::Ident(next)) => segments.push(next.unraw().to_string()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let branches = Punctuated::<UseTree, Token![,]>::parse_terminated;
                    for tree in branches.parse2(group.stream()).into_iter().flatten() {
                        let mut leaves = Vec::new();
                        spread(&tree, &segments, &mut leaves);
                        leaves.into_iter().for_each(|leaf| self.write(leaf.segments, leaf.line));
                    }
                }
                _ => break,
            }
            at += 3;
        }
        let called = matches!(
            (tokens.get(at), tokens.get(at + 1)),
            (Some(TokenTree::Punct(mark)), Some(TokenTree::Group(_))) if mark.as_char() == '!'
        );
        if let Some(name) = segments.last().filter(|_| called) {
            self.macros.push((name.clone(), line));
        }
        if segments.len() > 1 || at > start + 1 {
            self.write(segments, line);
        }
        at
    }

    /// Attributes name paths in strings too, such as `#[serde(with = "…")]`.
    fn scan_strings(&mut self, tokens: TokenStream) {
        static PATH: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\b[a-z_]\w*(?:::\w+)+").unwrap());
        for token in tokens {
            let line = token.span().start().line;
            match token {
                TokenTree::Group(group) => self.scan_strings(group.stream()),
                TokenTree::Literal(literal) => {
                    for found in PATH.find_iter(&literal.to_string()) {
                        self.write(found.as_str().split("::").map(str::to_owned).collect(), line);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Tells whether a path may begin here: not behind a dot, colons, or the dollar of a macro's
/// variable.
fn starts(tokens: &[TokenTree], at: usize) -> bool {
    let mark = |back: usize| match at.checked_sub(back).map(|at| &tokens[at]) {
        Some(TokenTree::Punct(mark)) => Some(mark.as_char()),
        _ => None,
    };
    match mark(1) {
        Some('.') => mark(2) == Some('.'),
        Some(':') => mark(2) != Some(':'),
        Some('$') => matches!(&tokens[at], TokenTree::Ident(name) if name == "crate"),
        _ => true,
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1))
}

fn spread(tree: &UseTree, front: &[String], leaves: &mut Vec<Leaf>) {
    let with = |ident: &Ident| {
        let name = ident.unraw().to_string();
        let is_front = name == "self" && !front.is_empty();
        let own = (!is_front).then_some(name);
        front.iter().cloned().chain(own).collect::<Vec<_>>()
    };
    let mut leaf = |segments: Vec<String>, ident: &Ident, name: Option<String>| {
        let line = ident.span().start().line;
        leaves.push(Leaf { segments, name, is_glob: false, line });
    };
    match tree {
        UseTree::Path(path) => spread(&path.tree, &with(&path.ident), leaves),
        UseTree::Name(name) => {
            let segments = with(&name.ident);
            let bound = segments.last().cloned();
            leaf(segments, &name.ident, bound);
        }
        UseTree::Rename(rename) => {
            let bound = (rename.rename != "_").then(|| rename.rename.unraw().to_string());
            leaf(with(&rename.ident), &rename.ident, bound);
        }
        UseTree::Glob(glob) => {
            let line = glob.star_token.span.start().line;
            leaves.push(Leaf { segments: front.to_vec(), name: None, is_glob: true, line });
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| spread(tree, front, leaves)),
    }
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            _ => None,
        };
        let items = &mut self.tree.scope(&self.scope).items;
        items.extend(name.map(|name| name.unraw().to_string()));
        if let Item::Macro(item) = item
            && let Some(name) = &item.ident
            && item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"))
        {
            self.tree.export_macro(&name.to_string(), &self.scope);
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = item.ident.unraw().to_string();
        self.tree.scope(&self.scope).children.insert(name.clone());
        self.scope.push(name);
        self.tree.scope(&self.scope);
        visit::visit_item_mod(self, item);
        self.scope.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        if item.leading_colon.is_some() {
            return;
        }
        let mut leaves = Vec::new();
        spread(&item.tree, &[], &mut leaves);
        let public = !matches!(item.vis, Visibility::Inherited);
        for Leaf { segments, name, is_glob, line } in leaves {
            let scope = self.tree.scope(&self.scope);
            if is_glob {
                scope.globs.push(segments.clone());
            } else if let Some(name) = name {
                scope.bindings.push(Binding { name, segments: segments.clone(), public });
            }
            self.write(segments, line);
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let line = path.segments[0].ident.span().start().line;
            let names = path.segments.iter().map(|segment| segment.ident.unraw().to_string());
            self.write(names.collect(), line);
        }
        visit::visit_path(self, path);
    }

    /// `pub(super)` names nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("doc") {
            return;
        }
        if let Meta::List(list) = &attribute.meta {
            self.scan_strings(list.tokens.clone());
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        if let Some(name) = called.path.segments.last() {
            self.macros.push((name.ident.to_string(), name.ident.span().start().line));
        }
        visit::visit_macro(self, called);
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.scan(tokens.clone());
    }
}
