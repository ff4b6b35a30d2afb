//! What must hold within a truth file beyond its form.

use crate::{SCHEMA, Truth};

/// The first contradiction, or `Ok`.
pub(crate) fn consistent(truth: &Truth) -> Result<(), String> {
    if truth.schema != SCHEMA {
        return Err(format!("its schema is {:?}, this program reads {SCHEMA:?}", truth.schema));
    }
    let frames = truth.time_s.len();
    if frames == 0 {
        return Err("it has no frames".into());
    }
    if truth.time_s.iter().any(|t| !t.is_finite()) || truth.time_s.windows(2).any(|t| t[1] <= t[0]) {
        return Err("its frame times do not increase".into());
    }
    if !(truth.clip.slow_motion.is_finite() && truth.clip.slow_motion >= 1.0) {
        return Err(format!("slow motion {} is less than 1", truth.clip.slow_motion));
    }
    for (name, series) in truth.angles.named() {
        same_length(name, series.len(), frames)?;
    }
    for (name, landmark) in &truth.landmarks {
        same_length(name, landmark.position_m.len(), frames)?;
        same_length(name, landmark.image_px.len(), frames)?;
        same_length(name, landmark.visible.len(), frames)?;
    }
    if truth.events.windows(2).any(|e| e[1].time_s < e[0].time_s) {
        return Err("its events are not in order of time".into());
    }
    Ok(())
}

fn same_length(name: &str, found: usize, frames: usize) -> Result<(), String> {
    if found == frames { Ok(()) } else { Err(format!("{name} has {found} values for {frames} frames")) }
}
