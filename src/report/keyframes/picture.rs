//! One key frame as a picture.

use super::angle_mark::draw_angle;
use super::choice::{Moment, Wanted};
use crate::body::{FrameSize, Landmark, Point};
use crate::report::annotate::{Pen, Texts, draw_skeleton};
use crate::report::document::{Document, Key};
use crate::report::error::ReportError;
use crate::video::Frame;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{ImageError, RgbImage};

/// A key frame of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFrame {
    /// What it shows.
    pub moment: Moment,
    /// Number of the frame in the clip.
    pub frame: usize,
    /// Time of the frame.
    pub time_s: f64,
    /// The angle of [`Moment::angle`] in this frame; `None` where it was not measured.
    pub angle_deg: Option<f64>,
    /// Width of the picture.
    pub width_px: u32,
    /// Height of the picture.
    pub height_px: u32,
    /// JPEG bytes.
    pub jpeg: Vec<u8>,
}

/// The part of the frames that the pictures show, in pixels of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crop {
    left: u32,
    top: u32,
    size: FrameSize,
}

/// Height of a picture: sharp on a phone at half its width, small enough for four in one file.
const PICTURE_HEIGHT: u32 = 640;
/// JPEG quality: no visible blocks on the skeleton's edges.
const QUALITY: u8 = 82;
/// Free space round the landmarks, as a share of their height; the head reaches above the ears.
const MARGIN: f64 = 0.11;
/// Least width of a picture as a share of its height, so that the four form an even row.
const LEAST_ASPECT: f64 = 0.62;

/// A part that holds the runner in all rows, so that the pictures can be compared; `None` without any landmark.
pub(super) fn crop_around(document: &Document, rows: &[usize]) -> Option<Crop> {
    let series = &document.series;
    let places =
        || rows.iter().flat_map(|&row| Landmark::ALL.iter().filter_map(move |&l| series.landmark(l, row)));
    let least = |axis: usize| places().map(|place| place[axis]).fold(f64::INFINITY, f64::min);
    let most = |axis: usize| places().map(|place| place[axis]).fold(f64::NEG_INFINITY, f64::max);
    let (left, right, top, bottom) = (least(0), most(0), least(1), most(1));
    if left > right {
        return None;
    }
    let margin = MARGIN * (bottom - top);
    let height = bottom - top + 2.0 * margin;
    let width = (right - left + 2.0 * margin).max(LEAST_ASPECT * height);
    let middle = (left + right) / 2.0;
    let (frame_width, frame_height) = (f64::from(document.clip.width_px), f64::from(document.clip.height_px));
    let (left, right) = ((middle - width / 2.0).max(0.0), (middle + width / 2.0).min(frame_width));
    let (top, bottom) = ((top - margin).max(0.0), (bottom + margin).min(frame_height));
    let size = FrameSize { width: (right - left) as u32, height: (bottom - top) as u32 };
    (size.width > 0 && size.height > 0).then_some(Crop { left: left as u32, top: top as u32, size })
}

/// Cuts the runner out, draws the skeleton and the angle of the moment.
pub(super) fn draw_key_frame(
    document: &Document,
    wanted: &Wanted,
    crop: Crop,
    frame: &Frame,
) -> Result<KeyFrame, ReportError> {
    let (mut picture, factor) = cut_out(frame, crop)?;
    let near = document.capture.side_to_camera;
    let corner = Point::new(f64::from(crop.left), f64::from(crop.top));
    let mut texts = Texts::default();
    let mut pen = Pen::for_part(&mut picture, &mut texts, corner, factor);
    draw_skeleton(&mut pen, &document.series, wanted.row, near)?;
    let angle_deg = document.series.angle(wanted.moment.angle(), near, wanted.row);
    if let Some(degrees) = angle_deg {
        draw_angle(&mut pen, document, wanted, degrees)?;
    }
    let FrameSize { width, height } = picture.size();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode(
        &picture.rgb_bytes()?,
        width,
        height,
        image::ExtendedColorType::Rgb8,
    )?;
    let time_s = document.series.time_s.get(wanted.row).copied().unwrap_or(frame.time().0);
    let (moment, frame) = (wanted.moment, wanted.frame);
    Ok(KeyFrame { moment, frame, time_s, angle_deg, width_px: width, height_px: height, jpeg })
}

/// The part of the frame at the height of a picture, and by how much it was enlarged.
fn cut_out(frame: &Frame, crop: Crop) -> Result<(Frame, f64), ReportError> {
    let part = frame.crop(crop.left.cast_signed(), crop.top.cast_signed(), crop.size)?;
    let FrameSize { width, height } = part.size();
    let factor = f64::from(PICTURE_HEIGHT) / f64::from(height);
    let new_width = (f64::from(width) * factor).round().max(1.0) as u32;
    let fits = || {
        ImageError::Parameter(image::error::ParameterError::from_kind(
            image::error::ParameterErrorKind::DimensionMismatch,
        ))
    };
    let pixels = RgbImage::from_raw(width, height, part.rgb_bytes()?).ok_or_else(fits)?;
    // Averages when it shrinks: a plain bilinear copy of a 4K frame would flicker and break thin edges.
    let resized = resize(&pixels, new_width, PICTURE_HEIGHT, FilterType::Triangle);
    let size = FrameSize { width: new_width, height: PICTURE_HEIGHT };
    Ok((Frame::from_rgb(size, resized.as_raw(), frame.index(), frame.time())?, factor))
}
