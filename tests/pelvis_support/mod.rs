//! Recordings of rendered clips: what was seen, and what is true.
#![allow(dead_code)] // Each test file uses a part.

use flate2::read::GzDecoder;
use runtilt::body::Point;
use runtilt::pelvis::markers::{Known, Measured, NoStickers, measure};
use runtilt::pipeline::Observed;
use runtilt::track::{TrackOptions, Tracked, track};
use runtilt::units::Angle;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// A sticker as the renderer knows it.
#[derive(Debug, Deserialize)]
pub struct TrueSticker {
    pub image_px: Vec<[f64; 2]>,
    pub visible: Vec<bool>,
}

/// What is true of a clip, as far as stickers need it.
#[derive(Debug, Deserialize)]
pub struct Truth {
    pub pelvic_tilt_deg: Vec<f64>,
    pub thorax_lean_deg: Vec<f64>,
    pub lumbar_extension_deg: Vec<f64>,
    pub standing_pelvic_tilt_deg: f64,
    pub stickers: BTreeMap<String, TrueSticker>,
}

/// A clip with its truth.
pub struct Clip {
    pub name: String,
    pub seen: Observed,
    pub truth: Truth,
    pub tracked: Tracked,
    /// Roll that the tracker read from the belt.
    pub roll_found: Option<Angle>,
}

/// Camera roll of the recipes, degrees.
fn true_roll(name: &str) -> Angle {
    Angle::from_degrees(if name.contains("rolled") { 2.0 } else { 0.0 })
}

/// Median.
pub fn median_of(values: &[f64]) -> f64 {
    runtilt::robust::median(values.to_vec()).expect("values")
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pelvis").join(name);
    let file = File::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_reader(GzDecoder::new(file)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Loads a clip.
pub fn load(name: &str) -> Clip {
    let seen: Observed = read(&format!("{name}.json.gz"));
    let options = TrackOptions { known_roll: Some(true_roll(name)), ..TrackOptions::default() };
    let tracked = track(&seen.poses, &options).expect("a person from the side");
    let roll_found = tracked.quality.roll.map(|roll| roll.roll);
    Clip { roll_found, name: name.to_owned(), truth: read(&format!("{name}.truth.json.gz")), seen, tracked }
}

impl Clip {
    /// Measures the stickers as found.
    pub fn measured(&self) -> Result<Measured, NoStickers> {
        let blobs = self.seen.blobs.as_ref().expect("recorded with blobs");
        measure(blobs, &self.tracked.trajectories, &[], |_| None, Known::default())
    }

    /// How far the exactly projected stickers of ASIS and PSIS are from the truth: no measurement of them can do better.
    pub fn limit(&self, found: &[Option<f64>]) -> Agreement {
        let body = |name: &str, frame: usize| {
            let [x, y] = self.sticker(name).expect("in the recipe").image_px[frame];
            self.tracked.trajectories.view().body_from_image(Point::new(x, y))
        };
        let tilt = |frame: usize| {
            found[frame]?; // the same frames, so that the two can be compared
            let (asis, psis) = (body("asis", frame), body("psis", frame));
            Some((psis.y - asis.y).atan2(asis.x - psis.x).to_degrees())
        };
        let frames = found.len();
        agreement(&(0..frames).map(tilt).collect::<Vec<_>>(), &self.truth.pelvic_tilt_deg)
    }

    /// The true paths of the sticker of a landmark, whichever side it is on.
    pub fn sticker(&self, name: &str) -> Option<&TrueSticker> {
        self.truth
            .stickers
            .iter()
            .find(|(key, _)| key.starts_with(&format!("sticker_{name}")))
            .map(|(_, s)| s)
    }
}

/// Agreement of measured samples with the truth.
#[derive(Debug, Clone, Copy)]
pub struct Agreement {
    pub frames: usize,
    pub bias: f64,
    pub rmse: f64,
    pub sd: f64,
    pub r: f64,
}

/// Compares where there is a sample.
pub fn agreement(found: &[Option<f64>], truth: &[f64]) -> Agreement {
    let pairs: Vec<(f64, f64)> = found.iter().zip(truth).filter_map(|(f, t)| Some(((*f)?, *t))).collect();
    let n = pairs.len() as f64;
    let mean = |value: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(value).sum::<f64>() / n;
    let bias = mean(&|(f, t)| f - t);
    let rmse = mean(&|(f, t)| (f - t).powi(2)).sqrt();
    let (mf, mt) = (mean(&|p| p.0), mean(&|p| p.1));
    let cov = mean(&|(f, t)| (f - mf) * (t - mt));
    let r = cov / (mean(&|(f, _)| (f - mf).powi(2)) * mean(&|(_, t)| (t - mt).powi(2))).sqrt();
    Agreement { frames: pairs.len(), bias, rmse, sd: (rmse * rmse - bias * bias).max(0.0).sqrt(), r }
}
