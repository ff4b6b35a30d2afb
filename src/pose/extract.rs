//! The second pass over a clip: the landmark model on every frame, on all cores.

use super::error::PoseError;
use super::landmarker::Landmarker;
use super::{Cancel, Tick};
use crate::body::BodyPose;
use crate::video::{Frame, Region, VideoError, VideoReader};
use crossbeam_channel::{Receiver, Sender, bounded};

/// Frames that wait between the reader and each landmarker: enough to keep it busy, few enough for 4K clips
/// (25 MB a frame) to stay far below the memory limit.
const WAITING_PER_WORKER: usize = 2;

struct Job {
    frame: Frame,
    place: usize,
    region: Region,
}

/// What else is taken from the picture of a frame in which a body was seen, while it is in memory.
pub type Look<'a, T> = &'a (dyn Fn(&Frame, &BodyPose) -> Result<T, VideoError> + Sync);

/// Reads the body in each frame for which `regions` has a place to look at. Frame `skipped + i` of the clip belongs to
/// `regions[i]`. The answer has one entry per region; `None` where nobody was seen.
///
/// # Errors
/// The first [`PoseError`] of any thread, or [`PoseError::Cancelled`].
pub fn extract<L: Landmarker>(
    reader: VideoReader,
    skipped: usize,
    regions: &[Option<Region>],
    landmarkers: &mut [L],
    tick: Tick<'_>,
    cancel: &Cancel,
) -> Result<Vec<Option<BodyPose>>, PoseError> {
    let seen = extract_with(reader, skipped, regions, landmarkers, &|_, _| Ok(()), tick, cancel)?;
    Ok(seen.into_iter().map(|found| found.map(|(pose, ())| pose)).collect())
}

/// As [`extract`], and asks `look` about every picture that shows a body.
///
/// # Errors
/// As [`extract`].
pub fn extract_with<L: Landmarker, T: Send>(
    reader: VideoReader,
    skipped: usize,
    regions: &[Option<Region>],
    landmarkers: &mut [L],
    look: Look<'_, T>,
    tick: Tick<'_>,
    cancel: &Cancel,
) -> Result<Vec<Option<(BodyPose, T)>>, PoseError> {
    let (jobs, queue) = bounded::<Job>(landmarkers.len() * WAITING_PER_WORKER);
    let mut poses: Vec<Option<(BodyPose, T)>> = regions.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        let feeder = scope.spawn(|| feed(reader, skipped, regions, jobs, tick, cancel));
        let workers: Vec<_> = landmarkers
            .iter_mut()
            .map(|landmarker| {
                let queue = queue.clone();
                scope.spawn(|| work(landmarker, queue, look, tick))
            })
            .collect();
        // The feeder must see that nobody listens any more if all workers fail.
        drop(queue);
        for worker in workers {
            for (place, pose) in
                worker.join().map_err(|_| PoseError::Inference("a worker thread died".into()))??
            {
                poses[place] = pose;
            }
        }
        feeder.join().map_err(|_| PoseError::Inference("the reading thread died".into()))?
    })?;
    Ok(poses)
}

/// Sends each frame that is worth a look to the workers.
fn feed(
    mut reader: VideoReader,
    skipped: usize,
    regions: &[Option<Region>],
    jobs: Sender<Job>,
    tick: Tick<'_>,
    cancel: &Cancel,
) -> Result<(), PoseError> {
    for _ in 0..skipped {
        reader.skip_frame()?;
    }
    for (place, region) in regions.iter().enumerate() {
        cancel.check()?;
        let Some(region) = *region else {
            reader.skip_frame()?;
            tick(1);
            continue;
        };
        let Some(frame) = reader.next_frame()? else { break };
        if jobs.send(Job { frame, place, region }).is_err() {
            break; // every worker has failed and says why
        }
    }
    Ok(())
}

/// Bodies with what else was seen, by the place of their frame.
type Seen<T> = Vec<(usize, Option<(BodyPose, T)>)>;

fn work<L: Landmarker, T>(
    landmarker: &mut L,
    queue: Receiver<Job>,
    look: Look<'_, T>,
    tick: Tick<'_>,
) -> Result<Seen<T>, PoseError> {
    let mut done = Vec::new();
    for Job { frame, place, region } in queue {
        let pose = landmarker.locate(&frame, &region)?;
        let seen = pose.map(|pose| look(&frame, &pose).map(|more| (pose, more))).transpose()?;
        done.push((place, seen));
        tick(1);
    }
    Ok(done)
}
