//! Forms as Rails reads them: brackets in the keys make the lists and objects that JSON has.
//!
//! `phones[][phone]=…` adds to a list, whose next entry begins where a key repeats;
//! `phones[0][phone]=…` names the entry. Of a plain key that repeats the last value counts, as for
//! a check box behind a hidden field. An empty value is `null`, and in a list it is dropped.

use serde_json::{Map, Value};

/// The deepest nesting of a key: `account_user[user_attributes][emails_attributes][0][email]` is
/// four.
const DEPTH: usize = 6;

/// Reads a form as an object.
///
/// # Errors
/// When it is no form, or a key is used in two ways; the message says which.
pub fn read(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(text).map_err(|why| why.to_string())?;
    let mut form = Map::new();
    for (key, value) in pairs {
        let is_broken = |text: &str| text.contains('\u{fffd}');
        if (is_broken(&key) || is_broken(&value))
            && !text.to_ascii_uppercase().contains("%EF%BF%BD")
        {
            return Err("it is not UTF-8".to_owned());
        }
        let (name, path) = split(&key);
        if path.len() > DEPTH {
            return Err(format!("{name} nests too deep"));
        }
        put(&mut form, name, &path, value).map_err(|()| {
            let name: String = name.chars().take(40).collect();
            format!("{name} is given in two ways")
        })?;
    }
    Ok(Value::Object(form))
}

/// Splits a key into the name before the brackets and the content of each bracket. A key with an
/// unclosed bracket is a plain name.
fn split(key: &str) -> (&str, Vec<&str>) {
    let Some((name, rest)) = key.split_once('[') else { return (key, Vec::new()) };
    match rest.strip_suffix(']') {
        Some(inside) if !name.is_empty() => (name, inside.split("][").collect()),
        _ => (key, Vec::new()),
    }
}

fn scalar(text: String) -> Value {
    match text.is_empty() {
        true => Value::Null,
        false => Value::String(text),
    }
}

fn put(object: &mut Map<String, Value>, name: &str, path: &[&str], text: String) -> Result<(), ()> {
    match path {
        [] => match object.get(name) {
            Some(Value::Array(_) | Value::Object(_)) => return Err(()),
            _ => drop(object.insert(name.to_owned(), scalar(text))),
        },
        ["", rest @ ..] => {
            let list = object.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            let list = list.as_array_mut().ok_or(())?;
            match rest {
                [] if text.is_empty() => {}
                [] => list.push(Value::String(text)),
                [field, rest @ ..] => {
                    let is_begun = list.last().is_some_and(|last| !has(last, field, rest));
                    if !is_begun {
                        list.push(Value::Object(Map::new()));
                    }
                    let entry = list.last_mut().and_then(Value::as_object_mut).ok_or(())?;
                    put(entry, field, rest, text)?;
                }
            }
        }
        [field, rest @ ..] => {
            let inside = object.entry(name).or_insert_with(|| Value::Object(Map::new()));
            put(inside.as_object_mut().ok_or(())?, field, rest, text)?;
        }
    }
    Ok(())
}

/// Tells whether an entry has a value at this path already, so that the key begins the next entry.
fn has(entry: &Value, name: &str, path: &[&str]) -> bool {
    let Some(inside) = entry.get(name) else { return false };
    match path {
        [] => true,
        ["", ..] => false,
        [field, rest @ ..] => has(inside, field, rest),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn brackets_make_the_lists_and_objects_that_rails_makes() {
        for (form, wanted) in [
            ("", json!({})),
            ("a=1&b=x+y%26", json!({"a": "1", "b": "x y&"})),
            ("a=0&a=1", json!({"a": "1"})),
            ("a=", json!({"a": null})),
            ("a[]=1&a[]=&a%5B%5D=2", json!({"a": ["1", "2"]})),
            ("a[]=", json!({"a": []})),
            ("a[b][c]=1&a[b][d]=2", json!({"a": {"b": {"c": "1", "d": "2"}}})),
            ("a[][b]=1&a[][c]=2&a[][b]=3", json!({"a": [{"b": "1", "c": "2"}, {"b": "3"}]})),
            ("a[][b][]=1&a[][b][]=2", json!({"a": [{"b": ["1", "2"]}]})),
            ("a[0][b]=1&a[1][b]=2", json!({"a": {"0": {"b": "1"}, "1": {"b": "2"}}})),
            ("a[b=1&[c]=2", json!({"a[b": "1", "[c]": "2"})),
        ] {
            assert_eq!(read(form.as_bytes()).unwrap(), wanted, "{form}");
        }
        for form in
            ["a=1&a[b]=2", "a[]=1&a[b]=2", "a[b]=1&a=2", "a[1][2][3][4][5][6][7]=1", "a=%ff"]
        {
            assert!(read(form.as_bytes()).is_err(), "{form}");
        }
    }
}
