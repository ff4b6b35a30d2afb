//! The part of the grid whose movement is no formula: bodies that move as a runner was recorded moving.

use super::{PART, label, start};
use runtilt_synth::motion::RecordedSpec;
use runtilt_synth::spec::ClipSpec;
use std::path::Path;

/// The part's name, and the key of its condition.
pub const MOVEMENT: &str = "movement";

/// Natural running on a treadmill, 60 s (Welk 007, `shared/data`). The other recording there is too short: 2.3 s are three strides.
const RECORDING: &str = "../shared/data/opensim_welk007/running_natural_ik.mot";

/// Who moves so (body, outfit), from which second, and how much more the pelvis tips: two tuning and two held-out bodies.
const RUNS: [((usize, usize), f64, f64); 4] =
    [((0, 1), 5.0, 8.0), ((3, 2), 17.0, 0.0), ((4, 3), 29.0, 12.0), ((5, 0), 41.0, 4.0)];

/// The clips; none where the recording is not at hand, with a word.
#[allow(clippy::print_stderr, reason = "whoever makes the table must know what it lacks")]
pub(super) fn clips() -> Vec<ClipSpec> {
    if !Path::new(RECORDING).exists() {
        eprintln!("{RECORDING} is not here: the grid goes without recorded movement");
        return Vec::new();
    }
    RUNS.map(|((body, outfit), from_s, more_tilt_deg)| {
        let mut clip = start(body, outfit);
        clip.name = format!("recorded_{from_s}_body{body}_outfit{outfit}");
        clip.recording = Some(RecordedSpec {
            file: RECORDING.into(),
            from_s,
            more_tilt_deg,
            elbow_deg: clip.motion.elbow_deg,
        });
        label(&mut clip, PART, MOVEMENT);
        label(&mut clip, MOVEMENT, "recorded");
        clip
    })
    .to_vec()
}
