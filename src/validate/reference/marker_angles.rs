//! Angles of the side view from markers whose names are known.
//!
//! - **Pelvic tilt**: middle of the PSIS (or the sacrum) to the middle of the ASIS against the horizontal.
//! - **Hip centre**: a marker of that name, or Bell, Pedersen & Brand 1989 (Hum Mov Sci 8:3): from the ASIS 14 % of their distance
//!   inwards, 30 % down and 22 % back, in the frame of the pelvis.
//! - **Knee, ankle**: a marker of the joint centre, or the middle of the lateral and medial markers, or the lateral one.
//! - **Thigh, shank** without joints: how the cluster of markers on the segment turns in the side view (least-squares rotation from its first
//!   complete sample). It counts from that sample, so only figures without the offset are given for it.
//! - **Foot** (heel to toe) and **trunk lean** (hips to shoulders) count from where the markers are stuck.

use super::markers::{Markers, Place, cross, dot};
use super::{Reference, ReferenceAngle, ReferenceError, ReferenceZero};
use crate::body::Side;
use crate::report::document::{AngleColumn, AngleName};
use crate::series::Series;
use crate::units::Angle;
use crate::validate::score::ReferenceKind;
use std::path::Path;
use std::sync::Arc;

/// Names of a marker of one side, without the letter of the side that begins or ends them. `LEL` and `MEL` are not knees:
/// in the sets that have them they are the elbow's epicondyles.
type Names = &'static [&'static str];
const ASIS: Names = &["ASIS", "ASI", "ASISSTUDY"];
const PSIS: Names = &["PSIS", "PSI", "PSISSTUDY"];
const SACRUM: Names = &["SACR", "SACRUM", "VSACRAL", "SAC"];
const HIP: Names = &["HJC", "HIPJC", "HJCREG"];
const KNEE: Names = &["KJC", "KNEEJC"];
const KNEE_LATERAL: Names = &["KNE", "KNEE", "LFC", "KNEELAT", "KNEELATERAL", "KNEESTUDY", "LKNE", "LATKNEE"];
const KNEE_MEDIAL: Names = &["KNM", "MFC", "KNEEMED", "KNEEMEDIAL", "MKNEESTUDY", "MKNE", "MEDKNEE"];
const ANKLE: Names = &["AJC", "ANKLEJC"];
const ANKLE_LATERAL: Names =
    &["ANK", "ANKLE", "LMAL", "ANKLELAT", "ANKLELATERAL", "ANKLESTUDY", "LANK", "LATANKLE"];
const ANKLE_MEDIAL: Names = &["ANM", "MMAL", "ANKLEMED", "ANKLEMEDIAL", "MANKLESTUDY", "MANK", "MEDANKLE"];
const HEEL: Names = &["HEE", "HEEL", "CAL", "CALC", "CALCSTUDY", "HEELBOTTOM"];
const TOE: Names = &["TOE", "TOESTUDY"];
const SHOULDER: Names = &["SHO", "SHOULDER", "ACR", "ACROMION", "SHOULDERSTUDY"];
/// Beginnings of the names of the markers of a cluster, after the letter of the side; `TH` only before a digit.
const THIGH_CLUSTER: Names = &["THIGH", "TH", "THI"];
const SHANK_CLUSTER: Names = &["SHANK", "TB", "TIB", "SK"];

const OWN_ZERO: ReferenceZero = ReferenceZero::Other("where the markers are stuck");

/// Names looked for, for the message where none is found.
const LOOKED_FOR: &str = "markers named like LASI/RASI, LPSI/RPSI (or L.ASIS, L.PSIS), LKNE, LANK, LHEE, LTOE, LSHO, or clusters \
    LTH1.., LTB1.. were looked for; rename them or give --forward and --up if it is the wrong direction";

/// The angles that the markers of a file allow.
pub(super) fn reference(markers: &Markers, path: &Path) -> Result<Reference, ReferenceError> {
    let angles = angles(markers);
    if angles.iter().all(|angle| angle.series.samples().iter().all(Option::is_none)) {
        return Err(ReferenceError::NoAngles { path: path.into(), looked_for: LOOKED_FOR.into() });
    }
    Ok(Reference::of_angles(ReferenceKind::Markers, Arc::clone(&markers.time), angles))
}

fn angles(markers: &Markers) -> Vec<ReferenceAngle> {
    let tilt = pelvic_tilt(markers);
    let mut all = Vec::new();
    let mut add = |column, found: Option<(ReferenceZero, Series<Angle>)>| {
        all.extend(found.map(|(zero, series)| ReferenceAngle { column, zero, standing: None, series }));
    };
    add(AngleColumn::PelvicTilt, tilt.clone().map(|tilt| (ReferenceZero::Absolute, tilt)));
    add(AngleColumn::TrunkLean, trunk_lean(markers).map(|lean| (OWN_ZERO, lean)));
    for side in Side::BOTH {
        let leg = Leg::of(markers, side);
        let thigh = leg.segment(leg.hip.as_ref(), leg.knee.as_ref(), THIGH_CLUSTER);
        let shank = leg.segment(leg.knee.as_ref(), leg.ankle.as_ref(), SHANK_CLUSTER);
        let hip = thigh
            .as_ref()
            .zip(tilt.as_ref())
            .map(|((zero, thigh), tilt)| (*zero, both(thigh, tilt, |a, b| a + b)));
        let knee = thigh.as_ref().zip(shank.as_ref()).map(|(thigh, shank)| {
            (weaker(thigh.0, shank.0), both(&thigh.1, &shank.1, |thigh, shank| thigh - shank))
        });
        let foot = markers_of(markers, side, HEEL).zip(markers_of(markers, side, TOE));
        let foot = foot.map(|(heel, toe)| (OWN_ZERO, direction(heel, toe, |forward, up| up.atan2(forward))));
        add(AngleColumn::of(AngleName::Thigh, side), thigh);
        add(AngleColumn::of(AngleName::Shank, side), shank);
        add(AngleColumn::of(AngleName::KneeFlexion, side), knee);
        add(AngleColumn::of(AngleName::HipFlexion, side), hip);
        add(AngleColumn::of(AngleName::Foot, side), foot);
    }
    all
}

/// The zero of a difference: absolute only if both are.
fn weaker(a: ReferenceZero, b: ReferenceZero) -> ReferenceZero {
    if a == ReferenceZero::Absolute { b } else { a }
}

type Path3 = Series<Place>;

/// The joints of one leg, as far as they are known.
struct Leg<'a> {
    markers: &'a Markers,
    side: Side,
    hip: Option<Path3>,
    knee: Option<Path3>,
    ankle: Option<Path3>,
}

impl<'a> Leg<'a> {
    fn of(markers: &'a Markers, side: Side) -> Self {
        let joint = |centre, lateral, medial| {
            let one = |names| markers_of(markers, side, names);
            match (one(centre), one(lateral), one(medial)) {
                (Some(centre), _, _) => Some(centre.clone()),
                (None, Some(lateral), Some(medial)) => Some(both(lateral, medial, middle)),
                (None, lateral, _) => lateral.cloned(),
            }
        };
        Self {
            markers,
            side,
            hip: markers_of(markers, side, HIP).cloned().or_else(|| hip_centre(markers, side)),
            knee: joint(KNEE, KNEE_LATERAL, KNEE_MEDIAL),
            ankle: joint(ANKLE, ANKLE_LATERAL, ANKLE_MEDIAL),
        }
    }

    /// The angle of a segment against the downward vertical: between its joints, or else from its cluster.
    fn segment(
        &self,
        upper: Option<&Path3>,
        lower: Option<&Path3>,
        cluster: Names,
    ) -> Option<(ReferenceZero, Series<Angle>)> {
        if let Some((upper, lower)) = upper.zip(lower) {
            let angle = direction(upper, lower, |forward, up| forward.atan2(-up));
            return Some((ReferenceZero::Absolute, angle));
        }
        let paths: Vec<&Path3> = self
            .markers
            .paths
            .iter()
            .filter(|(name, _)| belongs_to(name, self.side, cluster))
            .map(|(_, path)| path)
            .collect();
        Some((ReferenceZero::Other("the posture of its first sample (marker cluster)"), rotation(&paths)?))
    }
}

const fn letter(side: Side) -> char {
    match side {
        Side::Left => 'L',
        Side::Right => 'R',
    }
}

/// The marker of a side with one of these names: `RASI`, `ASIR`.
fn markers_of(markers: &Markers, side: Side, names: Names) -> Option<&Path3> {
    let letter = letter(side);
    names.iter().find_map(|name| {
        markers
            .paths
            .get(&format!("{letter}{name}"))
            .or_else(|| markers.paths.get(&format!("{name}{letter}")))
    })
}

/// Whether a name is that of a cluster's marker: the letter of the side, the segment, and then a digit or more words.
fn belongs_to(name: &str, side: Side, segments: Names) -> bool {
    let Some(rest) = name.strip_prefix(letter(side)) else { return false };
    segments.iter().any(|segment| {
        let is_word = segment.len() > 3;
        rest.strip_prefix(segment)
            .is_some_and(|rest| is_word || (!rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit())))
    })
}

fn both<A: Copy, B: Copy, C: Copy>(a: &Series<A>, b: &Series<B>, f: impl Fn(A, B) -> C) -> Series<C> {
    Series::from_fn(Arc::clone(a.time()), |row| Some(f(a.at(row)?, b.at(row)?)))
}

/// The angle that `f` makes of how far one place is forward and up of another.
fn direction(from: &Path3, to: &Path3, f: impl Fn(f64, f64) -> f64) -> Series<Angle> {
    both(from, to, |from, to| Angle::from_radians(f(to[0] - from[0], to[1] - from[1])))
}

fn middle(a: Place, b: Place) -> Place {
    [0, 1, 2].map(|axis| f64::midpoint(a[axis], b[axis]))
}

fn minus(a: Place, b: Place) -> Place {
    [0, 1, 2].map(|axis| a[axis] - b[axis])
}

fn unit(a: Place) -> Option<Place> {
    let length = dot(a, a).sqrt();
    (length > 0.0).then(|| a.map(|v| v / length))
}

/// The middle of a marker of both sides.
fn middle_of(markers: &Markers, names: Names) -> Option<Path3> {
    let of = |side| markers_of(markers, side, names);
    Some(both(of(Side::Left)?, of(Side::Right)?, middle))
}

/// The middle of the PSIS, or the marker between them.
fn back_of_pelvis(markers: &Markers) -> Option<Path3> {
    let sacrum = || SACRUM.iter().find_map(|name| markers.paths.get(*name)).cloned();
    middle_of(markers, PSIS).or_else(sacrum)
}

/// The ASIS lower than the PSIS is positive.
fn pelvic_tilt(markers: &Markers) -> Option<Series<Angle>> {
    let (back, front) = (back_of_pelvis(markers)?, middle_of(markers, ASIS)?);
    Some(direction(&back, &front, |forward, up| (-up).atan2(forward)))
}

fn trunk_lean(markers: &Markers) -> Option<Series<Angle>> {
    let hips = both(&hip_centre(markers, Side::Left)?, &hip_centre(markers, Side::Right)?, middle);
    Some(direction(&hips, &middle_of(markers, SHOULDER)?, |forward, up| forward.atan2(up)))
}

/// Bell's hip joint centre.
fn hip_centre(markers: &Markers, side: Side) -> Option<Path3> {
    let (left, right) = (markers_of(markers, Side::Left, ASIS)?, markers_of(markers, Side::Right, ASIS)?);
    let back = back_of_pelvis(markers)?;
    let sample = |row| bell(side, left.at(row)?, right.at(row)?, back.at(row)?);
    Some(Series::from_fn(Arc::clone(&markers.time), sample))
}

fn bell(side: Side, left: Place, right: Place, back: Place) -> Option<Place> {
    let across = minus(right, left);
    let width = dot(across, across).sqrt();
    let to_right = unit(across)?;
    let up = unit(cross(to_right, minus(middle(left, right), back)))?;
    let forward = cross(up, to_right);
    let (asis, inwards) = if side == Side::Left { (left, 0.14) } else { (right, -0.14) };
    Some([0, 1, 2].map(|k| asis[k] + width * (inwards * to_right[k] - 0.30 * up[k] - 0.22 * forward[k])))
}

/// How a cluster turns in the side view from its first complete sample, knee-forward positive; `None` for fewer than two markers.
fn rotation(cluster: &[&Path3]) -> Option<Series<Angle>> {
    let time = cluster.first().filter(|_| cluster.len() > 1)?.time();
    let complete = |row: usize| cluster.iter().map(|path| path.at(row)).collect::<Option<Vec<Place>>>();
    let start = (0..time.len()).find_map(complete)?;
    Some(Series::from_fn(Arc::clone(time), |row| turn(&start, &complete(row)?)))
}

/// The least-squares rotation between two shapes in the plane of forward and up.
fn turn(from: &[Place], to: &[Place]) -> Option<Angle> {
    let centre =
        |shape: &[Place], axis: usize| shape.iter().map(|p| p[axis]).sum::<f64>() / shape.len() as f64;
    let (a, b) = ([centre(from, 0), centre(from, 1)], [centre(to, 0), centre(to, 1)]);
    let (mut sine, mut cosine) = (0.0, 0.0);
    for (p, q) in from.iter().zip(to) {
        let (p, q) = ([p[0] - a[0], p[1] - a[1]], [q[0] - b[0], q[1] - b[1]]);
        cosine += p[0] * q[0] + p[1] * q[1];
        sine += p[0] * q[1] - p[1] * q[0];
    }
    (sine != 0.0 || cosine != 0.0).then(|| Angle::from_radians(sine.atan2(cosine)))
}

#[cfg(test)]
#[path = "marker_angles/tests.rs"]
mod tests;
