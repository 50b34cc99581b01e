//! Collects what a file defines: modules, types, functions, fields, variants and constants.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Attribute, Field, ImplItem, Item, TraitItem, Variant, Visibility};

/// The kind of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Module,
    /// A struct, an enum, a trait, a union or an alias.
    Type,
    /// A function or a method, or a macro.
    Function,
    Field,
    Variant,
    /// A constant or a static.
    Constant,
}

/// A name that a file defines.
#[derive(Debug, Clone)]
pub struct Defined {
    pub kind: Kind,
    pub name: String,
    pub line: usize,
    /// Whether it is `pub` without a restriction.
    pub is_public: bool,
}

#[derive(Default)]
pub struct Definitions(pub Vec<Defined>);

impl Definitions {
    fn add(&mut self, kind: Kind, ident: &Ident, visibility: Option<&Visibility>) {
        self.0.push(Defined {
            kind,
            name: ident.unraw().to_string(),
            line: ident.span().start().line,
            is_public: matches!(visibility, Some(Visibility::Public(_))),
        });
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let last = |attribute: &Attribute| attribute.path().segments.last().map(|s| s.ident == "test");
    attributes.iter().any(|attribute| last(attribute) == Some(true))
}

/// Returns the kind that a keyword defines.
fn kind(keyword: &str) -> Option<Kind> {
    match keyword {
        "mod" => Some(Kind::Module),
        "struct" | "enum" | "trait" | "type" => Some(Kind::Type),
        "fn" => Some(Kind::Function),
        "const" | "static" => Some(Kind::Constant),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Definitions {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Mod(item) => self.add(Kind::Module, &item.ident, Some(&item.vis)),
            Item::Struct(item) => self.add(Kind::Type, &item.ident, Some(&item.vis)),
            Item::Enum(item) => self.add(Kind::Type, &item.ident, Some(&item.vis)),
            Item::Trait(item) => self.add(Kind::Type, &item.ident, Some(&item.vis)),
            Item::Type(item) => self.add(Kind::Type, &item.ident, Some(&item.vis)),
            Item::Union(item) => self.add(Kind::Type, &item.ident, Some(&item.vis)),
            // The name of a test is a sentence.
            Item::Fn(item) if is_test(&item.attrs) => {}
            Item::Fn(item) => self.add(Kind::Function, &item.sig.ident, Some(&item.vis)),
            Item::Const(item) => self.add(Kind::Constant, &item.ident, Some(&item.vis)),
            Item::Static(item) => self.add(Kind::Constant, &item.ident, Some(&item.vis)),
            Item::Macro(item) => {
                item.ident.iter().for_each(|name| self.add(Kind::Function, name, None));
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        match item {
            ImplItem::Fn(item) => self.add(Kind::Function, &item.sig.ident, Some(&item.vis)),
            ImplItem::Const(item) => self.add(Kind::Constant, &item.ident, Some(&item.vis)),
            _ => {}
        }
        visit::visit_impl_item(self, item);
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        match item {
            TraitItem::Fn(item) => self.add(Kind::Function, &item.sig.ident, None),
            TraitItem::Const(item) => self.add(Kind::Constant, &item.ident, None),
            TraitItem::Type(item) => self.add(Kind::Type, &item.ident, None),
            _ => {}
        }
        visit::visit_trait_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast Field) {
        field.ident.iter().for_each(|name| self.add(Kind::Field, name, Some(&field.vis)));
        visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        self.add(Kind::Variant, &variant.ident, None);
        visit::visit_variant(self, variant);
    }

    /// Finds definitions in the tokens of a macro: a keyword and a name behind it.
    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        let tokens: Vec<_> = tokens.clone().into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match (token, tokens.get(at + 1)) {
                (TokenTree::Group(group), _) => self.visit_token_stream(&group.stream()),
                (TokenTree::Ident(keyword), Some(TokenTree::Ident(name))) => {
                    let before = at.checked_sub(1).map(|at| tokens[at].to_string());
                    let is_public = before.is_some_and(|word| word == "pub");
                    let (name, line) = (name.unraw().to_string(), name.span().start().line);
                    let kind = kind(&keyword.to_string()).filter(|_| name != "mut");
                    self.0.extend(kind.map(|kind| Defined { kind, name, line, is_public }));
                }
                _ => {}
            }
        }
    }
}
