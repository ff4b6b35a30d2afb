//! Stickers at their exact places in every frame, as if nothing hid, blurred or shaded them: what no following of them could better.

use runtilt::body::Point;
use runtilt::pelvis::markers::Blob;
use runtilt::pipeline::Observed;
use runtilt::units::Pixels;
use runtilt_truth::{Landmark, Truth};

/// How the truth begins the names of stickers.
const STICKER: &str = "sticker_";

/// What the camera recorded, with nothing but the stickers' middles for spots. Landmarks stay as they were read.
pub fn at_exact_places(observed: &Observed, truth: &Truth) -> Observed {
    let stickers: Vec<&Landmark> =
        truth.landmarks.iter().filter(|(name, _)| name.starts_with(STICKER)).map(|(_, at)| at).collect();
    let of_frame = |frame: usize| stickers.iter().filter_map(|at| spot(at, frame)).collect();
    let frames = observed.skipped..observed.skipped + observed.poses.poses.len();
    Observed { blobs: Some(frames.map(of_frame).collect()), ..observed.clone() }
}

/// A spot that every rule for stickers lets pass.
fn spot(sticker: &Landmark, frame: usize) -> Option<Blob> {
    let [x, y] = (*sticker.image_px.get(frame)?)?;
    Some(Blob { image: Point::new(x, y), colour: [230, 20, 130], contrast: 100.0, diameter: Pixels(15.0) })
}
