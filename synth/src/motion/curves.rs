//! The mean stride of a real runner, as Fourier series.

use serde::Deserialize;
use std::f64::consts::TAU;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct Series {
    mean: f64,
    cos: [f64; 8],
    sin: [f64; 8],
}

#[derive(Debug, Deserialize)]
struct Table {
    thigh: Series,
    knee: Series,
    foot_pitch: Series,
}

/// Committed and parsed in a test: it cannot fail elsewhere. An empty table would show at once.
static TABLE: LazyLock<Option<Table>> =
    LazyLock::new(|| toml::from_str(include_str!("base_curves.toml")).ok());

/// Toe-off of that runner, share of the stride: where the thigh and knee curves agree with the foot's peel-off.
pub(super) const TOE_OFF: f64 = 0.37;

impl Series {
    fn at(&self, phase: f64) -> f64 {
        let terms = self.cos.iter().zip(&self.sin).zip(1..).map(|((c, s), k): (_, i32)| {
            let (sin, cos) = (TAU * f64::from(k) * phase).sin_cos();
            c * cos + s * sin
        });
        (self.mean + terms.sum::<f64>()).to_radians()
    }
}

/// Thigh against the vertical, knee flexion and toe-up foot pitch, radians.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct LegAngles {
    pub thigh: f64,
    pub knee: f64,
    pub foot_pitch: f64,
}

/// The leg at a share of its stride, 0 at its initial contact.
pub(super) fn base(phase: f64) -> LegAngles {
    TABLE.as_ref().map_or(LegAngles::default(), |table| LegAngles {
        thigh: table.thigh.at(phase),
        knee: table.knee.at(phase),
        foot_pitch: table.foot_pitch.at(phase),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_is_a_stride() {
        assert!(TABLE.is_some());
        assert!(base(0.0).thigh > 0.3, "the thigh is in front at contact");
        assert!(base(0.43).thigh < -0.35, "and behind after toe-off");
        assert!(base(0.70).knee > 1.4, "the knee is bent in swing");
    }
}
