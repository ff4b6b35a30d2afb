//! The two ways to H.264: the `ffmpeg` program, or OpenCV's own use of the same library.
//!
//! CPU per frame of 720x1280, measured on a treadmill clip (2 cores, FFmpeg 5.1): OpenCV 32 ms, since version 4.6 offers
//! no way past x264's `medium` preset (it reads `OPENCV_FFMPEG_WRITER_OPTIONS` and then ignores it). The program
//! reading a file of raw pictures takes 5.9 ms with `ultrafast`, 9.5 ms with `superfast` and 13 ms with `veryfast`, for
//! files of 2.95, 1.77 and 1.03 MB. So `superfast` where the program is installed, else OpenCV. The program also
//! says why it failed, which OpenCV does not.

use super::WriteFault;
use crate::units::Hertz;
use opencv::core::{Mat, Size};
use opencv::imgproc::{COLOR_BGR2YUV_I420, cvt_color_def};
use opencv::prelude::*;
use opencv::videoio::{CAP_FFMPEG, VideoWriter as CvWriter};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

/// Takes pictures of one size, blue first, and writes an MP4.
pub(super) enum Encoder {
    /// The `ffmpeg` program, fed through a pipe; the thread collects its complaints.
    Program { child: Child, said: JoinHandle<String> },
    /// OpenCV.
    Library(CvWriter),
}

impl Encoder {
    /// Starts the quicker encoder that is installed.
    pub(super) fn start(path: &Path, size: Size, rate: Hertz) -> Result<Self, WriteFault> {
        match Self::program(path, size, rate) {
            Err(WriteFault::Io(error)) if error.kind() == ErrorKind::NotFound => {
                Self::library(path, size, rate)
            }
            started => started,
        }
    }

    fn program(path: &Path, size: Size, rate: Hertz) -> Result<Self, WriteFault> {
        let (picture, rate) = (format!("{}x{}", size.width, size.height), rate.0.to_string());
        let mut command = Command::new("ffmpeg");
        command.args(["-nostdin", "-loglevel", "error", "-y"]);
        command.args(["-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", &picture]);
        command.args(["-framerate", &rate, "-i", "pipe:0"]);
        // yuv420p: the only sampling that all browsers play. faststart: playable before it is loaded.
        command.args(["-c:v", "libx264", "-preset", "superfast", "-crf", "23", "-pix_fmt", "yuv420p"]);
        command.args(["-movflags", "+faststart", "-f", "mp4"]).arg(path);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let mut stderr = child.stderr.take();
        let said = std::thread::spawn(move || {
            let mut text = Vec::new();
            if let Some(pipe) = &mut stderr {
                // What arrives before a failure of this pipe is still worth showing.
                let _length = pipe.read_to_end(&mut text);
            }
            String::from_utf8_lossy(&text).into_owned()
        });
        Ok(Self::Program { child, said })
    }

    /// The same file by OpenCV.
    pub(super) fn library(path: &Path, size: Size, rate: Hertz) -> Result<Self, WriteFault> {
        let start = || {
            let codec = CvWriter::fourcc('a', 'v', 'c', '1')?;
            let writer = CvWriter::new_with_backend(path, CAP_FFMPEG, codec, rate.0, size, true)?;
            Ok::<_, opencv::Error>(writer.is_opened()?.then_some(writer))
        };
        match start() {
            Ok(Some(writer)) => Ok(Self::Library(writer)),
            Ok(None) | Err(_) => Err(WriteFault::NoEncoder),
        }
    }

    /// Hands over one picture.
    pub(super) fn write(&mut self, bgr: &Mat) -> Result<(), WriteFault> {
        match self {
            Self::Program { child, .. } => {
                let lost = |error: opencv::Error| io::Error::other(error.message);
                let planes = yuv_planes(bgr).map_err(lost)?;
                let bytes = planes.data_bytes().map_err(lost)?;
                match &mut child.stdin {
                    Some(pipe) => Ok(pipe.write_all(bytes)?),
                    None => Err(WriteFault::Io(ErrorKind::BrokenPipe.into())),
                }
            }
            Self::Library(writer) => {
                Ok(writer.write(bgr).map_err(|error| io::Error::other(error.message))?)
            }
        }
    }

    /// Writes what is left and waits for the end.
    pub(super) fn finish(self) -> Result<(), WriteFault> {
        match self {
            Self::Program { mut child, said } => {
                drop(child.stdin.take());
                let status = child.wait()?;
                let said = said.join().unwrap_or_default();
                if status.success() { Ok(()) } else { Err(program_fault(&said, &status.to_string())) }
            }
            Self::Library(mut writer) => {
                Ok(writer.release().map_err(|error| io::Error::other(error.message))?)
            }
        }
    }

    /// Gives up: nothing of the file is wanted any more.
    pub(super) fn abandon(self) {
        match self {
            Self::Program { mut child, .. } => {
                // Already ended is as good as killed.
                let _killed = child.kill();
                let _status = child.wait();
            }
            Self::Library(mut writer) => {
                let _closed = writer.release();
            }
        }
    }
}

/// The picture as yuv420p: the brightness, then both colours at half the resolution. Half the bytes go through the pipe
/// and the program need not convert, which saves 3.7 ms CPU per frame of 720x1280.
fn yuv_planes(bgr: &Mat) -> opencv::Result<Mat> {
    let mut planes = Mat::default();
    cvt_color_def(bgr, &mut planes, COLOR_BGR2YUV_I420)?;
    Ok(planes)
}

/// What the program's complaint means.
fn program_fault(said: &str, status: &str) -> WriteFault {
    if said.contains("No space left") {
        return WriteFault::Io(ErrorKind::StorageFull.into());
    }
    if said.contains("Unknown encoder") {
        return WriteFault::NoEncoder;
    }
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or(status);
    WriteFault::Io(io::Error::other(format!("ffmpeg stopped: {last}")))
}
