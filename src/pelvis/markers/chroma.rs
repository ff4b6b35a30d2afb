//! Colour of a part of the picture without its brightness, averaged down to a grain that suits a sticker.

use super::window::Window;
use crate::body::{FrameSize, Point};
use crate::video::{Frame, VideoError};

/// A sticker of the smallest expected size is about this many grains wide: fewer lose its centre, more cost time.
const GRAINS_PER_STICKER: f64 = 3.0;
/// The smallest expected sticker.
const SMALLEST_M: f64 = 0.015;

/// Two opponent colours per grain: red less green, and the mean of red and green less blue (of 8-bit values). Grey is (0, 0)
/// however bright; a shadow scales both.
pub(super) struct Chroma {
    width: usize,
    height: usize,
    /// Pixels of the picture per grain.
    pub grain: usize,
    origin: Point,
    values: Vec<[i16; 2]>,
    rgb: Vec<[u8; 3]>,
}

impl Chroma {
    /// Reads a window of the picture.
    pub(super) fn of(frame: &Frame, window: Window, px_per_m: f64) -> Result<Self, VideoError> {
        let crop = frame.crop(window.left, window.top, window.size)?;
        let grain = ((SMALLEST_M * px_per_m / GRAINS_PER_STICKER) as usize).max(1);
        let rgb = averaged(&crop.rgb_bytes()?, crop.size(), grain);
        let (width, height) = (crop.size().width as usize / grain, crop.size().height as usize / grain);
        let half = (grain as f64 - 1.0) / 2.0;
        let values = smoothed(&rgb.iter().map(|c| opponents(*c)).collect::<Vec<_>>(), width, height);
        let origin = Point::new(f64::from(window.left) + half, f64::from(window.top) + half);
        Ok(Self { width, height, grain, origin, values, rgb })
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    pub(super) const fn height(&self) -> usize {
        self.height
    }

    /// The opponent colours of a grain.
    pub(super) fn at(&self, x: usize, y: usize) -> [i16; 2] {
        self.values[y * self.width + x]
    }

    /// Red, green, blue of a grain.
    pub(super) fn rgb(&self, x: usize, y: usize) -> [u8; 3] {
        self.rgb[y * self.width + x]
    }

    /// The place in the image of a (fractional) grain.
    pub(super) fn image(&self, x: f64, y: f64) -> Point {
        Point::new(self.origin.x + x * self.grain as f64, self.origin.y + y * self.grain as f64)
    }
}

/// The opponent colours of a pixel.
pub(super) fn opponents([r, g, b]: [u8; 3]) -> [i16; 2] {
    let [r, g, b] = [i16::from(r), i16::from(g), i16::from(b)];
    [r - g, (r + g) / 2 - b]
}

/// How far two colours lie apart.
pub(super) fn distance(a: [i16; 2], b: [i16; 2]) -> f64 {
    f64::from(a[0] - b[0]).hypot(f64::from(a[1] - b[1]))
}

/// How far a colour lies from that of a sticker, in full or paled to no less than a share of it.
pub(super) fn distance_from_paled(own: [i16; 2], sticker: [i16; 2], palest: f64) -> f64 {
    let [own, sticker] = [own, sticker].map(|colour| colour.map(f64::from));
    let along = own[0] * sticker[0] + own[1] * sticker[1];
    let share = along / (sticker[0].powi(2) + sticker[1].powi(2)).max(1.0);
    let share = share.clamp(palest, 1.0);
    (own[0] - share * sticker[0]).hypot(own[1] - share * sticker[1])
}

fn averaged(rgb: &[u8], size: FrameSize, grain: usize) -> Vec<[u8; 3]> {
    let row = size.width as usize * 3;
    if grain == 1 {
        return rgb.chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect();
    }
    let (width, height) = (size.width as usize / grain, size.height as usize / grain);
    let mean = |x: usize, y: usize| {
        let mut sum = [0u32; 3];
        for line in rgb.chunks_exact(row).skip(y * grain).take(grain) {
            for pixel in line[x * grain * 3..(x + 1) * grain * 3].chunks_exact(3) {
                (0..3).for_each(|c| sum[c] += u32::from(pixel[c]));
            }
        }
        sum.map(|s| (s / (grain * grain) as u32) as u8)
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect()
}

/// Mean of 3 x 3: sensor noise and the blocks of video compression fade, a sticker does not.
fn smoothed(values: &[[i16; 2]], width: usize, height: usize) -> Vec<[i16; 2]> {
    let mut out = values.to_vec();
    for y in 1..height.saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            let mut sum = [0i16; 2];
            for row in y - 1..=y + 1 {
                for value in &values[row * width + x - 1..=row * width + x + 1] {
                    sum = [sum[0] + value[0], sum[1] + value[1]];
                }
            }
            out[y * width + x] = [sum[0] / 9, sum[1] / 9];
        }
    }
    out
}
