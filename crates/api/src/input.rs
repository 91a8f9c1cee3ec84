//! What a client sent, whatever the encoding: one tree, read forgivingly.
//!
//! Mastodon's clients send the same parameters as JSON, as a form and as multipart, so `"1"`, `"true"`, `"on"`
//! and `true` are all yes, `"5"` is 5, one value is a list of one, and `a[0][name]` is a list of objects.

use std::collections::BTreeMap;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, VariantAccess, Visitor,
};
use serde_json::{Number, Value};

use crate::reply::Failure;

/// Levels of `a[b][c]…`, and of JSON.
pub const DEPTH_MAX: usize = 8;
/// Values in one request.
pub const VALUES_MAX: usize = 1_000;

/// One value or many.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// `null`; in an object it is the same as leaving the key out.
    Nothing,
    /// As in every form.
    Text(String),
    /// Only from JSON.
    Flag(bool),
    /// Only from JSON.
    Number(Number),
    /// `a[]=…`, or an array.
    List(Vec<Input>),
    /// `a[b]=…`, or an object.
    Map(BTreeMap<String, Input>),
}

impl Default for Input {
    fn default() -> Self {
        Self::Map(BTreeMap::new())
    }
}

/// Refuses NUL, which PostgreSQL cannot keep and nobody types.
pub fn check_text(text: &str) -> Result<(), Failure> {
    if text.contains('\0') { Err(Failure::malformed("Text may not contain NUL bytes")) } else { Ok(()) }
}

impl Input {
    /// Reads the tree as `T`; 422 names the field that does not fit.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Failure> {
        T::deserialize(Reader { input: self, field: "" }).map_err(|Mismatch { field, why }| {
            Failure::field(if field.is_empty() { "base" } else { &field }, "ERR_INVALID", &why)
        })
    }

    /// Takes over JSON, checking text and depth.
    pub fn from_json(value: Value, depth: usize) -> Result<Self, Failure> {
        if depth > DEPTH_MAX {
            return Err(Failure::malformed("The body is nested too deeply"));
        }
        Ok(match value {
            Value::Null => Self::Nothing,
            Value::Bool(flag) => Self::Flag(flag),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => {
                check_text(&text)?;
                Self::Text(text)
            }
            Value::Array(items) => Self::List(
                limited(items.len(), items.into_iter().map(|item| Self::from_json(item, depth + 1)))?
                    .collect::<Result<_, _>>()?,
            ),
            Value::Object(entries) => {
                let entries = limited(entries.len(), entries.into_iter())?;
                let mut map = BTreeMap::new();
                for (key, value) in entries.filter(|(_, value)| !value.is_null()) {
                    check_text(&key)?;
                    map.insert(key, Self::from_json(value, depth + 1)?);
                }
                Self::Map(map)
            }
        })
    }

    /// Puts a form's `key=value` where the brackets of `key` say.
    pub fn put(&mut self, key: &str, value: String) -> Result<(), Failure> {
        check_text(key)?;
        check_text(&value)?;
        let (name, rest) = key.split_once('[').unwrap_or((key, ""));
        let mut steps = vec![name];
        if !rest.is_empty() {
            steps.extend(rest.split('[').map(|step| step.trim_end_matches(']')));
        }
        if steps.len() > DEPTH_MAX {
            return Err(Failure::malformed("A parameter is nested too deeply"));
        }
        let mut place = self;
        for (index, step) in steps.iter().enumerate() {
            place = match (place.step(step, index == 0), step.is_empty()) {
                (Some(place), _) => place,
                (None, _) => return Err(Failure::malformed("A parameter is both a value and a list")),
            };
        }
        *place = Self::Text(value);
        Ok(())
    }

    /// The place below this one, made when it is not there yet; none when a plain value stands here.
    fn step(&mut self, step: &str, root: bool) -> Option<&mut Self> {
        if *self == Self::Nothing {
            *self = if step.is_empty() && !root { Self::List(Vec::new()) } else { Self::default() };
        }
        match self {
            Self::List(items) if step.is_empty() => {
                // `a[][name]=1&a[][value]=2` fills one object until a key repeats; plain lists always grow.
                items.push(Self::Nothing);
                items.last_mut()
            }
            Self::Map(entries) => Some(entries.entry(step.to_owned()).or_insert(Self::Nothing)),
            _ => None,
        }
    }

    /// Lays `over` on top: its keys win, the others stay.
    pub fn merge(&mut self, over: Self) {
        match (self, over) {
            (Self::Map(under), Self::Map(over)) => under.extend(over),
            (place, over) => *place = over,
        }
    }
}

fn limited<I>(count: usize, items: I) -> Result<I, Failure> {
    if count > VALUES_MAX { Err(Failure::malformed("The body has too many values")) } else { Ok(items) }
}

/// Which field does not fit, and how.
#[derive(Debug)]
struct Mismatch {
    field: String,
    why: String,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Mismatch {}

impl serde::de::Error for Mismatch {
    fn custom<T: std::fmt::Display>(why: T) -> Self {
        Self { field: String::new(), why: why.to_string() }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { field: field.to_owned(), why: "can't be blank".to_owned() }
    }
}

struct Reader<'a> {
    input: Input,
    field: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, why: &str) -> Mismatch {
        Mismatch { field: self.field.to_owned(), why: why.to_owned() }
    }

    fn text(&self) -> Result<String, Mismatch> {
        match &self.input {
            Input::Text(text) => Ok(text.clone()),
            Input::Flag(flag) => Ok(flag.to_string()),
            Input::Number(number) => Ok(number.to_string()),
            _ => Err(self.wrong("is not a text")),
        }
    }

    fn named<T>(&self, result: Result<T, Mismatch>) -> Result<T, Mismatch> {
        result.map_err(
            |error| {
                if error.field.is_empty() { Mismatch { field: self.field.to_owned(), ..error } } else { error }
            },
        )
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $kind:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            let text = self.text()?;
            let number: $kind = text.trim().parse().map_err(|_| self.wrong("is not a number"))?;
            let result = visitor.$visit(number);
            self.named(result)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.input {
            Input::Nothing => visitor.visit_unit(),
            Input::Text(text) => visitor.visit_string(text),
            Input::Flag(flag) => visitor.visit_bool(flag),
            Input::Number(number) => number.deserialize_any(visitor).map_err(Mismatch::custom),
            Input::List(_) => self.deserialize_seq(visitor),
            Input::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.text()?.trim() {
            "1" | "t" | "T" | "true" | "TRUE" | "True" | "on" | "ON" | "yes" => visitor.visit_bool(true),
            "" | "0" | "f" | "F" | "false" | "FALSE" | "False" | "off" | "OFF" | "no" => visitor.visit_bool(false),
            _ => Err(self.wrong("is neither true nor false")),
        }
    }

    numbers!(
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
        deserialize_f32 visit_f32 f32, deserialize_f64 visit_f64 f64
    );

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let result = visitor.visit_string(self.text()?);
        self.named(result)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.input == Input::Nothing { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let field = self.field;
        let items = match self.input {
            Input::List(items) => items,
            // `a[0][name]=…` arrives as a map with numbers for keys; a hash with other keys is a list of its values.
            Input::Map(entries) => {
                let mut entries: Vec<_> = entries.into_iter().collect();
                entries.sort_by_key(|(key, _)| key.parse::<u32>().unwrap_or(u32::MAX));
                entries.into_iter().map(|(_, value)| value).collect()
            }
            Input::Nothing => Vec::new(),
            one => vec![one],
        };
        let items = items.into_iter().filter(|item| *item != Input::Nothing).map(|input| Reader { input, field });
        visitor.visit_seq(SeqDeserializer::new(items.map(Wrapped)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.input {
            Input::Map(entries) => visitor.visit_map(Entries { entries: entries.into_iter(), next: None }),
            Input::Nothing => visitor.visit_map(MapDeserializer::new(std::iter::empty::<(String, String)>())),
            _ => Err(self.wrong("is not an object")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let result = visitor.visit_enum(Variant(self.text()?));
        self.named(result.map_err(|error| Mismatch { why: "is not included in the list".to_owned(), ..error }))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf unit_struct tuple tuple_struct identifier }
}

struct Wrapped<'a>(Reader<'a>);

impl<'de, 'a> IntoDeserializer<'de, Mismatch> for Wrapped<'a> {
    type Deserializer = Reader<'a>;

    fn into_deserializer(self) -> Reader<'a> {
        self.0
    }
}

struct Entries {
    entries: std::collections::btree_map::IntoIter<String, Input>,
    next: Option<(String, Input)>,
}

impl<'de> serde::de::MapAccess<'de> for Entries {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        self.next = self.entries.next();
        self.next.as_ref().map(|(key, _)| seed.deserialize(key.clone().into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let (key, input) = self.next.take().expect("serde asks for a value after its key");
        seed.deserialize(Reader { input, field: &key })
    }
}

struct Variant(String);

impl<'de> EnumAccess<'de> for Variant {
    type Error = Mismatch;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Mismatch> {
        let name = seed.deserialize(self.0.clone().into_deserializer())?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Mismatch> {
        Err(Mismatch::custom("is not included in the list"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::custom("is not included in the list"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::custom("is not included in the list"))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Deserialize, Debug, PartialEq, Default)]
    #[serde(default)]
    struct Profile {
        name: Option<String>,
        locked: bool,
        age: Option<i64>,
        id: Vec<String>,
        fields_attributes: Vec<Field>,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    struct Field {
        name: String,
        value: String,
    }

    fn form(pairs: &[(&str, &str)]) -> Result<Profile, Failure> {
        let mut input = Input::default();
        for (key, value) in pairs {
            input.put(key, (*value).to_owned())?;
        }
        input.read()
    }

    #[test]
    fn a_form_and_json_read_alike() {
        let form = form(&[
            ("name", "Anna"),
            ("locked", "on"),
            ("age", "40"),
            ("id[]", "1"),
            ("id[]", "2"),
            ("fields_attributes[0][name]", "Home"),
            ("fields_attributes[0][value]", "Utrecht"),
            ("fields_attributes[10][name]", "Tea"),
            ("fields_attributes[10][value]", "Green"),
            ("unknown", "x"),
        ]);
        let json = Input::from_json(
            json!({
                "name": "Anna", "locked": true, "age": 40, "id": [1, "2"], "none": null,
                "fields_attributes": [{"name": "Home", "value": "Utrecht"}, {"name": "Tea", "value": "Green"}],
            }),
            0,
        );
        assert_eq!(form.expect("a good form"), json.expect("good JSON").read::<Profile>().expect("a good body"));
    }

    #[test]
    fn one_value_is_a_list_of_one() {
        assert_eq!(form(&[("id", "7")]).expect("a good form").id, ["7"]);
    }

    #[test]
    fn a_wrong_value_names_its_field() {
        let failure = form(&[("age", "forty")]).expect_err("not a number");
        assert_eq!(failure.status, 422);
        assert_eq!(failure.body["error"], "Validation failed: Age is not a number");
    }

    #[test]
    fn nul_and_depth_are_refused() {
        assert_eq!(form(&[("name", "a\0b")]).expect_err("NUL").status, 400);
        assert_eq!(form(&[("a[b][c][d][e][f][g][h][i]", "x")]).expect_err("deep").status, 400);
        assert_eq!(form(&[("a", "x"), ("a[b]", "y")]).expect_err("both").status, 400);
    }
}
