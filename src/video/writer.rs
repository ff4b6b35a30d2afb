//! Writing a clip that a browser plays: H.264 in MP4, yuv420p.

use super::encoder::Encoder;
use super::frame::cv_size;
use super::{Frame, VideoError, WriteFault, backend};
use crate::body::FrameSize;
use crate::units::Hertz;
use opencv::core::{Mat, Rect, Size};
use opencv::imgproc::{INTER_LINEAR, resize};
use opencv::prelude::*;
use opencv::videoio::{CAP_FFMPEG, CAP_PROP_FRAME_COUNT, VideoCapture};
use std::path::{Path, PathBuf};

/// A video file in the making. It is whole after [`VideoWriter::finish`]; dropped before that, or failed, it is removed.
pub struct VideoWriter {
    path: PathBuf,
    /// `None` once finished or abandoned.
    encoder: Option<Encoder>,
    /// Size of the frames that are given.
    size: FrameSize,
    /// Size in the file, both sides even.
    written_size: Size,
    written: usize,
}

impl VideoWriter {
    /// Starts a video of frames of one size at a steady rate. H.264 needs even sides: an odd last column or row is
    /// left out.
    ///
    /// # Errors
    /// [`VideoError::CannotWrite`] says why.
    pub fn create(path: &Path, size: FrameSize, rate: Hertz) -> Result<Self, VideoError> {
        Self::create_scaled(path, size, rate, u32::MAX)
    }

    /// The same, with frames made smaller where their longer side exceeds `max_long_side` pixels. From 720x1280, with the
    /// `ffmpeg` program, a frame costs 9.2 ms CPU at full size, 7.6 ms at 960 and 3.5 ms at 640.
    ///
    /// # Errors
    /// [`VideoError::CannotWrite`] says why.
    pub fn create_scaled(
        path: &Path,
        size: FrameSize,
        rate: Hertz,
        max_long_side: u32,
    ) -> Result<Self, VideoError> {
        Self::create_with(Encoder::start, path, size, rate, max_long_side)
    }

    fn create_with(
        start: impl FnOnce(&Path, Size, Hertz) -> Result<Encoder, WriteFault>,
        path: &Path,
        size: FrameSize,
        rate: Hertz,
        max_long_side: u32,
    ) -> Result<Self, VideoError> {
        backend::prepare_opencv();
        let refuse = |fault| VideoError::CannotWrite { path: path.to_owned(), fault };
        let written_size = cv_size(even_size(size, max_long_side))?;
        // Folder, permission and space are found out here, where the operating system still says which.
        std::fs::File::create(path).map_err(|error| refuse(error.into()))?;
        let absolute = std::path::absolute(path).map_err(|error| refuse(error.into()))?;
        let encoder = start(&absolute, written_size, rate).map_err(|fault| {
            let fault = disk_fault(path).unwrap_or(fault);
            remove(path);
            refuse(fault)
        })?;
        Ok(Self { path: path.to_owned(), encoder: Some(encoder), size, written_size, written: 0 })
    }

    /// Appends a frame.
    ///
    /// # Errors
    /// [`VideoError::CannotWrite`] if the disk is full or the frame has another size. Nothing can be written after that.
    pub fn write(&mut self, frame: &Frame) -> Result<(), VideoError> {
        if frame.size() != self.size {
            return Err(self.fault(wrong_size(self.size, frame.size())));
        }
        let fitted = fitted(frame.mat(), self.written_size)?;
        let picture = fitted.as_ref().unwrap_or(frame.mat());
        let Some(encoder) = &mut self.encoder else {
            return Err(self.fault(WriteFault::Io(std::io::ErrorKind::BrokenPipe.into())));
        };
        if let Err(fault) = encoder.write(picture) {
            // The encoder itself knows better why its pipe broke.
            let fault = self.encoder.take().and_then(|encoder| encoder.finish().err()).unwrap_or(fault);
            remove(&self.path);
            return Err(self.fault(fault));
        }
        self.written += 1;
        Ok(())
    }

    /// Completes the file and checks that it holds every frame, since OpenCV's encoder says nothing of a full disk.
    ///
    /// # Errors
    /// [`VideoError::CannotWrite`]; the file is removed then.
    pub fn finish(mut self) -> Result<(), VideoError> {
        let Some(encoder) = self.encoder.take() else {
            return Err(self.fault(WriteFault::Io(std::io::ErrorKind::BrokenPipe.into())));
        };
        let by_library = matches!(encoder, Encoder::Library(_));
        let outcome = if self.written == 0 {
            encoder.abandon();
            Err(WriteFault::NoFrames)
        } else {
            encoder.finish().and_then(|()| self.check(by_library))
        };
        outcome.map_err(|fault| {
            remove(&self.path);
            self.fault(fault)
        })
    }

    /// Compares the frames of the finished file with those written. The program has said that all went well, so there
    /// the count in the header is enough; what OpenCV wrote is decoded to the end.
    fn check(&self, by_library: bool) -> Result<(), WriteFault> {
        let kept = frames_in(&self.path, by_library).unwrap_or(0);
        let written = self.written;
        if kept == written { Ok(()) } else { Err(WriteFault::FramesLost { written, kept }) }
    }

    fn fault(&self, fault: WriteFault) -> VideoError {
        VideoError::CannotWrite { path: self.path.clone(), fault }
    }
}

impl Drop for VideoWriter {
    fn drop(&mut self) {
        if let Some(encoder) = self.encoder.take() {
            encoder.abandon();
            remove(&self.path);
        }
    }
}

/// Whether the disk itself refuses a few bytes, which OpenCV reports as an encoder that does not start.
fn disk_fault(path: &Path) -> Option<WriteFault> {
    std::fs::write(path, [0; 4096]).err().map(WriteFault::Io)
}

/// Removes a file that is not whole. That it is gone already, or cannot go, is no second error.
fn remove(path: &Path) {
    let _outcome = std::fs::remove_file(path);
}

/// Frames in a finished file, by its header or by decoding it.
fn frames_in(path: &Path, decode: bool) -> Result<usize, opencv::Error> {
    let mut capture = VideoCapture::from_file(path, CAP_FFMPEG)?;
    if !decode {
        return Ok(capture.get(CAP_PROP_FRAME_COUNT)?.max(0.0) as usize);
    }
    let mut frames = 0;
    while capture.grab()? {
        frames += 1;
    }
    Ok(frames)
}

/// The largest even size of the same shape with the longer side within the limit.
fn even_size(size: FrameSize, max_long_side: u32) -> FrameSize {
    let long = size.width.max(size.height);
    let factor = (f64::from(max_long_side) / f64::from(long.max(1))).min(1.0);
    let even = |side: u32| ((f64::from(side) * factor).round() as u32 & !1).max(2);
    FrameSize { width: even(size.width), height: even(size.height) }
}

/// The picture at the size in the file; `None` if it has that size already.
fn fitted(picture: &Mat, size: Size) -> Result<Option<Mat>, VideoError> {
    let own = picture.size()?;
    if own == size {
        return Ok(None);
    }
    if own.width - size.width <= 1 && own.height - size.height <= 1 {
        let inside = Mat::roi(picture, Rect::new(0, 0, size.width, size.height))?;
        return Ok(Some(inside.try_clone()?));
    }
    let mut fitted = Mat::default();
    resize(picture, &mut fitted, size, 0.0, 0.0, INTER_LINEAR)?;
    Ok(Some(fitted))
}

const fn wrong_size(size: FrameSize, got: FrameSize) -> WriteFault {
    let FrameSize { width, height } = size;
    WriteFault::FrameSize { width, height, got_width: got.width, got_height: got.height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Seconds;
    use crate::video::VideoReader;

    #[test]
    fn sizes_become_even_and_keep_their_shape() {
        let size = |width, height| FrameSize { width, height };
        assert_eq!(even_size(size(721, 1281), u32::MAX), size(720, 1280));
        assert_eq!(even_size(size(720, 1280), 640), size(360, 640));
        assert_eq!(even_size(size(3840, 2160), 1280), size(1280, 720));
        assert_eq!(even_size(size(1, 1), 640), size(2, 2));
    }

    /// Writes with OpenCV's encoder, as where the `ffmpeg` program is not installed.
    fn write_by_library(path: &Path, frames: usize) -> Result<(), VideoError> {
        let size = FrameSize { width: 321, height: 240 };
        let mut writer = VideoWriter::create_with(Encoder::library, path, size, Hertz(30.0), u32::MAX)?;
        let bytes = vec![99; 321 * 240 * 3];
        for index in 0..frames {
            writer.write(&Frame::from_rgb(size, &bytes, index, Seconds(0.0))?)?;
        }
        writer.finish()
    }

    #[test]
    fn without_the_ffmpeg_program_the_file_is_the_same() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.mp4");
        write_by_library(&path, 30).expect("writes");
        let reader = VideoReader::open(&path).expect("opens");
        let info = reader.info();
        assert_eq!(info.size, FrameSize { width: 320, height: 240 });
        assert_eq!((info.codec.as_str(), info.frame_count_hint), ("avc1", Some(30)));
    }
}
