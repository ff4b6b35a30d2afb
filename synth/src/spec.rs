//! The recipe of a clip, and the clip made from it.

use crate::actor::Actor;
use crate::body::{Assets, Body, BodyError, BodySpec};
use crate::film::{Encoder, FilmError, FilmSpec};
use crate::motion::{Kind, Motion, MotionError, MotionSpec, Movement, Recorded, RecordedSpec};
use crate::record::{Recorder, angles};
use crate::render::{ShutterSpec, Stage};
use crate::scene::{Camera, CameraError, CameraSpec, Light, LightSpec, Palette, RoomSpec, build_set};
use crate::side::Side;
use crate::wardrobe::{OutfitSpec, Runner, StickerSpec};
use glam::{DAffine3, DQuat, DVec3};
use runtilt_truth::{Angles, Clip, Run, SCHEMA, Truth, TruthError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Raised by hand whenever the same recipe comes to give another clip: clips that are kept are made anew then.
pub const GENERATION: u32 = 3;

/// Everything that makes a clip.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClipSpec {
    /// Name of the clip's files, without ending.
    pub name: String,
    /// What it shows, for tables: `outfit = "loose"` and so on.
    pub conditions: BTreeMap<String, String>,
    /// The body.
    pub body: BodySpec,
    /// Its clothes.
    pub outfit: OutfitSpec,
    /// Stickers on it.
    pub stickers: Vec<StickerSpec>,
    /// How it moves.
    pub motion: MotionSpec,
    /// A recording that moves the body instead.
    pub recording: Option<RecordedSpec>,
    /// Somebody else in the picture, who stands and watches.
    pub bystander: Option<BystanderSpec>,
    /// The camera.
    pub camera: CameraSpec,
    /// The room and the treadmill.
    pub room: RoomSpec,
    /// The light.
    pub light: LightSpec,
    /// The exposure.
    pub shutter: ShutterSpec,
    /// The recording.
    pub film: FilmSpec,
}

/// Somebody who stands about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BystanderSpec {
    /// The body.
    pub body: BodySpec,
    /// Its clothes.
    pub outfit: OutfitSpec,
    /// Where it stands: forward of the middle of the belt, and from there towards the wall behind (negative: towards the camera), metres.
    pub forward_m: f64,
    /// See `forward_m`.
    pub behind_m: f64,
    /// Which way it faces, degrees: 0 as the runner, 90 towards the wall behind.
    pub turned_deg: f64,
}

impl BystanderSpec {
    fn actor(&self, assets: &Assets, near: Side) -> Result<Runner, RenderError> {
        let body = Body::new(assets, &self.body)?;
        let motion = Motion::new(&MotionSpec { kind: Kind::Standing, ..MotionSpec::default() }, &body)?;
        let place = DVec3::new(self.forward_m, 0.0, -near.sign() * self.behind_m);
        let turn = DQuat::from_rotation_y(near.sign() * self.turned_deg.to_radians());
        let place = DAffine3::from_rotation_translation(turn, place);
        Ok(Runner::bystander(body, &self.outfit, place, move |t| motion.posture(t)))
    }
}

/// Why a clip could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The recipe is not one.
    #[error("{}: {source}", path.display())]
    Recipe {
        /// The file.
        path: PathBuf,
        /// What is wrong and where.
        source: toml::de::Error,
    },
    /// The recipe cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No body.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// No motion.
    #[error(transparent)]
    Motion(#[from] MotionError),
    /// No camera.
    #[error(transparent)]
    Camera(#[from] CameraError),
    /// No clip.
    #[error(transparent)]
    Film(#[from] FilmError),
    /// No truth.
    #[error(transparent)]
    Truth(#[from] TruthError),
}

impl ClipSpec {
    /// Reads a recipe; its name is the file's unless it says one.
    ///
    /// # Errors
    /// [`RenderError`] with the place in the file.
    pub fn read(path: &Path) -> Result<Self, RenderError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| RenderError::Unreadable { path: path.into(), source })?;
        let mut spec: Self =
            toml::from_str(&text).map_err(|source| RenderError::Recipe { path: path.into(), source })?;
        if spec.name.is_empty() {
            spec.name = path.file_stem().map_or_else(|| "clip".into(), |s| s.to_string_lossy().into_owned());
        }
        Ok(spec)
    }

    /// Renders the clip and its truth into a folder: `NAME.mp4` and `NAME.truth.json.gz`. `tick` is called after every frame
    /// with how many there will be.
    ///
    /// # Errors
    /// [`RenderError`] says what cannot be made and what to change.
    pub fn render(
        &self,
        assets: &Assets,
        folder: &Path,
        mut tick: impl FnMut(usize),
    ) -> Result<(), RenderError> {
        let body = Body::new(assets, &self.body)?;
        let motion = self.movement(&body)?;
        let camera = Camera::new(&CameraSpec { runner_height_m: body.height_m(), ..self.camera.clone() })?;
        let light = Light::new(&self.light, &camera);
        let mut palette = Palette::default();
        let set = build_set(&self.room, self.camera.side, &mut palette);
        let moves = Arc::clone(&motion);
        let standing = standing_angles(&body, &self.motion)?;
        let height_m = body.height_m();
        let mut runner =
            Runner::new(body, &self.outfit, &self.stickers, self.camera.side, move |t| moves.posture(t));
        runner.join_palette(&mut palette);
        let mut actors: Vec<Box<dyn Actor>> = vec![Box::new(runner)];
        if let Some(spec) = &self.bystander {
            let mut bystander = spec.actor(assets, self.camera.side)?;
            bystander.join_palette(&mut palette);
            actors.push(Box::new(bystander));
        }
        let mut stage = Stage::new(camera.clone(), light, palette, &set, self.shutter, &actors);
        let (width, height) = camera.size_px();
        let clip = folder.join(format!("{}.mp4", self.name));
        let mut film = Encoder::new(&clip, width, height, &self.film)?;
        let mut recorder = Recorder::default();
        let times = self.film.times_s();
        for (number, &time) in times.iter().enumerate() {
            let picture = stage.picture(time, number, &mut actors, |t| motion.speed_mps() * t);
            film.add(&picture.rgb)?;
            recorder.add(&picture.points[0], &camera, &picture);
            tick(times.len());
        }
        film.finish()?;
        let truth = self.truth(recorder, standing, times, &camera, motion.as_ref(), height_m);
        Ok(runtilt_truth::write(&truth, &folder.join(format!("{}.truth.json.gz", self.name)))?)
    }

    fn movement(&self, body: &Body) -> Result<Arc<dyn Movement>, MotionError> {
        Ok(match &self.recording {
            Some(recording) => Arc::new(Recorded::new(recording, body, self.film.duration_s)?),
            None => Arc::new(Motion::new(&self.motion, body)?),
        })
    }

    fn truth(
        &self,
        recorder: Recorder,
        standing: Angles<f64>,
        time_s: Vec<f64>,
        camera: &Camera,
        motion: &dyn Movement,
        height_m: f64,
    ) -> Truth {
        let (angles, landmarks) = recorder.finish();
        let (width_px, height_px) = camera.size_px();
        Truth {
            schema: SCHEMA.into(),
            source: concat!("runtilt-synth ", env!("CARGO_PKG_VERSION")).into(),
            clip: Clip {
                file: format!("{}.mp4", self.name),
                width_px,
                height_px,
                frame_rate_hz: self.film.frame_rate_hz,
                slow_motion: self.film.slow_motion,
                side_to_camera: self.camera.side,
            },
            conditions: self.conditions.clone(),
            run: Run {
                speed_mps: motion.speed_mps(),
                cadence_spm: motion.cadence_spm(),
                height_m: Some((height_m * 1e4).round() / 1e4),
            },
            camera: Some(camera.truth()),
            events: motion.events(0.0, time_s.last().copied().unwrap_or(0.0)),
            time_s,
            angles,
            standing: Some(standing),
            landmarks,
        }
    }
}

/// The angles of the body standing in its own posture.
fn standing_angles(body: &Body, motion: &MotionSpec) -> Result<Angles<f64>, MotionError> {
    let still = MotionSpec { kind: Kind::Standing, stride_noise: 0.0, ..*motion };
    let posture = Motion::new(&still, body)?.posture(0.0);
    Ok(angles(&body.pose(&posture).landmarks(body)))
}
