//! No parameter is a tuple: values that belong together have a struct, and others are separate.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{FnArg, ItemType, Pat, Signature, Type};

use super::sources::assert_none;

/// The functions of a file with a tuple parameter, and the file's aliases of tuples.
#[derive(Default)]
struct Tuples {
    functions: BTreeSet<String>,
    aliases: BTreeSet<String>,
}

impl Tuples {
    fn of(text: &str) -> Self {
        let file = syn::parse_file(text).unwrap();
        let mut tuples = Self::default();
        // An alias may be defined below the function that uses it.
        tuples.visit_file(&file);
        tuples.visit_file(&file);
        tuples
    }

    fn is_tuple(&self, ty: &Type) -> bool {
        match ty {
            // `()` has no values.
            Type::Tuple(tuple) => !tuple.elems.is_empty(),
            Type::Reference(to) => self.is_tuple(&to.elem),
            Type::Paren(around) => self.is_tuple(&around.elem),
            Type::Path(named) => {
                let last = named.path.segments.last();
                last.is_some_and(|name| self.aliases.contains(&name.ident.to_string()))
            }
            _ => false,
        }
    }

    fn takes_one(&self, parameter: &FnArg) -> bool {
        match parameter {
            FnArg::Typed(typed) => matches!(*typed.pat, Pat::Tuple(_)) || self.is_tuple(&typed.ty),
            _ => false,
        }
    }
}

impl<'ast> Visit<'ast> for Tuples {
    fn visit_item_type(&mut self, alias: &'ast ItemType) {
        if self.is_tuple(&alias.ty) {
            self.aliases.insert(alias.ident.to_string());
        }
        visit::visit_item_type(self, alias);
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        if signature.inputs.iter().any(|parameter| self.takes_one(parameter)) {
            self.functions.insert(signature.ident.to_string());
        }
        visit::visit_signature(self, signature);
    }
}

/// Lists the functions, each as `path name`.
fn functions_with_tuples() -> BTreeSet<String> {
    let files = super::files("src", &["rs"]).into_iter();
    let functions = files.flat_map(|(path, text)| {
        let named = move |name| format!("{path} {name}");
        Tuples::of(&text).functions.into_iter().map(named)
    });
    functions.collect()
}

#[test]
fn no_function_takes_a_tuple() {
    assert_none("functions that take a tuple", functions_with_tuples().into_iter().collect());
}

#[test]
fn a_tuple_is_found_in_whatever_function_takes_it() {
    let functions = [
        "fn take((a, b): (u8, u8)) {}",
        "async fn take(tx: &mut Tx, pair: (u8, u8)) {}",
        "fn take(pair: &mut (u8, u8)) {}",
        "fn take((a, b): crate::users::Pair) {}",
        "fn take(pair: &Pair) {} type Pair = (u8, u8);",
        "impl Team { pub fn take(&self, (a, b): (u8, u8)) {} }",
        "impl From<(u8, u8)> for Team { fn take(pair: (u8, u8)) -> Self { Self } }",
        "trait Job { fn take(pair: (u8, u8)); }",
        "mod tests { fn around() { fn take(pair: (u8, u8)) {} } }",
    ];
    for text in functions {
        let found = Tuples::of(text).functions;
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["take"], "{text}");
    }
}

#[test]
fn a_tuple_struct_or_a_tuple_inside_another_type_is_none() {
    let text = "fn show(me: Member, Path((team, member)): Path<(u8, u8)>) -> (u8, u8) {}
        fn list(all: &[(u8, u8)], nothing: ()) {} type Pair = u8; fn pair(pair: Pair) {}";
    assert_eq!(Tuples::of(text).functions, BTreeSet::new());
}
