//! Finds numbers that are not finite.
//!
//! `serde_json` writes NaN and infinities as `null`, which here means "not measured": a fault of a
//! computation would turn into an honest-looking gap. This serializer writes nothing; it walks the value
//! and stops at the first such number with its place.

use serde::ser::{self, Serialize};
use std::fmt;

/// The place of the first number in `value` that is not finite, for example `series.time_s[3]`.
pub(super) fn first_non_finite<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    let mut walk = Walk { place: String::new() };
    value.serialize(&mut walk).err().map(|Found(place)| place)
}

struct Walk {
    place: String,
}

/// The "error" of the walk: where it stopped.
#[derive(Debug)]
struct Found(String);

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Found {}

impl ser::Error for Found {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl Walk {
    fn number(&self, value: f64) -> Result<(), Found> {
        if value.is_finite() { Ok(()) } else { Err(Found(self.place.clone())) }
    }

    /// Walks a part whose place is written by `name`.
    fn part<T: Serialize + ?Sized>(&mut self, name: fmt::Arguments<'_>, value: &T) -> Result<(), Found> {
        let outer = self.place.len();
        // Writing to a string cannot fail.
        let _ = fmt::Write::write_fmt(&mut self.place, name);
        value.serialize(&mut *self)?;
        self.place.truncate(outer);
        Ok(())
    }

    fn named<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Found> {
        let dot = if self.place.is_empty() { "" } else { "." };
        self.part(format_args!("{dot}{name}"), value)
    }
}

/// Scalars that are always finite.
macro_rules! pass {
    ($($method:ident: $type:ty,)+) => {
        $(fn $method(self, _: $type) -> Result<(), Found> { Ok(()) })+
    };
}

impl<'a> ser::Serializer for &'a mut Walk {
    type Ok = ();
    type Error = Found;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Fields<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Fields<'a>;

    pass! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_char: char,
        serialize_str: &str, serialize_bytes: &[u8], serialize_unit_struct: &'static str,
    }

    fn serialize_f32(self, value: f32) -> Result<(), Found> {
        self.number(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Found> {
        self.number(value)
    }

    fn serialize_none(self) -> Result<(), Found> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Found> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Found> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        self.named(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Found> {
        Ok(Items { walk: self, next: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Found> {
        Ok(Items { walk: self, next: 0 })
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Found> {
        Ok(Items { walk: self, next: 0 })
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Found> {
        Ok(Items { walk: self, next: 0 })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'a>, Found> {
        Ok(Fields { walk: self, key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, Found> {
        Ok(Fields { walk: self, key: String::new() })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Fields<'a>, Found> {
        Ok(Fields { walk: self, key: String::new() })
    }
}

/// The items of a list.
struct Items<'a> {
    walk: &'a mut Walk,
    next: usize,
}

impl Items<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
        self.walk.part(format_args!("[{}]", self.next), value)?;
        self.next += 1;
        Ok(())
    }
}

macro_rules! items {
    ($($trait:ident :: $method:ident,)+) => {
        $(impl ser::$trait for Items<'_> {
            type Ok = ();
            type Error = Found;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
                self.item(value)
            }

            fn end(self) -> Result<(), Found> {
                Ok(())
            }
        })+
    };
}

items! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}

/// The fields of an object.
struct Fields<'a> {
    walk: &'a mut Walk,
    key: String,
}

macro_rules! fields {
    ($($trait:ident,)+) => {
        $(impl ser::$trait for Fields<'_> {
            type Ok = ();
            type Error = Found;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Found> {
                self.walk.named(key, value)
            }

            fn end(self) -> Result<(), Found> {
                Ok(())
            }
        })+
    };
}

fields! { SerializeStruct, SerializeStructVariant, }

impl ser::SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = Found;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Found> {
        let name = serde_json::to_string(key).map_err(ser::Error::custom)?;
        self.key = name.trim_matches('"').to_owned();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
        let key = std::mem::take(&mut self.key);
        self.walk.named(&key, value)
    }

    fn end(self) -> Result<(), Found> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct Outer {
        fine: f64,
        inner: BTreeMap<&'static str, Vec<Option<[f64; 2]>>>,
    }

    fn outer(last: f64) -> Outer {
        Outer { fine: 1.0, inner: BTreeMap::from([("knee", vec![None, Some([1.0, last])])]) }
    }

    #[test]
    fn the_place_of_a_number_that_is_not_finite_is_named() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(first_non_finite(&outer(bad)).as_deref(), Some("inner.knee[1][1]"));
        }
    }

    #[test]
    fn finite_numbers_and_gaps_pass() {
        assert_eq!(first_non_finite(&outer(-3.5)), None);
    }
}
