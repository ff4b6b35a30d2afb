//! Joint angles of OpenSim models: `.mot` and `.sto`.
//!
//! OpenSim's signs: pelvis_tilt is **negative** where the pelvis is tilted forward, hip_flexion and lumbar_extension are positive as
//! their names say, knee_angle is negative in flexion in the older models. So
//!
//! ```text
//! pelvic tilt = -pelvis_tilt                 hip flexion = hip_flexion
//! thigh = hip_flexion + pelvis_tilt          shank = thigh - knee flexion
//! trunk lean = -(pelvis_tilt + lumbar_extension)
//! ```
//!
//! **Zeros.** Every coordinate counts from the neutral posture that the model's author chose and the scaling left. In thigh, knee and shank
//! the pelvis cancels, and still they are not absolute: against the joints of the same run's markers (Hamner 2 m/s) the thigh differed by
//! -8.4 and -9.8 degrees, the knee by -6.3 and -7.5, the shank by -2.1 and -2.3, all with r above 0.99. So all of them are compared without the offset
//! only. Movement out of the sagittal plane is left out.

use super::table::{Columns, cell, text_of};
use super::{Reference, ReferenceAngle, ReferenceError, ReferenceZero};
use crate::body::Side;
use crate::report::document::{AngleColumn, AngleName};
use crate::series::Series;
use crate::units::Angle;
use crate::validate::score::ReferenceKind;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const KIND: &str = "an OpenSim motion file";
const MODEL_ZERO: ReferenceZero = ReferenceZero::Other("the neutral posture of the OpenSim model");

/// Reads a motion or storage file.
pub(super) fn read(path: &Path) -> Result<Reference, ReferenceError> {
    from_text(&text_of(path, KIND)?).map_err(|problem| ReferenceError::format(path, KIND, problem)).and_then(
        |reference| match reference.angles.is_empty() {
            false => Ok(reference),
            true => Err(ReferenceError::NoAngles {
                path: path.into(),
                looked_for:
                    "pelvis_tilt, hip_flexion_l and _r, knee_angle_l and _r, lumbar_extension were looked for"
                        .into(),
            }),
        },
    )
}

fn from_text(text: &str) -> Result<Reference, String> {
    let (header, body) = split_header(text)?;
    let mut lines = body.lines().filter(|line| !line.trim().is_empty());
    let names: Vec<String> =
        lines.next().ok_or("it has no line of column names")?.split('\t').map(coordinate).collect();
    let columns = rows(lines, names.len())?;
    let columns = Columns::new(
        columns,
        names.iter().position(|name| name == "time").ok_or("it has no column `time`")?,
    )?;
    let motion = Motion { columns, names, in_degrees: in_degrees(header)? };
    Ok(Reference::of_angles(ReferenceKind::OpenSim, Arc::clone(&motion.columns.time), motion.angles()))
}

fn split_header(text: &str) -> Result<(&str, &str), String> {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        if line.trim().eq_ignore_ascii_case("endheader") {
            return Ok((&text[..start], &text[end..]));
        }
    }
    Err("it has no line `endheader`".into())
}

/// The header says `inDegrees=yes` or `no`; without it nobody knows the unit.
fn in_degrees(header: &str) -> Result<bool, String> {
    let value = header.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        key.trim().eq_ignore_ascii_case("inDegrees").then(|| value.trim().to_ascii_lowercase())
    });
    match value.as_deref() {
        Some("yes") => Ok(true),
        Some("no") => Ok(false),
        _ => Err("its header does not say inDegrees=yes or inDegrees=no".into()),
    }
}

/// The coordinate's name: states files write it as `/jointset/hip_r/hip_flexion_r/value`.
fn coordinate(name: &str) -> String {
    let name = name.trim();
    let path = name.strip_suffix("/value").unwrap_or(name);
    match path.rsplit_once('/') {
        Some((_, last)) if path.len() < name.len() => last.to_owned(),
        // A speed or another state, which no angle is named after.
        _ => name.to_owned(),
    }
}

fn rows<'a>(lines: impl Iterator<Item = &'a str>, width: usize) -> Result<Vec<Vec<Option<f64>>>, String> {
    let row = |(index, line): (usize, &str)| {
        let cells: Vec<_> = line.trim_end().split('\t').map(cell).collect::<Result<_, _>>()?;
        if cells.len() == width {
            Ok(cells)
        } else {
            Err(format!("data row {} has {} cells for {width} columns", index + 1, cells.len()))
        }
    };
    lines.enumerate().map(row).collect()
}

/// The coordinates of a model over time.
struct Motion {
    columns: Columns,
    names: Vec<String>,
    in_degrees: bool,
}

impl Motion {
    /// A coordinate by its name.
    fn get(&self, name: &str) -> Option<Series<Angle>> {
        let place = self.names.iter().position(|known| known == name)?;
        let unit = if self.in_degrees { Angle::from_degrees } else { Angle::from_radians };
        Some(self.columns.series(|row| row.get(place).copied().flatten().map(unit)))
    }

    fn angles(&self) -> Vec<ReferenceAngle> {
        let mut found: BTreeMap<AngleColumn, (ReferenceZero, Series<Angle>)> = BTreeMap::new();
        let pelvis = self.get("pelvis_tilt");
        let lumbar = self.get("lumbar_extension");
        if let Some(pelvis) = &pelvis {
            found.insert(AngleColumn::PelvicTilt, (MODEL_ZERO, pelvis.map(|tilt| -tilt)));
        }
        if let (Some(pelvis), Some(lumbar)) = (&pelvis, &lumbar) {
            found.insert(AngleColumn::TrunkLean, (MODEL_ZERO, both(pelvis, lumbar, |p, l| -(p + l))));
        }
        if let Some(lumbar) = lumbar {
            found.insert(AngleColumn::LumbarExtension, (MODEL_ZERO, lumbar));
        }
        for side in Side::BOTH {
            for (angle, zero, series) in self.leg(side, pelvis.as_ref()) {
                found.insert(AngleColumn::of(angle, side), (zero, series));
            }
        }
        let angle = |(column, (zero, series))| ReferenceAngle { column, zero, standing: None, series };
        found.into_iter().map(angle).collect()
    }

    fn leg(
        &self,
        side: Side,
        pelvis: Option<&Series<Angle>>,
    ) -> Vec<(AngleName, ReferenceZero, Series<Angle>)> {
        let letter = if side == Side::Left { "l" } else { "r" };
        let hip = self.get(&format!("hip_flexion_{letter}"));
        let knee = self.get(&format!("knee_angle_{letter}")).map(flexion_positive);
        let thigh = pelvis.zip(hip.as_ref()).map(|(pelvis, hip)| both(hip, pelvis, |h, p| h + p));
        let shank = thigh.as_ref().zip(knee.as_ref()).map(|(thigh, knee)| both(thigh, knee, |t, k| t - k));
        [
            (AngleName::HipFlexion, MODEL_ZERO, hip),
            (AngleName::KneeFlexion, MODEL_ZERO, knee),
            (AngleName::Thigh, MODEL_ZERO, thigh),
            (AngleName::Shank, MODEL_ZERO, shank),
        ]
        .into_iter()
        .filter_map(|(angle, zero, series)| series.map(|series| (angle, zero, series)))
        .collect()
    }
}

/// Two series of one time axis made into a third.
fn both(a: &Series<Angle>, b: &Series<Angle>, f: impl Fn(Angle, Angle) -> Angle) -> Series<Angle> {
    Series::from_fn(Arc::clone(a.time()), |row| Some(f(a.at(row)?, b.at(row)?)))
}

/// A running knee bends to 90 degrees and more and never as far the other way, so the sign of its largest angle tells the model's
/// convention.
fn flexion_positive(knee: Series<Angle>) -> Series<Angle> {
    let largest = knee
        .samples()
        .iter()
        .flatten()
        .copied()
        .max_by(|a, b| a.abs().radians().total_cmp(&b.abs().radians()));
    let is_negative = largest.is_some_and(|angle| angle < Angle::ZERO);
    if is_negative { knee.map(|angle| -angle) } else { knee }
}

#[cfg(test)]
#[path = "opensim/tests.rs"]
mod tests;
