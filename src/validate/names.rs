//! Angles by the names that the result's files use.

use crate::body::Side;
use crate::report::document::{AngleColumn, AngleName, Key};

/// Writes a key by its name, reads it back.
pub(super) mod key {
    use crate::report::document::Key;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<K: Key, S: Serializer>(key: &K, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(key.name())
    }

    pub fn deserialize<'de, K: Key, D: Deserializer<'de>>(deserializer: D) -> Result<K, D::Error> {
        let name = String::deserialize(deserializer)?;
        let found = K::ALL.iter().copied().find(|key| key.name() == name);
        found.ok_or_else(|| D::Error::custom(format!("unknown name `{name}`")))
    }
}

/// The column with this name, `_deg` or not: `thigh_left`, `pelvic_tilt_deg`.
pub fn column_named(name: &str) -> Option<AngleColumn> {
    let name = name.trim().to_ascii_lowercase();
    let bare = |text: &str| text.strip_suffix("_deg").unwrap_or(text).to_owned();
    AngleColumn::ALL.iter().copied().find(|column| bare(column.name()) == bare(&name))
}

/// The names that [`column_named`] knows, without `_deg`, for messages.
pub fn column_names() -> String {
    let names: Vec<&str> =
        AngleColumn::ALL.iter().map(|column| column.name().trim_end_matches("_deg")).collect();
    names.join(", ")
}

/// Angle and side of a column; no side for trunk and pelvis.
pub const fn parts_of(column: AngleColumn) -> (AngleName, Option<Side>) {
    match column {
        AngleColumn::TrunkLean => (AngleName::TrunkLean, None),
        AngleColumn::ThoraxLean => (AngleName::ThoraxLean, None),
        AngleColumn::PelvicTilt => (AngleName::PelvicTilt, None),
        AngleColumn::LumbarExtension => (AngleName::LumbarExtension, None),
        AngleColumn::ThighLeft => (AngleName::Thigh, Some(Side::Left)),
        AngleColumn::HipFlexionLeft => (AngleName::HipFlexion, Some(Side::Left)),
        AngleColumn::KneeFlexionLeft => (AngleName::KneeFlexion, Some(Side::Left)),
        AngleColumn::ShankLeft => (AngleName::Shank, Some(Side::Left)),
        AngleColumn::FootLeft => (AngleName::Foot, Some(Side::Left)),
        AngleColumn::HipToTrunkLeft => (AngleName::HipToTrunk, Some(Side::Left)),
        AngleColumn::ThighRight => (AngleName::Thigh, Some(Side::Right)),
        AngleColumn::HipFlexionRight => (AngleName::HipFlexion, Some(Side::Right)),
        AngleColumn::KneeFlexionRight => (AngleName::KneeFlexion, Some(Side::Right)),
        AngleColumn::ShankRight => (AngleName::Shank, Some(Side::Right)),
        AngleColumn::FootRight => (AngleName::Foot, Some(Side::Right)),
        AngleColumn::HipToTrunkRight => (AngleName::HipToTrunk, Some(Side::Right)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_an_angle_of_a_side_or_of_the_middle() {
        for &column in AngleColumn::ALL {
            let (angle, side) = parts_of(column);
            assert_eq!(AngleColumn::of(angle, side.unwrap_or(Side::Left)), column);
            let sided = column.name().contains("_left_") || column.name().contains("_right_");
            assert_eq!(side.is_some(), sided, "{}", column.name());
        }
    }

    #[test]
    fn a_column_is_found_with_and_without_its_unit() {
        assert_eq!(column_named("thigh_left"), Some(AngleColumn::ThighLeft));
        assert_eq!(column_named(" Pelvic_Tilt_deg "), Some(AngleColumn::PelvicTilt));
        assert_eq!(column_named("thigh"), None);
    }
}
