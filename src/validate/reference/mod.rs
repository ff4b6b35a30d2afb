//! What is known about a run from elsewhere: read from a file, brought to the signs of `docs/CONVENTIONS.md`.
//!
//! | File | What is taken from it | Zero |
//! | --- | --- | --- |
//! | `.truth.json`, `.truth.json.gz` | all angles, events, cadence, joints in the picture | absolute |
//! | `.mot`, `.sto` (OpenSim) | thigh, knee, shank; pelvic tilt, hip flexion, trunk lean, lumbar extension | the model's own |
//! | `.trc`, `.c3d` (markers) | pelvic tilt; thigh, shank, knee, hip, trunk, foot as far as markers are known | absolute between joints, the markers' own for clusters |
//! | `.csv` (two columns) | one angle | unknown unless the user says that it is absolute |

mod c3d;
mod column;
mod error;
mod marker_angles;
mod markers;
mod opensim;
mod table;
mod trc;
mod truth;

pub use c3d::C3dError;
pub use error::ReferenceError;
pub use markers::{Axes, AxesError};

use super::score::ReferenceKind;
use crate::body::{BySide, Landmark, Point, Side};
use crate::report::document::{AngleColumn, Table};
use crate::series::{Series, TimeAxis};
use crate::units::{Angle, Seconds};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A reference measurement of one run, on its own time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// File name without its folder.
    pub name: String,
    /// What it is.
    pub kind: ReferenceKind,
    /// What was varied, in words a table can group by.
    pub conditions: BTreeMap<String, String>,
    /// How its clock relates to the clip's.
    pub clock: Clock,
    /// How many times slower than life the clip plays, where the reference knows.
    pub slow_motion: Option<f64>,
    /// The side towards the camera, where the reference knows.
    pub side_to_camera: Option<Side>,
    /// Steps a minute, where the reference knows.
    pub cadence_spm: Option<f64>,
    /// Times of the samples of every series.
    pub time: Arc<TimeAxis>,
    /// The angles.
    pub angles: Vec<ReferenceAngle>,
    /// Times of the gait events of each foot, where the reference has them.
    pub events: Option<BySide<KnownEvents>>,
    /// Where the joints are in the picture, where the reference knows.
    pub joints: Option<JointsInPicture>,
}

/// How the clock of a reference relates to that of the clip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Clock {
    /// It counts from the first frame of the clip.
    SameAsClip,
    /// This much is added to a time of the clip.
    Offset(Seconds),
    /// It must be found from the angles.
    Unknown,
}

/// One angle of a reference, with the sign of `docs/CONVENTIONS.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceAngle {
    /// Which one.
    pub column: AngleColumn,
    /// What it counts from.
    pub zero: ReferenceZero,
    /// The same angle of the same body standing still, where it is known.
    pub standing: Option<Angle>,
    /// Its values.
    pub series: Series<Angle>,
}

/// What a reference angle counts from. Two zeros are never mixed: against another zero only figures are given that do not depend
/// on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceZero {
    /// The vertical or horizontal of the room, or a straight joint between joint centres.
    Absolute,
    /// Something else; the words say what, as in "counts from ...".
    Other(&'static str),
}

/// Times of the events of one foot in order, seconds on the reference's clock.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KnownEvents {
    /// Initial contacts.
    pub initial_contact: Vec<Seconds>,
    /// Toe-offs.
    pub toe_off: Vec<Seconds>,
}

/// True places of joints in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct JointsInPicture {
    /// Width and height of the picture in pixels.
    pub size_px: (u32, u32),
    /// Path of each landmark, pixels of the upright frame; hips, knees and ankles.
    pub paths: Table<Landmark, Series<Point>>,
}

/// What a file cannot say about itself.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ReadOptions {
    /// Which angle a two-column file holds; otherwise its header must say so.
    pub angle: Option<AngleColumn>,
    /// Whether the angle of a two-column file has runtilt's zero.
    pub absolute: bool,
    /// Directions of a marker file's laboratory; otherwise x forward with y (TRC) or z (C3D) up.
    pub axes: Option<Axes>,
}

impl Reference {
    /// Reads a file by its name's ending.
    ///
    /// # Errors
    /// [`ReferenceError`] where the file cannot be read, is not what its name says, or holds no known angle.
    pub fn read(path: &Path, options: &ReadOptions) -> Result<Self, ReferenceError> {
        let name = file_name(path).to_ascii_lowercase();
        let ends = |ending: &str| name.ends_with(ending);
        let reference = if ends(".json") || ends(".json.gz") {
            Self::from_truth(&runtilt_truth::read(path)?)?
        } else if ends(".mot") || ends(".sto") {
            opensim::read(path)?
        } else if ends(".trc") {
            marker_angles::reference(&trc::read(path, options.axes.unwrap_or(Axes::Y_UP))?, path)?
        } else if ends(".c3d") {
            marker_angles::reference(&c3d::read(path, options.axes.unwrap_or(Axes::Z_UP))?, path)?
        } else if ends(".csv") {
            column::read(path, options)?
        } else {
            return Err(ReferenceError::UnknownKind { path: path.into() });
        };
        Ok(Self { name: file_name(path), ..reference })
    }

    /// The same reference with a clock that the user knows: `offset` is added to a time of the clip.
    #[must_use]
    pub fn with_offset(self, offset: Seconds) -> Self {
        Self { clock: Clock::Offset(offset), ..self }
    }

    /// The angle of a column.
    pub fn angle(&self, column: AngleColumn) -> Option<&ReferenceAngle> {
        self.angles.iter().find(|angle| angle.column == column)
    }

    /// A reference with angles and nothing else.
    fn of_angles(kind: ReferenceKind, time: Arc<TimeAxis>, angles: Vec<ReferenceAngle>) -> Self {
        Self {
            name: String::new(),
            kind,
            conditions: BTreeMap::new(),
            clock: Clock::Unknown,
            slow_motion: None,
            side_to_camera: None,
            cadence_spm: None,
            time,
            angles,
            events: None,
            joints: None,
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
