//! Markers of a motion-capture system, brought to one frame: forward, up, to the runner's right; metres.

use crate::series::{Series, TimeAxis};
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

/// A place in space: forward, up, to the runner's right; metres.
pub(super) type Place = [f64; 3];

/// Markers over time. A sample that the system lost is `None`.
#[derive(Debug, Clone)]
pub(super) struct Markers {
    pub time: Arc<TimeAxis>,
    /// Paths by the marker's plain name, see [`plain_name`].
    pub paths: BTreeMap<String, Series<Place>>,
}

/// A marker's name without what laboratories decorate it with: the subject before a colon, dots, spaces, underscores, case.
/// `Anna:R.ASIS`, `r_asis` and `RASIS` are one name.
pub(super) fn plain_name(label: &str) -> String {
    let own = label.rsplit(':').next().unwrap_or(label);
    own.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// How many metres a unit is that a file names.
pub(super) fn metres_per(unit: &str) -> Option<f64> {
    match unit.trim().to_ascii_lowercase().as_str() {
        "m" | "meters" | "metres" => Some(1.0),
        "cm" => Some(0.01),
        "mm" => Some(0.001),
        _ => None,
    }
}

/// A direction of the laboratory: one of its axes, either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Direction {
    axis: usize,
    negative: bool,
}

impl Direction {
    const fn along(axis: usize) -> Self {
        Self { axis, negative: false }
    }

    fn vector(self) -> Place {
        let mut vector = [0.0; 3];
        vector[self.axis] = if self.negative { -1.0 } else { 1.0 };
        vector
    }
}

impl FromStr for Direction {
    type Err = AxesError;

    fn from_str(text: &str) -> Result<Self, AxesError> {
        let lower = text.trim().to_ascii_lowercase();
        let (negative, name) = match lower.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, lower.strip_prefix('+').unwrap_or(&lower)),
        };
        let axis = ["x", "y", "z"].iter().position(|known| *known == name);
        axis.map(|axis| Self { axis, negative }).ok_or_else(|| AxesError::Unknown { text: text.to_owned() })
    }
}

/// Which way the runner faces and which way is up in the laboratory of a marker file; the laboratory is right-handed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axes {
    forward: Direction,
    up: Direction,
}

/// Directions that do not make a frame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AxesError {
    /// Not an axis.
    #[error("`{text}` is no direction: write +x, -x, +y, -y, +z or -z")]
    Unknown {
        /// What was written.
        text: String,
    },
    /// Forward and up are the same line.
    #[error("forward and up cannot both be along {axis}")]
    Parallel {
        /// The axis.
        axis: char,
    },
}

impl Axes {
    /// Forward x, up y: OpenSim's laboratory.
    pub const Y_UP: Self = Self { forward: Direction::along(0), up: Direction::along(1) };
    /// Forward x, up z: as most C3D files are recorded.
    pub const Z_UP: Self = Self { forward: Direction::along(0), up: Direction::along(2) };

    /// Directions as a user writes them: `+x`, `-z`.
    ///
    /// # Errors
    /// [`AxesError`] where one is no axis or both are the same.
    pub fn new(forward: &str, up: &str) -> Result<Self, AxesError> {
        let axes = Self { forward: forward.parse()?, up: up.parse()? };
        if axes.forward.axis == axes.up.axis {
            return Err(AxesError::Parallel { axis: ['x', 'y', 'z'][axes.up.axis] });
        }
        Ok(axes)
    }

    /// A place of the laboratory in forward, up, right.
    pub(super) fn place(self, laboratory: Place) -> Place {
        let (forward, up) = (self.forward.vector(), self.up.vector());
        let right = cross(forward, up);
        [dot(laboratory, forward), dot(laboratory, up), dot(laboratory, right)]
    }
}

pub(super) fn dot(a: Place, b: Place) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn cross(a: Place, b: Place) -> Place {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laboratories_write_one_name_in_many_ways() {
        for label in ["R.ASIS", "r_asis", "Anna:RASIS", " R ASIS "] {
            assert_eq!(plain_name(label), "RASIS");
        }
    }

    #[test]
    fn forward_up_right_is_right_handed() {
        // OpenSim: x forward, y up, z right.
        assert_eq!(Axes::Y_UP.place([1.0, 2.0, 3.0]), [1.0, 2.0, 3.0]);
        // z up, x forward: the right is -y.
        assert_eq!(Axes::Z_UP.place([1.0, 2.0, 3.0]), [1.0, 3.0, -2.0]);
        let backwards = Axes::new("-x", "+y").expect("a frame");
        assert_eq!(backwards.place([1.0, 2.0, 3.0]), [-1.0, 2.0, -3.0]);
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        assert_eq!(Axes::new("+x", "-x"), Err(AxesError::Parallel { axis: 'x' }));
        assert!(matches!(Axes::new("north", "+y"), Err(AxesError::Unknown { .. })));
    }
}
