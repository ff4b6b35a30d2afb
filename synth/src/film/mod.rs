//! Pictures into a video file, through the `ffmpeg` program.

use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread::JoinHandle;

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
    /// How far frames are off their even times, share of the time between two, 0 to 0.4: phones vary theirs with the light.
    pub uneven: f64,
    /// The sensor lies on its side, and a mark in the file says how to turn the picture upright, as phones do it.
    pub turned: bool,
}

impl Default for FilmSpec {
    fn default() -> Self {
        Self { duration_s: 4.5, frame_rate_hz: 60.0, slow_motion: 1.0, crf: 23, uneven: 0.0, turned: false }
    }
}

impl FilmSpec {
    /// Time of every picture, seconds of the runner's time.
    pub fn times_s(&self) -> Vec<f64> {
        let count = (self.duration_s * self.frame_rate_hz).round() as usize;
        (0..count)
            .map(|i| (i as f64 + self.uneven * (TURNS_PER_FRAME * i as f64).sin()) / self.frame_rate_hz)
            .collect()
    }

    /// What ffmpeg does to the pictures and their times, beyond compressing them.
    fn treatment(&self) -> Vec<String> {
        let mut filters = Vec::new();
        let mut words = Vec::new();
        if self.uneven > 0.0 {
            let rate = self.frame_rate_hz / self.slow_motion;
            // 90 kHz is fine enough for any rate.
            filters.push(format!(
                "settb=1/90000,setpts='(N+{}*sin({TURNS_PER_FRAME}*N))/{rate}/TB'",
                self.uneven
            ));
            words.extend(["-vsync", "passthrough", "-enc_time_base", "1:90000"].map(String::from));
            words.extend(["-video_track_timescale", "90000"].map(String::from));
        }
        if self.turned {
            filters.push("transpose=clock".into());
        }
        if !filters.is_empty() {
            words.extend(["-vf".into(), filters.join(",")]);
        }
        words
    }
}

/// Uneven frame times swing with this phase from frame to frame, radians: no simple fraction of a turn, so no pattern repeats soon.
const TURNS_PER_FRAME: f64 = 1.7;

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
    /// Reads what ffmpeg says while it works: a full pipe would stop it.
    said: Option<JoinHandle<String>>,
    partial: PathBuf,
    path: PathBuf,
    turned: bool,
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
            .args(film.treatment())
            .arg(&partial)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(FilmError::Start)?;
        let input = child.stdin.take();
        let said = child.stderr.take().map(|mut errors| {
            std::thread::spawn(move || {
                let mut said = String::new();
                // What it said is all there is to tell; if that cannot be read either, the path must do.
                let _ = errors.read_to_string(&mut said);
                said
            })
        });
        Ok(Self { child, input, said, partial, path: path.into(), turned: film.turned })
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
        if self.turned {
            self.mark_turned()?;
        }
        std::fs::rename(&self.partial, &self.path)
            .map_err(|source| FilmError::Io { path: self.path.clone(), source })
    }

    /// Marks the file as to be turned by a quarter anticlockwise, which is how ffmpeg 5 writes `rotate=90` into the track's matrix. Only
    /// copying writes it there.
    fn mark_turned(&mut self) -> Result<(), FilmError> {
        let marked = self.path.with_extension("turned.mp4");
        let copy = Command::new("ffmpeg")
            .args(["-y", "-loglevel", "error", "-i"])
            .arg(&self.partial)
            .args(["-c", "copy", "-metadata:s:v", "rotate=90", "-movflags", "+faststart"])
            .args(["-fflags", "+bitexact"])
            .arg(&marked)
            .output()
            .map_err(FilmError::Start)?;
        if !copy.status.success() {
            let said = String::from_utf8_lossy(&copy.stderr).trim().into();
            return Err(FilmError::Failed { path: self.path.clone(), said });
        }
        std::fs::rename(&marked, &self.partial)
            .map_err(|source| FilmError::Io { path: self.path.clone(), source })
    }

    fn failed(&mut self) -> FilmError {
        self.input = None;
        let said = self.said.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        FilmError::Failed { path: self.path.clone(), said: said.trim().into() }
    }
}

impl Drop for Encoder {
    /// A clip that was not finished leaves nothing behind.
    fn drop(&mut self) {
        if self.input.take().is_some() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.partial);
    }
}
