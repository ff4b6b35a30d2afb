//! Where the phone stands and how it sees: a pinhole with two radial terms, as in [`runtilt_truth::Camera`].
//!
//! Pixels are continuous: the first pixel covers 0 to 1 in x and y, so the middle of the picture is at half its size.

use crate::side::Side;
use glam::{DMat3, DVec2, DVec3};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Nothing nearer than this to the camera plane, in metres, is drawn.
pub const NEAR_M: f64 = 0.1;

/// Where the camera stands, how it is held and what it sees.
#[derive(Deserialize, Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct CameraSpec {
    /// The side of the runner that it sees: `right` = it stands at +z and the runner faces right in the picture.
    pub side: Side,
    /// Horizontal distance from the middle of the belt, metres.
    pub distance_m: f64,
    /// Height above the belt, metres.
    pub height_m: f64,
    /// How far it has moved round the runner from the square side view, degrees; towards the front of the runner positive.
    pub yaw_deg: f64,
    /// How far it looks down, degrees; absent: at the middle of the runner's height.
    pub pitch_deg: Option<f64>,
    /// Angle of the true horizontal in the picture, degrees; positive where it falls to the right.
    pub roll_deg: f64,
    /// How far along the belt from its middle it looks, metres; forward positive.
    pub aim_forward_m: f64,
    /// Height of the runner that fills the share `fill` of the picture, metres.
    pub runner_height_m: f64,
    /// Share of the picture's height that a runner of that height fills while standing, 0 to 1.
    pub fill: f64,
    /// Radial distortion: k1 in `r' = r (1 + k1 r² + k2 r⁴)`, r in focal lengths; barrel negative.
    pub k1: f64,
    /// Radial distortion: k2.
    pub k2: f64,
    /// Picture width in pixels.
    pub width_px: u32,
    /// Picture height in pixels; greater than the width for portrait.
    pub height_px: u32,
}

impl Default for CameraSpec {
    /// A phone on a tripod across the room: 720p landscape, square to the runner's right side.
    fn default() -> Self {
        Self {
            side: Side::Right,
            distance_m: 3.5,
            height_m: 0.95,
            yaw_deg: 0.0,
            pitch_deg: None,
            roll_deg: 0.0,
            aim_forward_m: 0.0,
            runner_height_m: 1.75,
            fill: 0.75,
            k1: 0.0,
            k2: 0.0,
            width_px: 1280,
            height_px: 720,
        }
    }
}

/// Why a camera cannot be made.
#[derive(Debug, Error, PartialEq)]
pub enum CameraError {
    /// A number lies outside what makes sense.
    #[error("camera: {field} is {value}, it must be {must}")]
    Range {
        /// Which field of [`CameraSpec`].
        field: &'static str,
        /// Its value.
        value: f64,
        /// What is accepted.
        must: &'static str,
    },
    /// The lens folds the picture back on itself before it reaches its corner.
    #[error(
        "camera: the lens (k1 = {k1}, k2 = {k2}) folds back before the corner of the picture; choose terms nearer to 0 or a narrower view"
    )]
    Fold {
        /// First radial term.
        k1: f64,
        /// Second radial term.
        k2: f64,
    },
}

/// A point in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projected {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels down.
    pub y: f64,
    /// Metres along the view, from the plane of the camera.
    pub depth: f64,
}

/// A camera that stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Camera {
    position: DVec3,
    /// Columns: right, down and along the view, in the world.
    axes: DMat3,
    focal_px: f64,
    size_px: (u32, u32),
    centre_px: DVec2,
    k: [f64; 2],
    /// Beyond this r² the lens folds back; nothing there is in the picture.
    fold_r2: f64,
}

impl Camera {
    /// Sets the camera up.
    pub fn new(spec: &CameraSpec) -> Result<Self, CameraError> {
        check(spec)?;
        let yaw = spec.yaw_deg.to_radians();
        let away = DVec3::new(yaw.sin(), 0.0, spec.side.sign() * yaw.cos());
        let position = away * spec.distance_m + DVec3::Y * spec.height_m + DVec3::X * spec.aim_forward_m;
        let down = spec
            .pitch_deg
            .map_or(((spec.height_m - spec.runner_height_m / 2.0) / spec.distance_m).atan(), f64::to_radians);
        let axes = axes(-away * down.cos() - DVec3::Y * down.sin(), spec.roll_deg.to_radians());
        let mut camera = Self {
            position,
            axes,
            focal_px: 1.0,
            size_px: (spec.width_px, spec.height_px),
            centre_px: DVec2::new(f64::from(spec.width_px), f64::from(spec.height_px)) / 2.0,
            k: [spec.k1, spec.k2],
            fold_r2: fold_r2(spec.k1, spec.k2),
        };
        camera.focal_px = focal_px(&camera, spec)?;
        camera.reaches_corner().then_some(camera).ok_or(CameraError::Fold { k1: spec.k1, k2: spec.k2 })
    }

    /// Where a point of the world appears, lens included; `None` behind the camera or beyond the lens. The point may lie
    /// outside the picture.
    pub fn project(&self, point: DVec3) -> Option<Projected> {
        let seen = self.axes.transpose() * (point - self.position);
        if seen.z < NEAR_M {
            return None;
        }
        let flat = DVec2::new(seen.x, seen.y) / seen.z;
        let r2 = flat.length_squared();
        if r2 >= self.fold_r2 {
            return None;
        }
        let bent = flat * (1.0 + r2 * (self.k[0] + r2 * self.k[1])) * self.focal_px;
        let centre = self.centre_px;
        Some(Projected { x: centre.x + bent.x, y: centre.y + bent.y, depth: seen.z })
    }

    /// Optical centre in the world.
    pub fn position(&self) -> DVec3 {
        self.position
    }

    /// Unit vector along the view.
    pub fn forward(&self) -> DVec3 {
        self.axes.z_axis
    }

    /// Unit vectors to the right and down in the picture, and along the view, in the world (columns).
    pub fn axes(&self) -> DMat3 {
        self.axes
    }

    /// Focal length in pixels.
    pub fn focal_px(&self) -> f64 {
        self.focal_px
    }

    /// Width and height of the picture in pixels.
    pub fn size_px(&self) -> (u32, u32) {
        self.size_px
    }

    /// Whether the lens bends lines.
    pub fn bends(&self) -> bool {
        self.k != [0.0; 2]
    }

    /// As the truth file has it.
    pub fn truth(&self) -> runtilt_truth::Camera {
        let axes = [self.axes.x_axis, self.axes.y_axis, self.axes.z_axis].map(|a| a.to_array());
        let centre_px = self.centre_px.to_array();
        runtilt_truth::Camera {
            position_m: self.position.to_array(),
            axes,
            focal_px: self.focal_px,
            centre_px,
            distortion: self.k,
        }
    }

    /// The same camera, of whose picture only a square is kept: `side` pixels of the whole picture about `middle`, shown on `size` pixels.
    pub fn cropped(&self, middle: DVec2, side: f64, size: u32) -> Self {
        let scale = f64::from(size) / side;
        Self {
            focal_px: self.focal_px * scale,
            size_px: (size, size),
            centre_px: (self.centre_px - middle + side / 2.0) * scale,
            ..self.clone()
        }
    }

    /// Whether the bent radius grows as far as the corner of the picture.
    fn reaches_corner(&self) -> bool {
        let corner = self.centre_px.length() / self.focal_px;
        let r2 = self.fold_r2;
        !r2.is_finite() || r2.sqrt() * (1.0 + r2 * (self.k[0] + r2 * self.k[1])) > corner
    }
}

/// Right, down and view from the direction of view and the roll.
fn axes(view: DVec3, roll: f64) -> DMat3 {
    let right = view.cross(DVec3::Y).normalize();
    let down = view.cross(right);
    let (sin, cos) = roll.sin_cos();
    // The world's right must show as (cos, sin) in the picture: to the right and falling.
    DMat3::from_cols(right * cos - down * sin, right * sin + down * cos, view)
}

/// The focal length at which the standing runner fills the wanted share of the picture, without lens and roll.
fn focal_px(unit: &Camera, spec: &CameraSpec) -> Result<f64, CameraError> {
    let level =
        Camera { axes: axes(unit.axes.z_axis, 0.0), k: [0.0; 2], fold_r2: f64::INFINITY, ..unit.clone() };
    let foot = level.project(DVec3::X * spec.aim_forward_m);
    let head = level.project(DVec3::new(spec.aim_forward_m, spec.runner_height_m, 0.0));
    match (foot, head) {
        (Some(foot), Some(head)) if foot.y > head.y => {
            Ok(spec.fill * f64::from(spec.height_px) / (foot.y - head.y))
        }
        _ => Err(CameraError::Range {
            field: "pitch_deg",
            value: spec.pitch_deg.unwrap_or(0.0),
            must: "such that the runner is in front of the camera",
        }),
    }
}

/// Smallest positive r² where the slope of the bent radius, `1 + 3 k1 r² + 5 k2 r⁴`, vanishes.
fn fold_r2(k1: f64, k2: f64) -> f64 {
    let (a, b) = (5.0 * k2, 3.0 * k1);
    if a == 0.0 {
        return if b < 0.0 { -1.0 / b } else { f64::INFINITY };
    }
    let inner = b * b - 4.0 * a;
    if inner < 0.0 {
        return f64::INFINITY;
    }
    let roots = [(-b - inner.sqrt()) / (2.0 * a), (-b + inner.sqrt()) / (2.0 * a)];
    roots.into_iter().filter(|r| *r > 0.0).fold(f64::INFINITY, f64::min)
}

fn check(spec: &CameraSpec) -> Result<(), CameraError> {
    let range = |field, value: f64, low: f64, high: f64, must| {
        if value >= low && value <= high { Ok(()) } else { Err(CameraError::Range { field, value, must }) }
    };
    range("distance_m", spec.distance_m, 0.8, 20.0, "0.8 to 20")?;
    range("height_m", spec.height_m, -0.2, 4.0, "-0.2 to 4")?;
    range("yaw_deg", spec.yaw_deg, -60.0, 60.0, "-60 to 60")?;
    range("pitch_deg", spec.pitch_deg.unwrap_or(0.0), -60.0, 60.0, "-60 to 60")?;
    range("roll_deg", spec.roll_deg, -180.0, 180.0, "-180 to 180")?;
    range("aim_forward_m", spec.aim_forward_m, -2.0, 2.0, "-2 to 2")?;
    range("runner_height_m", spec.runner_height_m, 0.5, 2.5, "0.5 to 2.5")?;
    range("fill", spec.fill, 0.05, 2.0, "0.05 to 2")?;
    range("k1", spec.k1, -2.0, 2.0, "-2 to 2")?;
    range("k2", spec.k2, -2.0, 2.0, "-2 to 2")?;
    range("width_px", f64::from(spec.width_px), 16.0, 7680.0, "16 to 7680")?;
    range("height_px", f64::from(spec.height_px), 16.0, 7680.0, "16 to 7680")
}
