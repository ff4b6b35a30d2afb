//! Quantities with their unit in the type, so that a degree never meets a radian by accident.
//!
//! Angles are radians inside and degrees at the edge ([`Angle::degrees`]). Image lengths are pixels
//! of the upright frame. Every type is a plain `Copy` wrapper without hidden state.

use serde::{Deserialize, Serialize};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A planar angle, stored in radians. Its zero and sign are those of the quantity that it measures
/// (see `docs/CONVENTIONS.md`).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
pub struct Angle(f64);

impl Angle {
    /// The zero angle.
    pub const ZERO: Self = Self(0.0);

    /// An angle of `radians`.
    pub const fn from_radians(radians: f64) -> Self {
        Self(radians)
    }

    /// An angle of `degrees`.
    pub const fn from_degrees(degrees: f64) -> Self {
        Self(degrees.to_radians())
    }

    /// The angle in radians, for maths.
    pub const fn radians(self) -> f64 {
        self.0
    }

    /// The angle in degrees, for people and files.
    pub const fn degrees(self) -> f64 {
        self.0.to_degrees()
    }

    /// The magnitude without its sign.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The same direction in the half-open range (-180, 180] degrees.
    pub fn wrapped(self) -> Self {
        let turn = std::f64::consts::TAU;
        let shifted = (self.0 + std::f64::consts::PI).rem_euclid(turn);
        let wrapped = shifted - std::f64::consts::PI;
        Self(if shifted == 0.0 { std::f64::consts::PI } else { wrapped })
    }
}

macro_rules! scalar_unit {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);
    };
}

scalar_unit! {
    /// A time or a duration in seconds. Times count from the first frame of the clip.
    Seconds
}
scalar_unit! {
    /// A rate per second.
    Hertz
}
scalar_unit! {
    /// A length in pixels of the upright (rotation applied) frame.
    Pixels
}
scalar_unit! {
    /// A length in metres.
    Metres
}

macro_rules! linear_ops {
    ($name:ident) => {
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Div<f64> for $name {
            type Output = Self;
            fn div(self, divisor: f64) -> Self {
                Self(self.0 / divisor)
            }
        }
    };
}

linear_ops!(Angle);
linear_ops!(Seconds);
linear_ops!(Pixels);
linear_ops!(Metres);

/// How sure a model is of what it saw, from 0 (not at all) to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(f32);

impl Confidence {
    /// A confidence, brought into 0..=1; a value that is not a number counts as 0.
    pub fn new(value: f32) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The value in 0..=1.
    pub const fn get(self) -> f32 {
        self.0
    }
}

/// The place of a frame in its clip, counted from 0 in presentation order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FrameIndex(pub usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_and_radians_are_two_views_of_one_angle() {
        let right_angle = Angle::from_degrees(90.0);
        assert!((right_angle.radians() - std::f64::consts::FRAC_PI_2).abs() < 1e-12);
        assert!((Angle::from_radians(std::f64::consts::PI).degrees() - 180.0).abs() < 1e-12);
    }

    #[test]
    fn wrapping_keeps_the_direction() {
        for (raw, wrapped) in
            [(190.0, -170.0), (-190.0, 170.0), (540.0, 180.0), (-180.0, 180.0), (30.0, 30.0)]
        {
            assert!((Angle::from_degrees(raw).wrapped().degrees() - wrapped).abs() < 1e-9, "{raw}");
        }
    }

    #[test]
    fn confidence_stays_in_range_and_refuses_nan() {
        assert_eq!(Confidence::new(1.7).get(), 1.0);
        assert_eq!(Confidence::new(-0.1).get(), 0.0);
        assert_eq!(Confidence::new(f32::NAN).get(), 0.0);
    }
}
