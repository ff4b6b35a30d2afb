//! Postures into the movement of every bone.

use super::Body;
use super::build::initial;
use crate::posture::Posture;
use crate::side::Side;
use glam::{Affine3A, DAffine3, DMat3, DQuat, DVec3};
use std::collections::{BTreeMap, HashMap};

/// Fingers are curled by this at each joint, as in a relaxed hand.
const FINGER_CURL: f64 = 38.0 * std::f64::consts::PI / 180.0;

/// A body in one posture: what takes each bone from rest to where it is.
#[derive(Debug, Clone)]
pub struct Pose {
    bones: Vec<DAffine3>,
}

impl Body {
    /// Poses the body.
    pub fn pose(&self, posture: &Posture) -> Pose {
        let turned = self.turned(posture);
        let mut bones: Vec<DAffine3> = Vec::with_capacity(self.rig.names.len());
        for (bone, name) in self.rig.names.iter().enumerate() {
            let head = self.rig.heads[bone];
            let movement = match self.rig.parents[bone] {
                None => {
                    let turn = turned.get(name.as_str()).copied().unwrap_or(DMat3::IDENTITY);
                    DAffine3::from_mat3_translation(turn, posture.mid_hip - turn * self.mid_hip)
                }
                Some(parent) => {
                    let carried = bones[parent];
                    let turn = match turned.get(name.as_str()) {
                        Some(turn) => *turn * self.aligned[bone],
                        None => carried.matrix3 * self.curl(name),
                    };
                    DAffine3::from_mat3_translation(turn, carried.transform_point3(head) - turn * head)
                }
            };
            bones.push(movement);
        }
        Pose { bones }
    }

    /// World rotation of each bone that the posture speaks of, before its rest direction is accounted for.
    fn turned(&self, posture: &Posture) -> HashMap<String, DMat3> {
        let mut turned = HashMap::new();
        let pelvis = posture.pelvis.turn() * DMat3::from_rotation_z(self.rest_tilt);
        let thorax = posture.thorax.turn();
        turned.insert("root".to_owned(), pelvis);
        for (bone, share) in ["spine05", "spine04", "spine03"].into_iter().zip(posture.lumbar_bend.0) {
            turned.insert(bone.to_owned(), between(pelvis, thorax, share));
        }
        turned.insert("spine02".to_owned(), thorax);
        turned.insert("spine01".to_owned(), thorax);
        let head = DMat3::from_rotation_y(0.3 * posture.thorax.rotation)
            * DMat3::from_rotation_z(-posture.head_pitch);
        for (bone, share) in [("neck01", 0.25), ("neck02", 0.5), ("neck03", 0.75), ("head", 1.0)] {
            turned.insert(bone.to_owned(), between(thorax, head, share));
        }
        for side in Side::BOTH {
            turn_leg(posture, side, &mut turned);
            turn_arm(posture, side, thorax, &mut turned);
        }
        turned
    }

    fn curl(&self, bone: &str) -> DMat3 {
        let is_finger = bone.starts_with("finger") && !bone.starts_with("finger1");
        if !is_finger {
            return DMat3::IDENTITY;
        }
        let side = if bone.ends_with(".L") { Side::Left } else { Side::Right };
        DMat3::from_axis_angle(*self.finger_axes.get(side), -side.sign() * FINGER_CURL)
    }
}

fn turn_leg(posture: &Posture, side: Side, turned: &mut HashMap<String, DMat3>) {
    let leg = posture.legs.get(side);
    let end = initial(side);
    let about_z = DMat3::from_rotation_z;
    let thigh = DMat3::from_rotation_x(side.sign() * leg.adduction) * about_z(leg.thigh);
    let shank = thigh * about_z(-leg.knee);
    let foot = shank * about_z(leg.ankle);
    let toes = foot * about_z(leg.toe);
    for (bone, turn) in [
        ("upperleg01", thigh),
        ("upperleg02", thigh),
        ("lowerleg01", shank),
        ("lowerleg02", shank),
        ("foot", foot),
    ] {
        turned.insert(format!("{bone}.{end}"), turn);
    }
    for toe in 1..=5 {
        turned.insert(format!("toe{toe}-1.{end}"), toes);
    }
}

fn turn_arm(posture: &Posture, side: Side, thorax: DMat3, turned: &mut HashMap<String, DMat3>) {
    let arm = posture.arms.get(side);
    let (end, sign) = (initial(side), side.sign());
    let upper = thorax * DMat3::from_rotation_x(-sign * arm.abduction) * DMat3::from_rotation_z(arm.shoulder);
    let lower = upper * DMat3::from_rotation_y(sign * arm.rotation) * DMat3::from_rotation_z(arm.elbow);
    for (bone, turn) in [
        ("upperarm01", upper),
        ("upperarm02", upper),
        ("lowerarm01", lower),
        ("lowerarm02", lower),
        ("wrist", lower),
    ] {
        turned.insert(format!("{bone}.{end}"), turn);
    }
}

/// A share of the way from one orientation to another, along the shortest turn.
fn between(from: DMat3, to: DMat3, share: f64) -> DMat3 {
    DMat3::from_quat(DQuat::from_mat3(&from).slerp(DQuat::from_mat3(&to), share))
}

impl Pose {
    /// What moves each bone, for skinning.
    pub fn bones(&self) -> Vec<Affine3A> {
        self.bones
            .iter()
            .map(|b| Affine3A::from_mat3_translation(b.matrix3.as_mat3(), b.translation.as_vec3()))
            .collect()
    }

    /// Every landmark in the world, metres.
    pub fn landmarks(&self, body: &Body) -> BTreeMap<String, DVec3> {
        let at = |a: &super::landmark::Anchored| self.bones[a.bone].transform_point3(a.rest);
        body.landmarks.iter().map(|(name, anchored)| (name.clone(), at(anchored))).collect()
    }
}
