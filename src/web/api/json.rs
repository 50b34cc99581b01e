//! JSON in which a duplicate key of an object is an error (RFC 8259 §4).
//!
//! Parsers differ in which of the two values they take.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Parses JSON.
///
/// # Errors
/// When it is malformed, or has a duplicate key; the message names the key and its position.
pub fn read(bytes: &[u8]) -> Result<Value, String> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Reading.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|why| why.to_string())
}

/// Deserializes any value.
struct Reading;

impl<'de> DeserializeSeed<'de> for Reading {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element_seed(Self)? {
            read.push(item);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let value = fields.next_value_seed(Self)?;
            if read.insert(name.clone(), value).is_some() {
                return Err(A::Error::custom(format!("the key \"{name}\" appears twice")));
            }
        }
        Ok(Value::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_any_reader_reads_but_for_keys_that_stand_twice() {
        for good in [
            r#"{"a":1,"b":[true,null,-2,1.5,"x",{"a":{}}]}"#,
            "[]",
            "\"\\u00e9\"",
            "18446744073709551615",
        ] {
            assert_eq!(
                read(good.as_bytes()).unwrap(),
                serde_json::from_str::<Value>(good).unwrap()
            );
        }
        for bad in [r#"{"a":1,"a":1}"#, r#"{"a":[{"b":1,"c":2,"b":3}]}"#, r#"{"a":1,"\u0061":2}"#] {
            let why = read(bad.as_bytes()).unwrap_err();
            assert!(why.contains("appears twice") && why.contains("line 1"), "{why}");
        }
        for bad in ["", "{", "{} {}", "{\"a\":}", "[1,]"] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
