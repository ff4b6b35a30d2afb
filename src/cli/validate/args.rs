//! `runtilt validate` as typed by the user.

use crate::cli::args::MeasuringArgs;
use crate::report::document::AngleColumn;
use crate::validate::{Axes, column_named, column_names};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  runtilt validate run.mp4                     against run.truth.json.gz beside the clip
  runtilt validate run.mp4 --reference run.mot against an OpenSim model's joint angles, aligned by the angles themselves
  runtilt validate run.mp4 --reference run.c3d --forward -y --offset 3.42
                                               against markers; the clip's first frame is at 3.42 s of the recording
  runtilt validate run.mp4.runtilt/result.json --reference run.trc
                                               an earlier result, without analysing the clip again
  runtilt validate run.mp4 --reference tilt.csv --angle pelvic_tilt
                                               one angle: time_s, degrees
  runtilt validate a.mp4 b.mp4 --reference a.truth.json.gz --reference b.truth.json.gz --out both.validation
                                               many clips, paired in order, and what they say together

Errors are measured minus reference. The reference is read at the clip's own times; an event is the same one within 0.1 s.
A reference with another zero (an OpenSim pelvis, marker clusters, an unknown CSV) is only compared without its offset.

Exit codes: 0 done; 1 internal error; 2 wrong usage; 3 a clip, a result or a reference cannot be read; 4 a clip shows no runner that can
be measured; 5 a model or the runtime is missing or altered; 6 the comparison cannot be written; 7 clip and reference cannot be compared
(no angle in common, or they cannot be aligned in time); 130 stopped by the user.";

/// `runtilt validate`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ValidateArgs {
    /// Clips to analyse, or results of earlier analyses (result.json or the folder that holds it).
    #[arg(required = true, value_name = "CLIP")]
    pub clips: Vec<PathBuf>,

    /// What is known of the clip: .truth.json(.gz), OpenSim .mot or .sto, .trc, .c3d, or .csv with two columns. Once for each clip, in
    /// their order [default: CLIP's name with .truth.json.gz].
    #[arg(long, value_name = "FILE")]
    pub reference: Vec<PathBuf>,

    /// Time in the reference minus time in the clip at the same moment, seconds; once for all clips or once for each [default: found
    /// from the angles].
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true, value_parser = seconds)]
    pub offset: Vec<f64>,

    /// Which angle a two-column CSV holds, where its header does not say so: pelvic_tilt, thigh_left, ...
    #[arg(long, value_name = "NAME", value_parser = angle)]
    pub angle: Option<AngleColumn>,

    /// The angle of the CSV counts from the vertical, the horizontal or the straight joint, as runtilt's does.
    #[arg(long)]
    pub absolute: bool,

    /// Which way the runner faces in a marker file's laboratory.
    #[arg(long, value_name = "AXIS", allow_hyphen_values = true, default_value = "+x")]
    pub forward: String,

    /// Which way is up in a marker file's laboratory [default: +y in a TRC, +z in a C3D].
    #[arg(long, value_name = "AXIS", allow_hyphen_values = true)]
    pub up: Option<String>,

    /// Folder for validation.json, validation.csv and the Bland-Altman plot [default: CLIP.validation beside the first clip].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Print everything as JSON on standard output instead of the table.
    #[arg(long)]
    pub json: bool,

    /// How a clip is measured; ignored for earlier results.
    #[command(flatten)]
    pub measuring: MeasuringArgs,
}

impl ValidateArgs {
    /// The laboratory's directions, for a file whose usual upward direction is `usual_up`.
    pub fn axes(&self, usual_up: &str) -> Result<Axes, crate::validate::AxesError> {
        Axes::new(&self.forward, self.up.as_deref().unwrap_or(usual_up))
    }
}

fn angle(text: &str) -> Result<AngleColumn, String> {
    column_named(text).ok_or_else(|| format!("no angle has this name; known are {}", column_names()))
}

fn seconds(text: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
    value.ok_or_else(|| format!("`{text}` is not a number of seconds"))
}
