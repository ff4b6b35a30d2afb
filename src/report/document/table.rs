//! One nullable value for each name of a fixed vocabulary.

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A closed vocabulary whose names are the keys of an object in `result.json` and columns of a CSV file.
pub trait Key: Copy + 'static {
    /// All keys, in the order in which files list them.
    const ALL: &'static [Self];

    /// The name that files use, unit included.
    fn name(self) -> &'static str;

    /// The place of this key in [`Key::ALL`].
    fn index(self) -> usize;
}

/// A value for each key of `K`, or `None` where it was not measured. Every key is written, so that
/// a reader sees `null` and not a hole.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<K, T> {
    cells: Vec<Option<T>>,
    keys: PhantomData<K>,
}

impl<K: Key, T> Default for Table<K, T> {
    fn default() -> Self {
        Self { cells: K::ALL.iter().map(|_| None).collect(), keys: PhantomData }
    }
}

impl<K: Key, T> Table<K, T> {
    /// The value of each key.
    pub fn from_fn(value: impl FnMut(K) -> Option<T>) -> Self {
        Self { cells: K::ALL.iter().copied().map(value).collect(), keys: PhantomData }
    }

    /// The value of a key, if it was measured.
    pub fn get(&self, key: K) -> Option<&T> {
        self.cells.get(key.index()).and_then(Option::as_ref)
    }

    /// Sets or clears the value of a key.
    pub fn set(&mut self, key: K, value: impl Into<Option<T>>) {
        if let Some(cell) = self.cells.get_mut(key.index()) {
            *cell = value.into();
        }
    }

    /// All keys with their values, in the order of [`Key::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (K, Option<&T>)> {
        K::ALL.iter().copied().zip(self.cells.iter().map(Option::as_ref))
    }

    /// The measured values with their keys.
    pub fn measured(&self) -> impl Iterator<Item = (K, &T)> {
        self.iter().filter_map(|(key, value)| value.map(|value| (key, value)))
    }
}

impl<K: Key, T> FromIterator<(K, T)> for Table<K, T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(pairs: I) -> Self {
        let mut table = Self::default();
        for (key, value) in pairs {
            table.set(key, value);
        }
        table
    }
}

impl<K: Key, T: Serialize> Serialize for Table<K, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key.name(), &value)?;
        }
        map.end()
    }
}

struct TableVisitor<K, T>(PhantomData<(K, T)>);

impl<'de, K: Key, T: Deserialize<'de>> Visitor<'de> for TableVisitor<K, T> {
    type Value = Table<K, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with known keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut table = Table::default();
        while let Some(name) = map.next_key::<String>()? {
            let key = K::ALL.iter().copied().find(|key| key.name() == name);
            let key = key.ok_or_else(|| A::Error::custom(format!("unknown key `{name}`")))?;
            table.set(key, map.next_value::<Option<T>>()?);
        }
        Ok(table)
    }
}

/// A key that the file lacks counts as not measured (a later version may add one); an unknown key is an error.
impl<'de, K: Key, T: Deserialize<'de>> Deserialize<'de> for Table<K, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}
