//! The first pass over a clip: every frame's time, people in sampled frames, and whether the camera moves.

use super::detector::{Detection, Detector};
use super::error::PoseError;
use super::liveliness::{body_box, liveliness};
use super::subject::Sighting;
use super::{Cancel, Tick};
use crate::series::TimeAxis;
use crate::units::{FrameIndex, Hertz, Seconds};
use crate::video::motion::{CameraShift, Thumbnail, shift_between};
use crate::video::{Ending, Frame, SkippedFrame, Timing, VideoReader};

/// Time between two frames that the detector looks at. Five a second follow somebody who runs through the
/// picture, and cost about 1.5 ms per frame at 30 frames a second.
const INTERVAL: Seconds = Seconds(0.2);
/// Width of the grey pictures in which movement is measured: a leg is about 10 pixels wide in them, and a shift of the
/// camera by a thousandth of the picture's width still shows.
const THUMBNAIL_WIDTH: u32 = 160;

/// What the first pass found.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// When each frame within the window is shown.
    pub time: TimeAxis,
    /// Number of frames before the window.
    pub skipped: usize,
    /// Everybody in the sampled frames, in order of time.
    pub sightings: Vec<Sighting>,
    /// How many frames the detector looked at.
    pub looked_at: usize,
    /// How the background moved from each of these frames to the next.
    pub camera: Vec<CameraShift>,
    /// Time of the last frame that was read.
    pub clip_end: Seconds,
    /// How the file ended; `None` if the window ends before it.
    pub ending: Option<Ending>,
    /// Where the times come from.
    pub timing: Timing,
}

/// The part of the clip to analyse, in presentation time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// First instant.
    pub start: Seconds,
    /// Last instant, if not the end of the clip.
    pub end: Option<Seconds>,
}

impl Window {
    /// Whether a frame shown at `time` comes before the window.
    pub fn is_before(&self, time: Seconds) -> bool {
        time < self.start
    }

    /// Whether a frame shown at `time` comes after the window.
    pub fn is_past(&self, time: Seconds) -> bool {
        self.end.is_some_and(|end| time > end)
    }
}

/// Reads the clip once.
///
/// # Errors
/// [`PoseError::Video`] where the clip cannot be read, [`PoseError::Cancelled`] where the user stopped.
pub fn survey(
    mut reader: VideoReader,
    window: &Window,
    detector: &mut dyn Detector,
    tick: Tick<'_>,
    cancel: &Cancel,
) -> Result<Survey, PoseError> {
    let mut watch = Watch::new(reader.info().nominal_rate, *window);
    let (mut times, mut skipped) = (Vec::new(), 0);
    while let Some(stamp) = watch.next(&mut reader, detector)? {
        cancel.check()?;
        if window.is_past(stamp.time) {
            break;
        }
        if window.is_before(stamp.time) {
            skipped += 1;
        } else {
            times.push(stamp.time.0);
        }
        tick(1);
    }
    let time = TimeAxis::from_seconds(times).map_err(|e| PoseError::Inference(e.to_string()))?;
    Ok(Survey {
        time,
        skipped,
        clip_end: watch.last_stamp,
        ending: reader.ended(),
        timing: reader.timing(),
        looked_at: watch.looked_at,
        camera: watch.camera,
        sightings: watch.sightings,
    })
}

/// What has been seen so far, and when to look again.
struct Watch {
    window: Window,
    step: Seconds,
    last_stamp: Seconds,
    last_look: Option<(Thumbnail, Vec<Detection>)>,
    sightings: Vec<Sighting>,
    camera: Vec<CameraShift>,
    looked_at: usize,
}

impl Watch {
    fn new(rate: Hertz, window: Window) -> Self {
        let step = Seconds(1.0 / rate.0);
        Self {
            window,
            step,
            last_stamp: -step,
            last_look: None,
            sightings: Vec::new(),
            camera: Vec::new(),
            looked_at: 0,
        }
    }

    /// Whether the frame expected at this time should be looked at.
    fn is_due(&self, expected: Seconds) -> bool {
        let waited = |last: &Thumbnail| expected - last.time() >= INTERVAL - self.step * 0.5;
        !self.window.is_before(expected) && self.last_look.as_ref().is_none_or(|(last, _)| waited(last))
    }

    /// The next frame, looked at if it is time to; only such frames are made into pictures.
    fn next(
        &mut self,
        reader: &mut VideoReader,
        detector: &mut dyn Detector,
    ) -> Result<Option<SkippedFrame>, PoseError> {
        let stamp = if self.is_due(self.last_stamp + self.step) {
            match reader.next_frame()? {
                None => None,
                Some(frame) => {
                    self.look(&frame, detector)?;
                    Some(SkippedFrame { index: frame.index(), time: frame.time() })
                }
            }
        } else {
            reader.skip_frame()?
        };
        if let Some(stamp) = stamp {
            self.last_stamp = stamp.time;
        }
        Ok(stamp)
    }

    fn look(&mut self, frame: &Frame, detector: &mut dyn Detector) -> Result<(), PoseError> {
        self.looked_at += 1;
        let detections = detector.detect(frame)?;
        let thumbnail = frame.gray_thumbnail(THUMBNAIL_WIDTH)?;
        if let Some((before, seen_before)) = &self.last_look {
            let people: Vec<_> = seen_before.iter().chain(&detections).map(body_box).collect();
            self.camera.push(shift_between(before, &thumbnail, &people)?);
        }
        for detection in &detections {
            let motion = match &self.last_look {
                Some((before, _)) => Some(liveliness(before, &thumbnail, detection, frame.size())?),
                None => None,
            };
            let (frame, time) = (FrameIndex(frame.index()), frame.time());
            self.sightings.push(Sighting { frame, time, detection: *detection, motion });
        }
        self.last_look = Some((thumbnail, detections));
        Ok(())
    }
}
