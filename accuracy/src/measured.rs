//! Every clip of the grid through the pipeline, held against its truth.

use crate::clips::Made;
use crate::exact::at_exact_places;
use crate::grid::{BALLS, PART, STICKERS, WAND, neutral_of};
use anyhow::{Context, Result};
use indicatif::ProgressBar;
use runtilt::models::Store;
use runtilt::pelvis::PelvisChoice;
use runtilt::pipeline::{self, Observed, Options, Pace, PipelineError, Silent};
use runtilt::pose::{Cancel, PoseError};
use runtilt::report::document::Document;
use runtilt::units::Metres;
use runtilt::validate::{ClipScore, ReadOptions, Reference, compare};
use runtilt::video::VideoReader;
use runtilt_truth::Truth;
use std::path::{Path, PathBuf};

/// A clip of the grid, measured.
pub struct Measured {
    /// Name in the grid.
    pub name: String,
    /// What was varied.
    pub truth: Truth,
    /// What runtilt says, or why it says nothing.
    pub outcome: Result<(Document, ClipScore), String>,
    /// What the camera recorded, where it was looked at.
    pub observed: Option<Observed>,
    /// Where the same runner stands in another clip.
    pub from_standing: Option<FromStanding>,
    /// Clips with stickers once more, with the camera's true distance: how much of the error is perspective.
    pub distance_known: Option<Again>,
    /// And once more with the stickers at their exact places: how much of it is not in the following.
    pub exact_places: Option<Again>,
}

/// What runtilt says with a standing clip and the true tilt in it, or why it says nothing.
pub type FromStanding = Result<(Document, f64), String>;

/// A clip measured in another way.
pub struct Again {
    /// Without a standing clip.
    pub absolute: Result<Document, String>,
    /// With it.
    pub from_standing: Option<FromStanding>,
}

/// What serves again of an earlier run, whatever program made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Nothing,
    /// All that was seen in the pictures.
    All,
    /// All but what shows the pelvis: stickers, and what its network read.
    LandmarksOnly,
}

impl Keep {
    /// As the options say.
    pub const fn new(landmarks: bool, pelvis_anew: bool) -> Self {
        match (landmarks, pelvis_anew) {
            (false, _) => Self::Nothing,
            (true, false) => Self::All,
            (true, true) => Self::LandmarksOnly,
        }
    }
}

/// A standing clip of the grid.
pub struct Standing {
    /// Name in the grid.
    pub name: String,
    /// What the camera recorded.
    pub observed: Observed,
    /// What was true.
    pub truth: Truth,
}

/// Looks at every standing clip.
pub fn stand(clips: &[Made], keep: Keep, bar: &ProgressBar) -> Result<Vec<Standing>> {
    let store = Store::locate()?;
    bar.set_length(clips.len() as u64);
    clips
        .iter()
        .map(|made| {
            let truth = runtilt_truth::read(&made.truth)?;
            let observed = observed(made, &options(&truth), &store, keep)?;
            bar.inc(1);
            Ok(Standing { name: made.name.clone(), observed, truth })
        })
        .collect()
}

/// Measures every clip.
pub fn measure(
    clips: &[Made],
    standing: &[Standing],
    keep: Keep,
    bar: &ProgressBar,
) -> Result<Vec<Measured>> {
    let store = Store::locate()?;
    bar.set_length(clips.len() as u64);
    clips
        .iter()
        .map(|made| {
            bar.set_message(made.name.clone());
            let measured = one(made, standing, &store, keep);
            bar.inc(1);
            measured
        })
        .collect()
}

fn one(made: &Made, standing: &[Standing], store: &Store, keep: Keep) -> Result<Measured> {
    let truth = runtilt_truth::read(&made.truth)?;
    let options = options(&truth);
    let observed = match or_refusal(observed(made, &options, store, keep), &made.name)? {
        Ok(observed) => observed,
        Err(reason) => {
            let outcome = Err(reason);
            return Ok(Measured {
                name: made.name.clone(),
                truth,
                outcome,
                observed: None,
                from_standing: None,
                distance_known: None,
                exact_places: None,
            });
        }
    };
    let stood = standing.iter().find(|other| other.name == neutral_of(&made.name));
    let again = |options: &Options, ran: &Observed, stood: Option<Stood<'_>>| -> Result<Again> {
        let measured = |standing: Option<&Observed>| {
            let found = pipeline::measure(&made.clip, options, store, ran, standing);
            or_refusal(found.map_err(anyhow::Error::from), &made.name)
        };
        let with = |stood: Stood<'_>| {
            Ok::<_, anyhow::Error>(
                measured(Some(stood.observed))?.map(|document| (document, stood.true_zero)),
            )
        };
        Ok(Again { absolute: measured(None)?, from_standing: stood.map(with).transpose()? })
    };
    let as_filmed = stood.map(|stood| Stood { observed: &stood.observed, true_zero: true_zero(stood) });
    let Again { absolute, from_standing } = again(&options, &observed, as_filmed)?;
    let outcome = match absolute {
        Ok(document) => {
            let reference = Reference::read(&made.truth, &ReadOptions::default())?;
            let score = compare(&document, &reference).with_context(|| made.name.clone())?;
            Ok((document, score))
        }
        Err(reason) => Err(reason),
    };
    let is_of = |parts: &[&str]| truth.conditions.get(PART).is_some_and(|own| parts.contains(&own.as_str()));
    let distance_known = truth
        .camera_to_pelvis_m()
        .filter(|_| is_of(&[STICKERS, BALLS]))
        .map(|distance| {
            let options = Options { camera_distance: Some(Metres(distance)), ..options.clone() };
            again(&options, &observed, as_filmed)
        })
        .transpose()?;
    let exact_places = is_of(&[STICKERS, BALLS, WAND])
        .then(|| {
            let ran = at_exact_places(&observed, &truth);
            let stood = stood.map(|stood| (at_exact_places(&stood.observed, &stood.truth), true_zero(stood)));
            let stood = stood.as_ref().map(|(observed, zero)| Stood { observed, true_zero: *zero });
            again(&options, &ran, stood)
        })
        .transpose()?;
    Ok(Measured {
        name: made.name.clone(),
        truth,
        outcome,
        observed: Some(observed),
        from_standing,
        distance_known,
        exact_places,
    })
}

/// What was recorded of somebody who stands, and the true tilt.
#[derive(Clone, Copy)]
struct Stood<'a> {
    observed: &'a Observed,
    true_zero: f64,
}

/// Mean of the true tilt in a standing clip.
fn true_zero(stood: &Standing) -> f64 {
    let tilts = &stood.truth.angles.pelvic_tilt_deg;
    tilts.iter().sum::<f64>() / tilts.len() as f64
}

/// A refusal is a result, in words; a fault goes on with the clip's name.
fn or_refusal<T>(found: Result<T>, clip: &str) -> Result<Result<T, String>> {
    match found {
        Err(error) if is_refusal(&error) => Ok(Err(format!("{error:#}"))),
        found => found.map(Ok).with_context(|| clip.to_owned()),
    }
}

/// Whether the program declined to measure the clip; everything else is a fault of program or machine and no result.
fn is_refusal(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<PipelineError>(),
        Some(
            PipelineError::Track(_)
                | PipelineError::Neutral(_)
                | PipelineError::Gait(_)
                | PipelineError::MovingCamera { .. }
                | PipelineError::Pose(PoseError::NobodyFound { .. } | PoseError::NobodyUpright { .. })
        )
    )
}

/// The result of a clip, or the refusal.
pub fn document_of(made: &Made, truth: &Truth, store: &Store, keep: Keep) -> Result<Document> {
    let options = options(truth);
    let observed = observed(made, &options, store, keep)?;
    Ok(pipeline::measure(&made.clip, &options, store, &observed, None)?)
}

/// What a user who filmed this clip would say: how fast the belt ran and how tall the runner is.
fn options(truth: &Truth) -> Options {
    Options {
        pace: Pace::SlowMotion(truth.clip.slow_motion),
        height: truth.run.height_m.map(Metres),
        speed_m_per_s: Some(truth.run.speed_mps),
        ..Options::default()
    }
}

fn observed(made: &Made, options: &Options, store: &Store, keep: Keep) -> Result<Observed> {
    let kept = made.clip.with_extension("observed.json");
    if keep != Keep::Nothing && is_newer(&kept, &made.clip) {
        let text = std::fs::read(&kept).with_context(|| format!("cannot read {}", kept.display()))?;
        let mut observed: Observed = serde_json::from_slice(&text)
            .with_context(|| format!("{} is damaged; remove it", kept.display()))?;
        if keep == Keep::LandmarksOnly {
            observed.read_pelvis_again(&made.clip, store, &Cancel::default())?;
            write(&kept, &observed)?;
        }
        return Ok(observed);
    }
    let reader = VideoReader::open(&made.clip)?;
    // By name, so that the network is asked although it may not be released.
    let options = Options { pelvis: PelvisChoice::MarkersAndModel, ..options.clone() };
    let observed = pipeline::observe(reader, &made.clip, &options, store, &Silent, &Cancel::default())?;
    write(&kept, &observed)?;
    Ok(observed)
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| std::fs::metadata(path).and_then(|facts| facts.modified()).ok();
    time(file).zip(time(than)).is_some_and(|(file, than)| file >= than)
}

fn write(path: &Path, observed: &Observed) -> Result<()> {
    let partial: PathBuf = path.with_extension("partial");
    std::fs::write(&partial, serde_json::to_vec(observed)?)
        .and_then(|()| std::fs::rename(&partial, path))
        .with_context(|| format!("cannot write {}", path.display()))
}
