//! A small reader of C3D marker files (<https://www.c3d.org/>): points in integers or floats, written by Intel or DEC processors.
//!
//! A file is blocks of 512 bytes: a header, the parameters in groups, then the frames. Each frame has four numbers per point (x, y, z and
//! how well it was seen, negative where it was lost) and then the analogue samples, which are skipped.

mod error;
mod numbers;
mod parameters;

pub use error::C3dError;

use super::ReferenceError;
use super::markers::{Axes, Markers, Place, metres_per, plain_name};
use crate::series::{Series, TimeAxis};
use numbers::Numbers;
use parameters::Parameters;
use std::path::Path;
use std::sync::Arc;

/// Bytes of a block.
const BLOCK: usize = 512;
/// The second byte of every C3D file.
const KEY: u8 = 0x50;

/// Reads the markers of a file.
pub(super) fn read(path: &Path, axes: Axes) -> Result<Markers, ReferenceError> {
    let bytes = std::fs::read(path).map_err(ReferenceError::io(path))?;
    from_bytes(&bytes, axes).map_err(|source| ReferenceError::C3d { path: path.into(), source })
}

fn from_bytes(bytes: &[u8], axes: Axes) -> Result<Markers, C3dError> {
    if bytes.get(1) != Some(&KEY) {
        return Err(C3dError::NotC3d);
    }
    let parameters = Parameters::read(bytes)?;
    let layout = Layout::read(bytes, &parameters)?;
    let unit = parameters.text("POINT", "UNITS")?;
    let metres = metres_per(&unit).ok_or(C3dError::Unit { unit })?;
    let labels = parameters.texts("POINT", "LABELS")?;
    let time = Arc::new(layout.time()?);
    let mut paths = std::collections::BTreeMap::new();
    for (point, label) in labels.iter().take(layout.points).enumerate() {
        let name = plain_name(label);
        if name.is_empty() {
            continue;
        }
        let places = (0..layout.frames).map(|frame| {
            let place = layout.place(bytes, frame, point)?;
            Ok(place.map(|place| axes.place(place).map(|length| length * metres)))
        });
        let places: Vec<Option<Place>> = places.collect::<Result<_, C3dError>>()?;
        if let Ok(path) = Series::new(Arc::clone(&time), places) {
            paths.insert(name, path);
        }
    }
    Ok(Markers { time, paths })
}

/// Where the points lie in the file.
#[derive(Debug)]
struct Layout {
    numbers: Numbers,
    points: usize,
    frames: usize,
    first_frame: usize,
    rate: f64,
    /// Length of a unit of an integer coordinate; `None` where coordinates are floats.
    scale: Option<f64>,
    /// First byte of the first frame.
    start: usize,
    /// Bytes from one frame to the next.
    stride: usize,
}

impl Layout {
    fn read(bytes: &[u8], parameters: &Parameters) -> Result<Self, C3dError> {
        let numbers = parameters.numbers();
        let header = |word: usize| numbers.unsigned(bytes, 2 * (word - 1)).map(usize::from);
        let (points, analogue) = (parameters.count("POINT", "USED")?, header(3)?);
        let (first_frame, last_frame) = (header(4)?, header(5)?);
        let scale = parameters.number("POINT", "SCALE")?;
        let bytes_each = if scale < 0.0 { 4 } else { 2 };
        let stride = bytes_each * (4 * points + analogue);
        let data_block = parameters.count("POINT", "DATA_START")?;
        let start =
            data_block.checked_sub(1).ok_or(C3dError::Damaged { what: "POINT:DATA_START is 0" })? * BLOCK;
        // Sixteen bits hold the frame numbers; of a longer recording the file's length tells how many there are.
        let stated = (last_frame + 1).saturating_sub(first_frame);
        let present = bytes.len().saturating_sub(start).checked_div(stride);
        let present = present.ok_or(C3dError::Damaged { what: "it has no points" })?;
        let frames = if last_frame == usize::from(u16::MAX) { present } else { stated };
        if frames == 0 || points == 0 {
            return Err(C3dError::Damaged { what: "it has no points" });
        }
        if present < frames {
            return Err(C3dError::Truncated);
        }
        let rate = parameters.number("POINT", "RATE")?;
        let scale = (scale > 0.0).then_some(scale);
        Ok(Self { numbers, points, frames, first_frame, rate, scale, start, stride })
    }

    /// Frames count from 1; the first one of the file may be later.
    fn time(&self) -> Result<TimeAxis, C3dError> {
        let at = |frame: usize| (self.first_frame.saturating_sub(1) + frame) as f64 / self.rate;
        TimeAxis::from_seconds((0..self.frames).map(at).collect())
            .map_err(|_| C3dError::Damaged { what: "POINT:RATE is not a rate" })
    }

    /// A point in the laboratory, in the file's unit; `None` where it was lost.
    fn place(&self, bytes: &[u8], frame: usize, point: usize) -> Result<Option<Place>, C3dError> {
        let size = if self.scale.is_some() { 2 } else { 4 };
        let first = self.start + frame * self.stride + point * 4 * size;
        let number = |k: usize| match self.scale {
            Some(scale) => self.numbers.signed(bytes, first + k * size).map(|n| f64::from(n) * scale),
            None => self.numbers.float(bytes, first + k * size),
        };
        let (place, seen) = ([number(0)?, number(1)?, number(2)?], number(3)?);
        let is_there = seen >= 0.0 && place.iter().all(|v| v.is_finite());
        Ok(is_there.then_some(place))
    }
}

#[cfg(test)]
mod tests;
