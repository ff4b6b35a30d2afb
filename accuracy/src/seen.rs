//! How often a sticker is seen while it can be: the truth knows in which frames something hides its middle.

use crate::measured::Measured;
use runtilt::pelvis::markers::{Known, Sticker, StickerName, measure};
use runtilt::track::{TrackOptions, track};
use runtilt_truth::Truth;
use std::ops::Add;

/// Frames of a clip, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// In which the sticker's middle is visible.
    pub visible: usize,
    /// Those of them in which it was seen.
    pub seen: usize,
}

impl Seen {
    /// `None` where it is never visible.
    pub fn share(self) -> Option<f64> {
        (self.visible > 0).then(|| self.seen as f64 / self.visible as f64)
    }
}

impl Add for Seen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { visible: self.visible + other.visible, seen: self.seen + other.seen }
    }
}

/// ASIS and PSIS of the near side; `None` where the stickers were not measured.
pub fn asis_and_psis(clip: &Measured) -> Option<[Seen; 2]> {
    let observed = clip.observed.as_ref()?;
    let tracked = track(&observed.poses, &TrackOptions::default()).ok()?;
    let found =
        measure(observed.blobs.as_ref()?, &tracked.trajectories, &[], |_| None, Known::default()).ok()?;
    let of = |name: StickerName| {
        let sticker = found.stickers.iter().find(|sticker| sticker.name == name)?;
        let frame_with_runner = |frame: usize| observed.poses.poses.get(frame).is_some_and(Option::is_some);
        seen(sticker, &clip.truth, observed.skipped, frame_with_runner)
    };
    Some([of(StickerName::Asis)?, of(StickerName::Psis)?])
}

/// Of the frames with the runner; the truth's first frame comes `skipped` before the path's.
fn seen(
    sticker: &Sticker,
    truth: &Truth,
    skipped: usize,
    has_runner: impl Fn(usize) -> bool,
) -> Option<Seen> {
    let name = format!("sticker_{}_{}", sticker.name.name(), truth.clip.side_to_camera.name());
    let visible = &truth.landmarks.get(&name)?.visible;
    let frames = sticker.path.iter().enumerate().filter(|(frame, _)| {
        has_runner(*frame) && visible.get(skipped + frame).is_some_and(|visible| *visible)
    });
    Some(
        frames
            .fold(Seen::default(), |sum, (_, at)| sum + Seen { visible: 1, seen: usize::from(at.is_some()) }),
    )
}
