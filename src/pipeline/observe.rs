//! The first two passes: from a file to the raw landmarks of the runner.

use super::{FramesFrom, Options, PipelineError, Progress, Stage, room, shanks, timed, upright, ways};
use crate::body::{Background, BodyPose, BySide, ImageLine, PelvisStill, PoseSequence};
use crate::models::Store;
use crate::pelvis::markers::{Blob, find_blobs};
use crate::pelvis::model::{Released, squares};
use crate::pose::{
    BlazeLandmarker, Cancel, Look, PoseError, StillReader, Survey, Tick, Toolbox, crop_path, extract,
    extract_with, read_stills, subject, survey,
};
use crate::series::TimeAxis;
use crate::units::{Pixels, Seconds};
use crate::video::motion::CameraShift;
use crate::video::{ClipInfo, Ending, Frame, Region, Timing, VideoError, VideoReader};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// What the camera recorded of the runner: everything that needs the pictures. It can be kept (it is plain data) and
/// measured again without running the pose model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observed {
    /// Facts of the container.
    pub info: ClipInfo,
    /// Number of frames before the window.
    pub skipped: usize,
    /// How the file ended, if it was read to its end.
    pub ending: Option<Ending>,
    /// Where the times come from.
    pub timing: Timing,
    /// How many people were seen.
    pub people: usize,
    /// How far the background wandered over the clip.
    pub camera_travel: Pixels,
    /// Presentation times of the frames, as the clip plays.
    pub played: TimeAxis,
    /// How many times slower than life that is.
    pub slow_motion_factor: f64,
    /// Raw landmarks of the runner, on the runner's own time.
    pub poses: PoseSequence,
    /// Per frame what could be a sticker; absent where nobody asked for the pelvis.
    #[serde(default)]
    pub blobs: Option<Vec<Vec<Blob>>>,
    /// What the pelvis network read, in the frames that it looked at; empty where nobody asked for it.
    #[serde(default)]
    pub stills: Vec<Option<PelvisStill>>,
}

/// What is taken from a picture besides the landmarks.
struct Seen {
    blobs: Vec<Blob>,
    /// Upright edges of the room, where this picture was chosen for it.
    edges: Option<Vec<ImageLine>>,
    /// Widths of the shanks' edges, where this picture was chosen for it.
    shanks: BySide<Vec<Pixels>>,
}

/// The decoder gives no time for the handful of frames that it still holds at the end of some files; a larger share
/// of frames without a time is a fault of the file.
const FEW_FRAMES: f64 = 0.02;

impl Observed {
    /// The frame, counted from the window's first, that is shown at a time of the clip as it plays, which is the clock of
    /// [`MarkerClick`](crate::pelvis::markers::MarkerClick).
    pub fn frame_at(&self, played: Seconds) -> Option<usize> {
        self.played.frame_at(played).map(|frame| frame.round() as usize)
    }

    /// Reads the pelvis in the pictures of the same clip again, where these landmarks have it, stickers and network: after a change of either, or of where
    /// it looks.
    ///
    /// # Errors
    /// [`PipelineError`] where the clip or the network cannot be read.
    pub fn read_pelvis_again(
        &mut self,
        clip: &Path,
        store: &Store,
        cancel: &Cancel,
    ) -> Result<(), PipelineError> {
        let mut network = Toolbox::open(store)?.still_reader()?;
        let played = PoseSequence { time: Arc::new(self.played.clone()), ..self.poses.clone() };
        let pictures = VideoReader::open(clip)?;
        self.stills = read_stills(pictures, self.skipped, &squares(&played), &mut network, &|_| (), cancel)?;
        self.blobs = Some(self.blobs_of(clip, cancel)?);
        Ok(())
    }

    /// What could be a sticker in each frame; nothing where the clip ends before the landmarks do.
    fn blobs_of(&self, clip: &Path, cancel: &Cancel) -> Result<Vec<Vec<Blob>>, PipelineError> {
        let poses = &self.poses.poses;
        let of_frame = |(frame, pose): (Result<Frame, VideoError>, &Option<BodyPose>)| {
            cancel.check()?;
            let frame = frame?;
            pose.as_ref().map_or_else(|| Ok(Vec::new()), |pose| Ok(find_blobs(&frame, pose)?))
        };
        let frames = FramesFrom::open(clip, self.skipped, poses.len())?;
        let mut found: Vec<Vec<Blob>> =
            frames.zip(poses).map(of_frame).collect::<Result<_, PipelineError>>()?;
        found.resize(poses.len(), Vec::new());
        Ok(found)
    }

    /// Whether so many frames lack a presentation time that the clip's timing is not to be trusted.
    pub fn times_are_lacking(&self) -> bool {
        match self.timing {
            Timing::Container => false,
            Timing::Continued { frames } => frames as f64 > FEW_FRAMES * self.played.len() as f64,
        }
    }
}

/// Finds the runner and reads the landmarks in every frame of the clip that `reader` has just opened: the passes that look at
/// pictures.
///
/// # Errors
/// [`PipelineError`] says why the clip cannot be used and what to do.
pub fn observe(
    reader: VideoReader,
    clip: &Path,
    options: &Options,
    store: &Store,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<Observed, PipelineError> {
    let info = reader.info().clone();
    let tick: Tick<'_> = &|frames| progress.advance(frames);

    progress.begin(Stage::Survey, info.frame_count_hint);
    let (seen, mut landmarkers, still_reader) = look_around(reader, options, store, tick, cancel)?;
    if seen.time.is_empty() {
        return Err(PipelineError::EmptyWindow { start: options.window.start, clip_end: seen.clip_end });
    }
    let camera_travel = travel(&seen.camera);
    refuse_moving_camera(camera_travel, &info)?;
    let mut look = |probe: &[Option<Region>]| {
        extract(VideoReader::open(clip)?, seen.skipped, probe, &mut landmarkers, &|_| (), cancel)
    };
    let sightings = upright::right_way_up(&seen, &mut look)?;
    let people = subject::people(&sightings);
    let people_seen = people.len();
    if people.is_empty() && !seen.sightings.is_empty() {
        return Err(PoseError::NobodyUpright { seen: seen.sightings.len() }.into());
    }
    let runner = subject::choose(people, options.subject, seen.looked_at)?;
    let regions = crop_path(&runner, &seen.time);

    progress.begin(Stage::Landmarks, Some(regions.len()));
    let regions = ways::both_ways(&regions, &mut look)?;
    let again = VideoReader::open(clip)?;
    let wanted = options.pelvis.wants_markers();
    let chosen = |frame: &Frame, pictures: usize| {
        (frame.index() - seen.skipped).is_multiple_of(regions.len().div_ceil(pictures))
    };
    let look: Look<'_, Seen> = &|frame, pose| {
        let blobs = if wanted { find_blobs(frame, pose)? } else { Vec::new() };
        let edges = chosen(frame, room::PICTURES).then(|| room::edges(frame, pose)).transpose()?;
        let shanks =
            if chosen(frame, shanks::PICTURES) { shanks::edges(frame, pose)? } else { BySide::default() };
        Ok(Seen { blobs, edges, shanks })
    };
    let found = timed("landmarks", || {
        extract_with(again, seen.skipped, &regions, &mut landmarkers, look, tick, cancel)
    })?;
    let (mut background, mut shank_edges) = (Background::default(), Vec::with_capacity(found.len()));
    let (poses, blobs): (Vec<Option<BodyPose>>, Vec<Vec<Blob>>) = found
        .into_iter()
        .map(|seen| {
            let Some((pose, Seen { blobs, edges, shanks })) = seen else {
                shank_edges.push(BySide::default());
                return (None, Vec::new());
            };
            shank_edges.push(shanks);
            background.pictures += usize::from(edges.is_some());
            background.lines.extend(edges.into_iter().flatten());
            (Some(pose), blobs)
        })
        .unzip();
    let (time_as_played, frame_size) = (Arc::new(seen.time.clone()), info.size);
    let sequence = PoseSequence { time: time_as_played, poses, frame_size, background, shank_edges };
    let stills = match still_reader {
        Some(mut network) => {
            let squares = squares(&sequence);
            progress.begin(Stage::Pelvis, Some(squares.iter().flatten().count()));
            timed("pelvis network", || {
                read_stills(VideoReader::open(clip)?, seen.skipped, &squares, &mut network, tick, cancel)
            })?
        }
        None => Vec::new(),
    };
    let played_rate = seen.time.median_rate().unwrap_or(info.nominal_rate);
    let slow_motion_factor = options.pace.slow_motion_factor(played_rate);
    let time = Arc::new(seen.time.slowed_by(1.0 / slow_motion_factor));
    Ok(Observed {
        poses: PoseSequence { time, ..sequence },
        info,
        skipped: seen.skipped,
        ending: seen.ending,
        timing: seen.timing,
        people: people_seen,
        camera_travel,
        played: seen.time,
        slow_motion_factor,
        blobs: wanted.then_some(blobs),
        stills,
    })
}

/// Surveys the clip and loads the landmark model meanwhile: the survey leaves a core free for about as long. The pelvis network is loaded where
/// it is wanted and something of it may be printed.
fn look_around(
    reader: VideoReader,
    options: &Options,
    store: &Store,
    tick: Tick<'_>,
    cancel: &Cancel,
) -> Result<(Survey, Vec<BlazeLandmarker>, Option<StillReader>), PipelineError> {
    let mut tools = timed("load runtime", || Toolbox::open(store))?;
    let mut detector = timed("load detector", || tools.detector())?;
    let released = Released::of_this_program().is_ok_and(|released| released.mean || released.change);
    let asked = options.pelvis.needs_model() || options.pelvis.wants_model() && released;
    std::thread::scope(|scope| {
        let loading = scope.spawn(|| {
            let landmarkers = timed("load landmarker", || tools.landmarkers(options.model))?;
            let network = asked.then(|| timed("load pelvis network", || tools.still_reader())).transpose()?;
            Ok::<_, PoseError>((landmarkers, network))
        });
        let seen = timed("survey", || survey(reader, &options.window, &mut detector, tick, cancel));
        let loaded = loading.join().map_err(|_| PoseError::Inference("loading the model died".into()));
        let (landmarkers, network) = loaded??;
        Ok((seen?, landmarkers, network))
    })
}

/// Shifts on which less of the picture agrees are not believed: still and panned clips measured 0.81 to 1.00, a cut
/// or a plain wall gives values near 0.
const MIN_RESPONSE: f64 = 0.3;

/// A background that wanders further than this share of the picture's width is a moving camera. Clips from a stand
/// measured 0.03 %; 5 % is about a tenth of the runner's leg, which a foot on the belt covers in a twentieth of a second.
const MAX_TRAVEL: f64 = 0.05;

/// The diagonal of the box in which the background wandered.
fn travel(shifts: &[CameraShift]) -> Pixels {
    let (mut x, mut y) = (Wander::default(), Wander::default());
    for shift in shifts.iter().filter(|shift| shift.response >= MIN_RESPONSE) {
        x.step(shift.right.0);
        y.step(shift.down.0);
    }
    Pixels(x.range().hypot(y.range()))
}

/// A sum of steps with the least and the greatest value that it had.
#[derive(Default)]
struct Wander {
    at: f64,
    least: f64,
    greatest: f64,
}

impl Wander {
    fn step(&mut self, by: f64) {
        self.at += by;
        self.least = self.least.min(self.at);
        self.greatest = self.greatest.max(self.at);
    }

    fn range(&self) -> f64 {
        self.greatest - self.least
    }
}

fn refuse_moving_camera(travel: Pixels, info: &ClipInfo) -> Result<(), PipelineError> {
    let share = travel.0 / f64::from(info.size.width);
    if share <= MAX_TRAVEL {
        return Ok(());
    }
    Err(PipelineError::MovingCamera { shift_px: travel.0, share_percent: 100.0 * share })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(right: f64, response: f64) -> CameraShift {
        CameraShift { right: Pixels(right), down: Pixels(0.0), response }
    }

    #[test]
    fn a_pan_adds_up_and_its_way_back_does_not_hide_it() {
        let pan: Vec<CameraShift> = [10.0, 10.0, 10.0, -15.0, -15.0].map(|x| shift(x, 0.9)).to_vec();
        assert_eq!(travel(&pan), Pixels(30.0));
    }

    #[test]
    fn a_shift_on_which_the_picture_does_not_agree_is_ignored() {
        assert_eq!(travel(&[shift(200.0, 0.05), shift(0.5, 1.0)]), Pixels(0.5));
    }
}
