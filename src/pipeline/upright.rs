//! Which end of a body is up, where the detector takes most of what it sees for upside down.
//!
//! The detector knows where a body's hips are and how large it is, and now and then not which way up: of somebody bare who stood still it saw the feet for
//! the head in every frame. So where fewer than half of its sightings are upright, the others are turned about, and the landmark model is shown a few
//! frames the way up in which the camera saw them. A body whose legs reach down there stands upright, and the sightings count; a clip that really is turned shows no such
//! body, and is refused as before.

use super::ways::probe;
use crate::body::{BodyPose, Part};
use crate::pose::subject::{self, Sighting};
use crate::pose::{PoseError, Survey, crop_path};
use crate::video::Region;
use std::borrow::Cow;

/// How far the ankles' middle must be below the hips', in lengths of the trunk. Upright, standing and running, 1.1 to 1.7 (two rendered clips); the same clips upside down, where
/// the model saw a body at all, at most 0.2.
const LEAST_LEGS: f64 = 0.7;
/// How many of the frames that are looked at must show such a body: all but what a foot in the air may spoil.
const LEAST_SHARE: f64 = 0.8;

/// The sightings, those that are upside down turned about where the landmarks say that they are upright. `look` reads the landmarks in crops.
pub(super) fn right_way_up(
    survey: &Survey,
    look: impl FnOnce(&[Option<Region>]) -> Result<Vec<Option<BodyPose>>, PoseError>,
) -> Result<Cow<'_, [Sighting]>, PoseError> {
    let seen = &survey.sightings;
    if 2 * seen.iter().filter(|sighting| sighting.is_upright()).count() >= seen.len() {
        return Ok(seen.into());
    }
    let turned: Vec<Sighting> = seen.iter().map(Sighting::with_its_head_up).collect();
    let Some(person) = subject::people(&turned).into_iter().next() else { return Ok(seen.into()) };
    let probe = probe(&crop_path(&person, &survey.time));
    let poses = look(&probe)?;
    Ok(if are_upright(&poses, probe.iter().flatten().count()) { turned.into() } else { seen.into() })
}

fn are_upright(poses: &[Option<BodyPose>], looked_at: usize) -> bool {
    let upright = poses.iter().flatten().filter(|pose| is_upright(pose)).count();
    upright > 0 && upright as f64 >= LEAST_SHARE * looked_at as f64
}

/// Image frame: y grows downwards.
fn is_upright(pose: &BodyPose) -> bool {
    let y = |part| pose.middle(part).y;
    let trunk = y(Part::Hip) - y(Part::Shoulder);
    trunk > 0.0 && y(Part::Ankle) - y(Part::Hip) >= LEAST_LEGS * trunk
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Landmark, Observation, Point};
    use crate::units::Confidence;

    /// Shoulders, hips and ankles at these heights from the top of the picture.
    fn body(shoulder: f64, hip: f64, ankle: f64) -> BodyPose {
        let mut landmarks = Landmark::all().map(|landmark| {
            let y = match landmark.part {
                Part::Shoulder => shoulder,
                Part::Ankle => ankle,
                _ => hip,
            };
            Observation { image: Point::new(0.0, y), depth: 0.0, visibility: Confidence::new(1.0) }
        });
        BodyPose(std::array::from_fn(|_| landmarks.next().expect("one for each landmark")))
    }

    #[test]
    fn legs_that_reach_down_are_upright_and_others_are_not() {
        assert!(is_upright(&body(65.0, 127.0, 231.0)));
        assert!(is_upright(&body(77.0, 141.0, 213.0)), "one foot in the air");
        // What the model made of the same runner upside down.
        assert!(!is_upright(&body(75.0, 120.0, 126.0)));
        assert!(!is_upright(&body(114.0, 123.0, 57.0)));
        assert!(!is_upright(&body(200.0, 120.0, 60.0)));
    }

    #[test]
    fn most_of_the_frames_must_show_it() {
        let (up, down) = (Some(body(65.0, 127.0, 231.0)), Some(body(75.0, 120.0, 126.0)));
        assert!(are_upright(&[up.clone(), up.clone(), up.clone(), up.clone(), down.clone()], 5));
        assert!(!are_upright(&[up.clone(), up, down, None], 4));
        assert!(!are_upright(&[None, None], 2) && !are_upright(&[], 0));
    }
}
