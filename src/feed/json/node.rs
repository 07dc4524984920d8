//! A JSON value read into a wire type, with every mistake as a [`Fault`].
//!
//! serde_json could do the reading, but it says what is wrong only in programmers' English. This
//! deserializer has an error of its own, which keeps the unknown name and the known ones apart;
//! the way to the value is kept by serde_path_to_error.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::api::{Fault, FaultKind, Step, nearest};

/// Reads a value.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Fault> {
    serde_path_to_error::deserialize(Node(value)).map_err(|error| {
        let mut path: Vec<Step> = error.path().iter().filter_map(step).collect();
        let (name, kind) = match error.into_inner() {
            Mistake::Unknown { name, near } => (Some(name), FaultKind::Unknown { near }),
            Mistake::Missing { name } => (Some(name), FaultKind::Missing),
            Mistake::Wrong(message) => (None, FaultKind::Wrong(message)),
        };
        if let Some(name) = name.map(Step::Field)
            && path.last() != Some(&name)
        {
            path.push(name);
        }
        Fault { path, kind }
    })
}

fn step(segment: &Segment) -> Option<Step> {
    match segment {
        Segment::Map { key } => Some(Step::Field(key.clone())),
        Segment::Seq { index } => Some(Step::Row(*index)),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// What a wire type has against a value.
#[derive(Debug)]
enum Mistake {
    Unknown { name: String, near: Option<String> },
    Missing { name: String },
    Wrong(String),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mistake::Unknown { name, .. } => write!(f, "unknown field {name}"),
            Mistake::Missing { name } => write!(f, "missing field {name}"),
            Mistake::Wrong(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Mistake::Wrong(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Mistake::Wrong(format!("Here stands {}, but it has to be {}.", stands(found), wanted(expected)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        let hint = match nearest(found, known.iter().copied()) {
            Some(near) => format!("perhaps \"{near}\" is meant"),
            None => format!("it has to be one of: {}", known.join(", ")),
        };
        Mistake::Wrong(format!("\"{found}\" is not known here; {hint}."))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        let near = nearest(name, known.iter().copied()).map(str::to_owned);
        Mistake::Unknown { name: name.to_owned(), near }
    }

    fn missing_field(name: &'static str) -> Self {
        Mistake::Missing { name: name.to_owned() }
    }
}

fn stands(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => value.to_string(),
        Unexpected::Str(value) => format!("the text \"{value}\""),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "an object in curly braces".to_owned(),
        Unexpected::Unit => "nothing (null)".to_owned(),
        // serde's list of kinds, not ours; JSON has no others.
        other => other.to_string(),
    }
}

fn wanted(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    match expected.as_str() {
        "u32" => "a whole number, 0 or more".to_owned(),
        "i32" | "i8" => "a whole number".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a string" => "a text in quotation marks".to_owned(),
        "a sequence" => "a list in square brackets".to_owned(),
        "a map" => "an object in curly braces".to_owned(),
        other if other.starts_with("struct ") => "an object in curly braces".to_owned(),
        _ => expected,
    }
}

#[derive(Clone, Copy)]
struct Node<'a>(&'a Value);

impl<'de> IntoDeserializer<'de, Mistake> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), _, _) => visitor.visit_u64(value),
                (None, Some(value), _) => visitor.visit_i64(value),
                (None, None, Some(value)) => visitor.visit_f64(value),
                (None, None, None) => Err(Mistake::Wrong("This number is too large.".to_owned())),
            },
            Value::Array(rows) => visitor.visit_seq(SeqDeserializer::new(rows.iter().map(Node))),
            // null says that nothing is known, like a field that is not there.
            Value::Object(fields) => visitor.visit_map(MapDeserializer::new(
                fields
                    .iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(name, value)| (name.as_str(), Node(value))),
            )),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A page number without quotation marks is still a page number.
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0 {
            Value::Number(number) if number.is_u64() => visitor.visit_string(number.to_string()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self.0 {
            Value::String(text) => {
                StrDeserializer::<Mistake>::new(text).deserialize_enum(name, variants, visitor)
            }
            _ => Err(Mistake::Wrong(format!(
                "This has to be one of these words in quotation marks: {}.",
                variants.join(", ")
            ))),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
