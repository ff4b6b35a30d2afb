//! Pictures into a video file, through the `ffmpeg` program.

use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// How a clip is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilmSpec {
    /// Length, seconds of the runner's time.
    pub duration_s: f64,
    /// Pictures a second of the runner's time.
    pub frame_rate_hz: f64,
    /// How many times slower than life the file plays.
    pub slow_motion: f64,
    /// Compression of H.264: 18 hardly seen, 23 a phone's, 28 a messenger's.
    pub crf: u8,
}

impl Default for FilmSpec {
    fn default() -> Self {
        Self { duration_s: 4.5, frame_rate_hz: 60.0, slow_motion: 1.0, crf: 23 }
    }
}

impl FilmSpec {
    /// Time of every picture, seconds of the runner's time.
    pub fn times_s(&self) -> Vec<f64> {
        let count = (self.duration_s * self.frame_rate_hz).round() as usize;
        (0..count).map(|i| i as f64 / self.frame_rate_hz).collect()
    }
}

/// Why a clip could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FilmError {
    /// The program is missing.
    #[error("cannot start ffmpeg: {0}; `make setup` installs it")]
    Start(std::io::Error),
    /// It stopped early.
    #[error("ffmpeg could not write {}: {said}", path.display())]
    Failed {
        /// The clip.
        path: PathBuf,
        /// Its last words.
        said: String,
    },
    /// The finished file could not be moved into place.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The clip.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A clip that is being written; it appears only when finished.
pub struct Encoder {
    child: Child,
    input: Option<ChildStdin>,
    partial: PathBuf,
    path: PathBuf,
}

impl Encoder {
    /// Begins a clip of `width` by `height` pixels.
    ///
    /// # Errors
    /// [`FilmError::Start`] where there is no ffmpeg.
    pub fn new(path: &Path, width: u32, height: u32, film: &FilmSpec) -> Result<Self, FilmError> {
        let partial = path.with_extension("partial.mp4");
        let rate = (film.frame_rate_hz / film.slow_motion).to_string();
        let mut child = Command::new("ffmpeg")
            .args(["-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s"])
            .arg(format!("{width}x{height}"))
            .args(["-r", &rate, "-i", "-", "-c:v", "libx264", "-preset", "medium", "-pix_fmt", "yuv420p"])
            // One thread: the same clip on every machine. No date in the file.
            .args([
                "-threads",
                "1",
                "-fflags",
                "+bitexact",
                "-flags:v",
                "+bitexact",
                "-movflags",
                "+faststart",
            ])
            .args(["-crf", &film.crf.to_string()])
            .arg(&partial)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(FilmError::Start)?;
        let input = child.stdin.take();
        Ok(Self { child, input, partial, path: path.into() })
    }

    /// Adds a picture: red, green, blue, row by row.
    ///
    /// # Errors
    /// [`FilmError::Failed`] with what ffmpeg said.
    pub fn add(&mut self, rgb: &[u8]) -> Result<(), FilmError> {
        let sent = self.input.as_mut().is_some_and(|input| input.write_all(rgb).is_ok());
        if sent { Ok(()) } else { Err(self.failed()) }
    }

    /// Ends the clip and puts it in place.
    ///
    /// # Errors
    /// [`FilmError`] where ffmpeg or the disk refuses; nothing is in place then.
    pub fn finish(mut self) -> Result<(), FilmError> {
        self.input = None;
        if !self.child.wait().is_ok_and(|status| status.success()) {
            return Err(self.failed());
        }
        std::fs::rename(&self.partial, &self.path)
            .map_err(|source| FilmError::Io { path: self.path.clone(), source })
    }

    fn failed(&mut self) -> FilmError {
        self.input = None;
        let mut said = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            // What it said is all there is to tell; if that cannot be read either, the path must do.
            let _ = errors.read_to_string(&mut said);
        }
        let _ = std::fs::remove_file(&self.partial);
        FilmError::Failed { path: self.path.clone(), said: said.trim().into() }
    }
}
