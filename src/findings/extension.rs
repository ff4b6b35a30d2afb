//! Where the extension of the thigh comes from, in one stride.
//!
//! All angles over one gait cycle of a leg, 101 points from initial contact. From the moment of least anterior tilt in
//! early stance to peak thigh extension the thigh goes back by
//!
//! ```text
//! thigh = hip + pelvis            pelvis = lumbar + trunk
//! ```
//!
//! where *hip* is the extension of the thigh against the pelvis, *pelvis* the anterior tilt gained, *lumbar* the extension of
//! the thorax against the pelvis and *trunk* the forward lean of the thorax. These are differences within a stride, so any
//! zero falls out of them.
//!
//! The windows are those of the reference values (computed from Fukuchi et al. 2017 and the Running Injury Clinic set): the
//! peak of the tilt is looked for from 25 to 55 % of the cycle, the least tilt from contact to 25 % (on the reference curves it is at
//! 11 %). The reference share ends at peak
//! hip extension; this one at peak **thigh** extension, since a hip that hardly extends has no clear peak. On the mean
//! curves of the 46 reference runners both give 0.132.

use crate::units::Angle;
use std::ops::RangeInclusive;

/// Where the tilt peaks, percent of the cycle (reference: 39 ± 5).
const PEAK_WINDOW: RangeInclusive<usize> = 25..=55;

/// Where the tilt is least before it (reference: 11).
const LEAST_WINDOW: RangeInclusive<usize> = 0..=25;

/// A thigh that goes back by less has no share worth stating: at 5 degrees an error of 1 degree is a fifth.
const LEAST_THIGH_CHANGE: Angle = Angle::from_degrees(5.0);

/// Points of a cycle.
const POINTS: usize = 101;

/// The tilt of one stride while the leg goes back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TiltInStride {
    /// Largest anterior tilt from 25 to 55 % of the cycle.
    pub peak: Angle,
    /// Where that is, percent.
    pub peak_percent: usize,
    /// Smallest tilt from contact to 25 % of the cycle.
    pub least: Angle,
    /// Where that is, percent.
    pub least_percent: usize,
    /// Mean over the cycle.
    pub mean: Angle,
}

impl TiltInStride {
    /// Reads a curve of 101 points; `None` for any other length.
    pub fn of(tilt: &[Angle]) -> Option<Self> {
        (tilt.len() == POINTS).then_some(())?;
        let peak_percent = PEAK_WINDOW.max_by(|&a, &b| ascending(tilt[a], tilt[b]))?;
        let least_percent = LEAST_WINDOW.min_by(|&a, &b| ascending(tilt[a], tilt[b]))?;
        // Contact and the next contact are one instant, so the last point does not count.
        let sum: f64 = tilt[..POINTS - 1].iter().map(|angle| angle.radians()).sum();
        Some(Self {
            peak: tilt[peak_percent],
            peak_percent,
            least: tilt[least_percent],
            least_percent,
            mean: Angle::from_radians(sum / (POINTS - 1) as f64),
        })
    }

    /// From the least tilt to the peak; negative where the pelvis tips back instead.
    pub fn rise(&self) -> Angle {
        self.peak - self.least
    }
}

/// The parts of the thigh's way back, from the least tilt to peak thigh extension. A part that works against the
/// extension is negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// Whole way of the thigh against the vertical; backward positive.
    pub thigh: Angle,
    /// From the hip joint.
    pub hip: Angle,
    /// From the pelvis tipping forward.
    pub pelvis: Angle,
    /// Of the pelvis's part: from the lower back extending. `None` without a source for the spine.
    pub lumbar: Option<Angle>,
    /// Of the pelvis's part: from the thorax leaning forward with it.
    pub trunk: Option<Angle>,
}

impl Parts {
    /// From the curves of a stride: thigh (knee in front positive), pelvic tilt and, where there is one, lumbar extension.
    /// `None` where the thigh hardly moves back after the least tilt.
    pub fn of(thigh: &[Angle], tilt: &[Angle], lumbar: Option<&[Angle]>) -> Option<Self> {
        (thigh.len() == POINTS).then_some(())?;
        let from = TiltInStride::of(tilt)?.least_percent;
        let to = (0..POINTS).min_by(|&a, &b| ascending(thigh[a], thigh[b]))?;
        let way = thigh[from] - thigh[to];
        (from < to && way >= LEAST_THIGH_CHANGE).then_some(())?;
        let pelvis = tilt[to] - tilt[from];
        let lumbar = match lumbar {
            Some(curve) => Some(*curve.get(to)? - *curve.get(from)?),
            None => None,
        };
        Some(Self {
            thigh: way,
            hip: way - pelvis,
            pelvis,
            lumbar,
            trunk: lumbar.map(|lumbar| pelvis - lumbar),
        })
    }

    /// The mean of two strides. A part that one of them lacks is lacking.
    #[must_use]
    pub fn mean(&self, other: &Self) -> Self {
        let mean = |a: Angle, b: Angle| (a + b) / 2.0;
        let both = |a: Option<Angle>, b: Option<Angle>| a.zip(b).map(|(a, b)| mean(a, b));
        Self {
            thigh: mean(self.thigh, other.thigh),
            hip: mean(self.hip, other.hip),
            pelvis: mean(self.pelvis, other.pelvis),
            lumbar: both(self.lumbar, other.lumbar),
            trunk: both(self.trunk, other.trunk),
        }
    }

    /// The pelvis's part as a share of the whole.
    pub fn pelvic_share(&self) -> f64 {
        self.pelvis.radians() / self.thigh.radians()
    }
}

/// The tilt where the thigh is furthest behind.
pub fn tilt_at_peak_thigh_extension(thigh: &[Angle], tilt: &[Angle]) -> Option<Angle> {
    let at = (0..thigh.len()).min_by(|&a, &b| ascending(thigh[a], thigh[b]))?;
    tilt.get(at).copied()
}

fn ascending(a: Angle, b: Angle) -> std::cmp::Ordering {
    a.radians().total_cmp(&b.radians())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A curve through (percent, degrees), straight between.
    fn curve(knots: &[(f64, f64)]) -> Vec<Angle> {
        let at = |x: f64| {
            let after = knots.iter().position(|knot| knot.0 >= x).unwrap_or(knots.len() - 1).max(1);
            let ((x0, y0), (x1, y1)) = (knots[after - 1], knots[after]);
            Angle::from_degrees(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
        };
        (0..POINTS).map(|percent| at(percent as f64)).collect()
    }

    fn degrees(angle: Angle) -> f64 {
        (angle.degrees() * 1e6).round() / 1e6
    }

    /// Knee 25 in front at contact, 18 in front at 12 %, 20 behind at 40 %.
    fn thigh() -> Vec<Angle> {
        curve(&[(0.0, 25.0), (12.0, 18.0), (40.0, -20.0), (75.0, 45.0), (100.0, 25.0)])
    }

    /// Tilt 4 at contact, least 1 at 12 %, 7 at 40 %: anterior while the leg goes back.
    fn tilt() -> Vec<Angle> {
        curve(&[(0.0, 4.0), (12.0, 1.0), (40.0, 7.0), (62.0, 1.5), (100.0, 4.0)])
    }

    #[test]
    fn anterior_tilt_while_the_leg_goes_back_is_a_positive_rise() {
        let found = TiltInStride::of(&tilt()).expect("101 points");
        assert_eq!((degrees(found.peak), found.peak_percent), (7.0, 40));
        assert_eq!((degrees(found.least), found.least_percent), (1.0, 12));
        assert_eq!(degrees(found.rise()), 6.0);
    }

    #[test]
    fn the_thigh_goes_back_by_the_hip_and_the_pelvis_together() {
        // 18 in front to 20 behind is 38; of these the pelvis tipped 6 and the hip did 32.
        let parts = Parts::of(&thigh(), &tilt(), None).expect("a way back");
        assert_eq!([parts.thigh, parts.hip, parts.pelvis].map(degrees), [38.0, 32.0, 6.0]);
        assert!((parts.pelvic_share() - 6.0 / 38.0).abs() < 1e-9);
        assert_eq!(parts.lumbar, None);
    }

    #[test]
    fn the_pelvis_tips_because_the_back_extends_or_the_trunk_leans() {
        // Thorax still: all of the tilt is lumbar extension.
        let parts = Parts::of(&thigh(), &tilt(), Some(&tilt())).expect("a way back");
        assert_eq!([parts.lumbar, parts.trunk].map(|part| part.map(degrees)), [Some(6.0), Some(0.0)]);
        // The thorax leans forward as much as the pelvis tips: no lumbar extension.
        let still = curve(&[(0.0, 5.0), (100.0, 5.0)]);
        let parts = Parts::of(&thigh(), &tilt(), Some(&still)).expect("a way back");
        assert_eq!([parts.lumbar, parts.trunk].map(|part| part.map(degrees)), [Some(0.0), Some(6.0)]);
    }

    #[test]
    fn a_pelvis_that_tips_back_works_against_the_extension() {
        let back: Vec<Angle> = tilt().iter().map(|&angle| -angle).collect();
        let parts = Parts::of(&thigh(), &back, None).expect("a way back");
        assert!(parts.pelvis.degrees() < 0.0 && parts.hip > parts.thigh);
    }

    #[test]
    fn another_zero_changes_no_part_and_no_rise() {
        let moved = |by: f64, curve: Vec<Angle>| -> Vec<Angle> {
            curve.into_iter().map(|angle| angle + Angle::from_degrees(by)).collect()
        };
        let (one, two) = (
            Parts::of(&thigh(), &tilt(), None),
            Parts::of(&moved(-1.5, thigh()), &moved(-12.0, tilt()), None),
        );
        let (one, two) = (one.expect("a way back"), two.expect("a way back"));
        assert!((one.pelvic_share() - two.pelvic_share()).abs() < 1e-9);
        let (one, two) = (TiltInStride::of(&tilt()), TiltInStride::of(&moved(-12.0, tilt())));
        assert!(
            (one.expect("points").rise() - two.expect("points").rise()).abs() < Angle::from_degrees(1e-9)
        );
    }

    #[test]
    fn a_thigh_that_stays_has_no_share_and_a_short_curve_nothing() {
        let still = curve(&[(0.0, 3.0), (40.0, -1.0), (100.0, 3.0)]);
        assert_eq!(Parts::of(&still, &tilt(), None), None);
        assert_eq!(TiltInStride::of(&tilt()[..50]), None);
    }

    #[test]
    fn the_tilt_at_peak_extension_is_that_of_the_same_moment() {
        assert_eq!(tilt_at_peak_thigh_extension(&thigh(), &tilt()).map(degrees), Some(7.0));
    }
}
