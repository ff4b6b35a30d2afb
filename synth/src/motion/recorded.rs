//! A body that moves as somebody was recorded moving: joint angles by inverse kinematics (`shared/data/opensim_*`).
//!
//! OpenSim's frames are those here: x forward, y up, z right. Its pelvis turns about z (anterior tilt negative), then x, then y; each hip
//! and the back likewise against the pelvis. The recording has another body's lengths, so the hips are carried where its own shoes meet the belt:
//! at the recorded rise and fall, on a height at which the lower shoe stands on the belt in the middle of its contacts. Where a shoe would then sink in, leg
//! and toes bend as much as it takes. The truth is measured on the posed body, as for any motion. When a foot
//! begins and ends to bear is not recorded, so such clips have no true events.

use super::curves::LegAngles;
use super::recording::Recording;
use super::stance::{self, Hip};
use super::{MotionError, MotionSpec, Movement, trunk};
use crate::body::{Body, LegGeometry};
use crate::posture::{Leg, LumbarBend, Pelvis, Posture, Thorax};
use crate::side::{BySide, Side};
use glam::{DMat3, DVec3};
use runtilt_truth::Event;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Which recording moves a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedSpec {
    /// A `.mot` file of OpenSim with the coordinates of its full body running models.
    pub file: PathBuf,
    /// Where in it the clip begins, seconds.
    #[serde(default)]
    pub from_s: f64,
    /// Added to the recorded anterior tilt, degrees: models put the zero of the pelvis differently.
    #[serde(default)]
    pub more_tilt_deg: f64,
    /// Bend of the elbows, degrees. Arms are often not recorded; they are held.
    #[serde(default = "usual_elbow")]
    pub elbow_deg: f64,
}

fn usual_elbow() -> f64 {
    MotionSpec::default().elbow_deg
}

/// Coordinates without which a body cannot be posed.
const NEEDED: [&str; 12] = [
    "pelvis_tilt",
    "pelvis_list",
    "pelvis_rotation",
    "pelvis_ty",
    "hip_flexion_r",
    "hip_flexion_l",
    "knee_angle_r",
    "knee_angle_l",
    "ankle_angle_r",
    "ankle_angle_l",
    "lumbar_extension",
    "lumbar_bending",
];

/// Share of the samples in which the lower shoe would sink into the belt, and is lifted. Running feet bear for 60 to 75 % of the time (both legs), so the
/// hips stand at about the median depth of the samples in which one does.
const SINKING_SHARE: f64 = 0.25;
/// A shoe within this of the belt moves with it, metres.
const ON_BELT_M: f64 = 0.012;
/// Step of the samples from which height and speed are taken, seconds.
const SAMPLE_S: f64 = 0.01;

/// A recorded motion on a body.
#[derive(Debug, Clone)]
pub struct Recorded {
    spec: RecordedSpec,
    recording: Recording,
    legs: BySide<LegGeometry>,
    /// 1 where knee flexion is recorded as positive, -1 where as negative: models differ.
    knee_sign: f64,
    hips_y: f64,
    middle: DVec3,
    speed_mps: f64,
}

impl Recorded {
    /// Reads the recording and sets the body on the belt.
    ///
    /// # Errors
    /// [`MotionError::Recording`] where the file cannot be used or is shorter than the clip.
    pub fn new(spec: &RecordedSpec, body: &Body, duration_s: f64) -> Result<Self, MotionError> {
        Self::with_legs(spec, body.leg_geometry(), duration_s)
    }

    fn with_legs(
        spec: &RecordedSpec,
        legs: BySide<LegGeometry>,
        duration_s: f64,
    ) -> Result<Self, MotionError> {
        let recording = Recording::read(&spec.file)?;
        let unusable = |why| MotionError::Recording { path: spec.file.clone(), why };
        let missing = recording.lacks(NEEDED);
        if !missing.is_empty() {
            return Err(unusable(format!("it has no {}", missing.join(", "))));
        }
        let (first, last) = recording.span_s();
        if spec.from_s < first || spec.from_s + duration_s > last {
            return Err(unusable(format!(
                "it lasts from {first} to {last} s, the clip asks for {} to {} s",
                spec.from_s,
                spec.from_s + duration_s
            )));
        }
        let knee_sign = (recording.mean("knee_angle_r") + recording.mean("knee_angle_l")).signum();
        let mut motion = Self {
            spec: spec.clone(),
            recording,
            legs,
            knee_sign,
            hips_y: 0.0,
            middle: DVec3::ZERO,
            speed_mps: 0.0,
        };
        let times: Vec<f64> = (0..(duration_s / SAMPLE_S) as usize).map(|i| i as f64 * SAMPLE_S).collect();
        let count = times.len() as f64;
        motion.middle = times.iter().map(|&time| motion.place(time)).sum::<DVec3>() / count;
        motion.hips_y = motion.height(&times);
        motion.speed_mps = motion.belt_speed(&times);
        Ok(motion)
    }

    fn angle(&self, column: &str, time_s: f64) -> f64 {
        self.recording.radians(column, time_s + self.spec.from_s)
    }

    fn place(&self, time_s: f64) -> DVec3 {
        let at = |column| self.recording.metres(column, time_s + self.spec.from_s);
        DVec3::new(at("pelvis_tx"), at("pelvis_ty"), at("pelvis_tz"))
    }

    fn mid_hip(&self, time_s: f64) -> DVec3 {
        self.place(time_s) - self.middle + DVec3::new(0.0, self.hips_y, 0.0)
    }

    /// From axes fixed to the pelvis to the world, tipped further forward than recorded.
    fn pelvis_turn(&self, more_tilt_deg: f64, time_s: f64) -> DMat3 {
        let tilt = self.angle("pelvis_tilt", time_s) - more_tilt_deg.to_radians();
        turn(tilt, self.angle("pelvis_list", time_s), self.angle("pelvis_rotation", time_s))
    }

    fn joint(&self, [about_z, about_x, about_y]: [&str; 3], mirror: f64, time_s: f64) -> DMat3 {
        turn(
            self.angle(about_z, time_s),
            mirror * self.angle(about_x, time_s),
            mirror * self.angle(about_y, time_s),
        )
    }

    fn hip(&self, side: Side, time_s: f64) -> (Hip, LegAngles) {
        let end = if side == Side::Right { 'r' } else { 'l' };
        let name = |what: &str| format!("{what}_{end}");
        // OpenSim mirrors what turns about x and y on the left: adduction is positive on both sides.
        let columns = [name("hip_flexion"), name("hip_adduction"), name("hip_rotation")];
        // The zero of the tilt is no part of the leg: the thigh stays where it was recorded.
        let thigh = self.pelvis_turn(0.0, time_s)
            * self.joint(columns.each_ref().map(String::as_str), side.sign(), time_s);
        let down = thigh * DVec3::NEG_Y;
        // In the leg's own plane, turned about x by the adduction.
        let adduction = (-side.sign() * down.z).atan2(-down.y);
        let thigh = down.x.atan2(down.y.hypot(down.z));
        let knee = (self.knee_sign * self.angle(&name("knee_angle"), time_s)).max(0.0);
        let foot_pitch = thigh - knee + self.angle(&name("ankle_angle"), time_s);
        let at = self.mid_hip(time_s)
            + self.pelvis_turn(self.spec.more_tilt_deg, time_s) * self.legs.get(side).hip;
        (Hip { at, adduction, side }, LegAngles { thigh, knee, foot_pitch })
    }

    /// Hip height at which the lower shoe stands on the belt in the middle of its contacts.
    fn height(&self, times: &[f64]) -> f64 {
        let lowest = |&time: &f64| {
            let of = |side| {
                let (hip, angles) = self.hip(side, time);
                stance::lowest(self.legs.get(side), &hip, &angles)
            };
            of(Side::Left).min(of(Side::Right))
        };
        let mut depths: Vec<f64> = times.iter().map(lowest).collect();
        depths.sort_by(f64::total_cmp);
        -depths[((depths.len() - 1) as f64 * SINKING_SHARE) as usize]
    }

    /// The median speed at which shoes on the belt go back.
    fn belt_speed(&self, times: &[f64]) -> f64 {
        let mut speeds = Vec::new();
        for side in Side::BOTH {
            let ball = |time: f64| {
                let (hip, angles) = self.hip(side, time);
                stance::ball(self.legs.get(side), &hip, &angles)
            };
            for pair in times.windows(2) {
                let (before, after) = (ball(pair[0]), ball(pair[1]));
                if before.y.max(after.y) < ON_BELT_M {
                    speeds.push((before.x - after.x) / SAMPLE_S);
                }
            }
        }
        speeds.sort_by(f64::total_cmp);
        speeds.get(speeds.len() / 2).copied().unwrap_or(0.0)
    }

    fn leg(&self, side: Side, time_s: f64) -> Leg {
        let (hip, angles) = self.hip(side, time_s);
        let geometry = self.legs.get(side);
        let angles = stance::lifted(geometry, &hip, angles);
        Leg {
            thigh: angles.thigh,
            adduction: hip.adduction,
            knee: angles.knee,
            ankle: angles.foot_pitch - (angles.thigh - angles.knee),
            toe: stance::toes_clear(geometry, &hip, &angles),
        }
    }

    fn thorax(&self, time_s: f64) -> Thorax {
        let back = self.joint(["lumbar_extension", "lumbar_bending", "lumbar_rotation"], 1.0, time_s);
        let (rotation, lateral, lean) = taken_apart(&(self.pelvis_turn(0.0, time_s) * back));
        Thorax { lean, lateral, rotation }
    }
}

impl Movement for Recorded {
    fn posture(&self, time_s: f64) -> Posture {
        let (rotation, obliquity, tilt) = taken_apart(&self.pelvis_turn(self.spec.more_tilt_deg, time_s));
        let arm = trunk::running_arm(0.0, self.spec.elbow_deg);
        Posture {
            mid_hip: self.mid_hip(time_s),
            pelvis: Pelvis { tilt, obliquity, rotation },
            thorax: self.thorax(time_s),
            lumbar_bend: LumbarBend::default(),
            head_pitch: trunk::HEAD_PITCH,
            legs: BySide::from_fn(|side| self.leg(side, time_s)),
            arms: BySide { left: arm, right: arm },
        }
    }

    fn speed_mps(&self) -> f64 {
        self.speed_mps
    }

    fn events(&self, _: f64, _: f64) -> Vec<Event> {
        Vec::new()
    }

    fn cadence_spm(&self) -> Option<f64> {
        None
    }
}

/// OpenSim's order: about z, then the turned x, then the twice turned y.
fn turn(about_z: f64, about_x: f64, about_y: f64) -> DMat3 {
    DMat3::from_rotation_z(about_z) * DMat3::from_rotation_x(about_x) * DMat3::from_rotation_y(about_y)
}

/// The same turn in the order of [`crate::posture`]: right side forward, right side up, front down.
fn taken_apart(turn: &DMat3) -> (f64, f64, f64) {
    let right = *turn * DVec3::Z;
    let rotation = right.x.atan2(right.z);
    let lateral = right.y.atan2(right.x.hypot(right.z));
    let outer = DMat3::from_rotation_y(rotation) * DMat3::from_rotation_x(-lateral);
    let forward = outer.transpose() * *turn * DVec3::X;
    (rotation, lateral, (-forward.y).atan2(forward.x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const RUN: &str = "../../shared/data/opensim_welk007/running_natural_ik.mot";

    fn legs() -> BySide<LegGeometry> {
        BySide::from_fn(|side| LegGeometry {
            thigh_m: 0.42,
            shank_m: 0.43,
            hip: DVec3::new(0.0, 0.0, 0.09 * side.sign()),
            heel: DVec3::new(-0.05, -0.09, 0.0),
            ball: DVec3::new(0.13, -0.09, 0.0),
            toe_tip: DVec3::new(0.2, -0.09, 0.0),
        })
    }

    fn spec(file: impl Into<PathBuf>) -> RecordedSpec {
        RecordedSpec { file: file.into(), from_s: 0.0, more_tilt_deg: 0.0, elbow_deg: 92.0 }
    }

    /// A file with one row held for ten seconds: `set` gives some of its columns, all others are 0.
    fn held(set: &[(&str, f64)]) -> (tempfile::TempDir, Recorded) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("held.mot");
        let extra = ["hip_adduction_r", "hip_adduction_l", "pelvis_tx", "pelvis_tz"];
        let names: Vec<&str> = NEEDED.into_iter().chain(extra).collect();
        let value =
            |name: &&str| set.iter().find(|(column, _)| column == name).map_or(0.0, |(_, value)| *value);
        let row = names.iter().map(|name| value(name).to_string()).collect::<Vec<_>>().join("\t");
        let text = format!("inDegrees=yes\nendheader\ntime\t{}\n0\t{row}\n10\t{row}\n", names.join("\t"));
        std::fs::write(&file, text).expect("written");
        let motion = Recorded::with_legs(&spec(&file), legs(), 5.0).expect("a motion");
        (folder, motion)
    }

    #[test]
    fn signs_of_opensim_become_those_of_the_posture() {
        let (_folder, motion) = held(&[
            ("pelvis_tilt", -15.0),
            ("hip_flexion_r", 40.0),
            ("hip_flexion_l", -5.0),
            ("knee_angle_r", 60.0),
            ("knee_angle_l", 10.0),
            ("hip_adduction_r", 6.0),
            ("hip_adduction_l", 6.0),
            ("lumbar_extension", 5.0),
        ]);
        let posture = motion.posture(1.0);
        let degrees = |radians: f64| radians.to_degrees();
        assert!((degrees(posture.pelvis.tilt) - 15.0).abs() < 1e-9, "anterior is negative in OpenSim");
        assert!((degrees(posture.thorax.lean) - 10.0).abs() < 1e-9, "the back extends by 5 of the 15");
        // Flexion against the pelvis, less its tilt, is against the vertical.
        assert!(
            (degrees(posture.legs.right.thigh) - 25.0).abs() < 0.2,
            "{}",
            degrees(posture.legs.right.thigh)
        );
        assert!(
            (degrees(posture.legs.left.thigh) + 20.0).abs() < 0.2,
            "{}",
            degrees(posture.legs.left.thigh)
        );
        assert!((degrees(posture.legs.right.knee) - 60.0).abs() < 1e-9);
        for leg in [posture.legs.left, posture.legs.right] {
            assert!(degrees(leg.adduction) > 4.0, "knees to the midline on both sides");
        }
    }

    #[test]
    fn knees_that_bend_to_the_negative_are_the_same_and_tilt_is_added_to_the_pelvis_alone() {
        let (_folder, plus) = held(&[("knee_angle_r", 30.0), ("knee_angle_l", 30.0)]);
        let (_folder, minus) = held(&[("knee_angle_r", -30.0), ("knee_angle_l", -30.0)]);
        assert_eq!(plus.posture(2.0).legs, minus.posture(2.0).legs);
        let mut tipped = plus.clone();
        tipped.spec.more_tilt_deg = 8.0;
        assert!((tipped.posture(2.0).pelvis.tilt.to_degrees() - 8.0).abs() < 1e-9);
        assert!((tipped.posture(2.0).legs.right.thigh - plus.posture(2.0).legs.right.thigh).abs() < 1e-12);
    }

    #[test]
    fn a_turn_taken_apart_is_put_together_again() {
        let recorded = turn(-0.3, 0.1, -0.15);
        let (rotation, lateral, forward) = taken_apart(&recorded);
        let posed = Pelvis { tilt: forward, obliquity: lateral, rotation }.turn();
        assert!((posed - recorded).to_cols_array().iter().all(|d| d.abs() < 1e-12));
    }

    /// Welk 007 ran at 169 steps a minute; a shoe reaches the belt in each step and never lies under it.
    #[test]
    #[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
    fn a_real_recording_runs_on_the_belt() {
        if !Path::new(RUN).exists() {
            println!("skipped: {RUN} is not here");
            return;
        }
        let motion = Recorded::with_legs(&spec(RUN), legs(), 6.0).expect("a motion");
        assert!((2.0..4.0).contains(&motion.speed_mps()), "{} m/s", motion.speed_mps());
        let (mut on, mut lowest) = (0, f64::INFINITY);
        for time in (0..600).map(|i| f64::from(i) / 100.0) {
            for side in Side::BOTH {
                let (hip, angles) = motion.hip(side, time);
                let lifted = stance::lifted(motion.legs.get(side), &hip, angles);
                let height = stance::lowest(motion.legs.get(side), &hip, &lifted);
                lowest = lowest.min(height);
                on += i32::from(height < ON_BELT_M);
            }
        }
        assert!(lowest > -1e-6, "{lowest}");
        // Both legs together bear for 60 to 75 % of the time.
        assert!((240..600).contains(&on), "{on} of 600 samples");
    }

    #[test]
    fn what_does_not_last_or_lacks_a_joint_is_refused() {
        let (folder, _) = held(&[]);
        let file = folder.path().join("held.mot");
        let long = Recorded::with_legs(&spec(&file), legs(), 11.0).expect_err("too long");
        assert!(long.to_string().contains("lasts"), "{long}");
        std::fs::write(&file, "endheader\ntime\tpelvis_tilt\n0\t1\n9\t1\n").expect("written");
        let lacking = Recorded::with_legs(&spec(&file), legs(), 1.0).expect_err("no legs");
        assert!(lacking.to_string().contains("hip_flexion_r"), "{lacking}");
    }
}
