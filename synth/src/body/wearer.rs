//! A body as the wardrobe dresses it.

use super::Body;
use super::leg::SOLE_M;
use crate::posture::Posture;
use crate::wardrobe::{Figure, Wearer};
use glam::{Affine3A, DVec3};
use std::collections::BTreeMap;

impl Wearer for Body {
    fn figure(&self) -> Figure {
        self.figure.clone()
    }

    fn bones(&self, posture: &Posture) -> Vec<Affine3A> {
        self.pose(posture).bones()
    }

    fn landmarks(&self, posture: &Posture) -> BTreeMap<String, DVec3> {
        self.pose(posture).landmarks(self)
    }

    fn landmarks_at_rest(&self) -> BTreeMap<String, DVec3> {
        self.landmarks.iter().map(|(name, anchored)| (name.clone(), anchored.rest)).collect()
    }

    fn sole_m(&self) -> f32 {
        SOLE_M as f32
    }
}
