//! How wide the edges of a limb are in the picture, by the slanted edge: the edge is found in every row, a smooth curve is laid
//! through it, and the rows are averaged along that curve (the principle of ISO 12233). What lies beside the limb averages out.

use super::strip::Strip;
use crate::units::Pixels;
use ndarray::{ArrayView1, ArrayView2};

/// Where the edge of a limb is sought, shares of the band's reach to one side of its middle line; the rest is for the averaged edge to
/// run out in.
const NEAREST: f64 = 0.15;
const FURTHEST: f64 = 0.8;
/// How far an edge's row may lie off the curve, pixels and shares of the reach; in the first round, when the curve is not yet known, this many
/// times as far.
const OFF_PX: f64 = 1.0;
const OFF_SHARE: f64 = 0.035;
const FIRST_ROUND: f64 = 3.3;
const ROUNDS: usize = 4;
/// Share of the rows that must show the edge.
const ROWS_SHOWING: f64 = 0.44;
/// Half the width that is averaged, as a share of the reach.
const PROFILE: f64 = 0.6;
/// The averaged edge is sought this far from where the rows had it, as a share of the reach.
const PEAK: f64 = 0.12;
/// An edge is as wide as the step beyond which hardly more brightness changes: over twice the step, this share of it was passed in one.
const PASSED: f64 = 0.9;
/// A wider one, as a share of the reach, is two edges or none.
const WIDEST: f64 = 0.3;
/// Least difference in brightness: below it the noise of a phone's picture (3 to 6 steps) shapes the average of 14 rows.
const LEAST_CONTRAST: f64 = 20.0;

/// The widths of up to four edges along the band: on either side the one to brighter and the one to darker. A sharp edge smeared evenly over
/// `n` pixels has width `n`.
pub fn edge_widths(strip: &Strip) -> Vec<Pixels> {
    let (rows, columns) = strip.soft.dim();
    if rows < 4 || columns < 9 {
        return Vec::new();
    }
    let middle = columns / 2;
    let (near, far) = ((NEAREST * middle as f64) as usize, (FURTHEST * middle as f64) as usize);
    let sides = [middle - far..middle - near, middle + near..middle + far];
    let edges = sides.into_iter().flat_map(|side| [1.0, -1.0].map(|sign| (side.clone(), sign)));
    edges.filter_map(|(side, sign)| edge_width(strip, side, sign)).collect()
}

fn edge_width(strip: &Strip, side: std::ops::Range<usize>, sign: f64) -> Option<Pixels> {
    let places = steepest(strip.soft.view(), side, sign);
    let reach = (strip.soft.ncols() / 2) as f64;
    let off = (OFF_PX / strip.step).max(OFF_SHARE * reach);
    let (curve, rows) = curve_through(&places, off)?;
    let half = (PROFILE * reach).round() as isize;
    let profile: Vec<f64> = (-half..=half)
        .map(|at| {
            let sum: f64 = rows.iter().map(|&r| sampled(strip.sharp.row(r), curve[r] + at as f64)).sum();
            sum / rows.len() as f64
        })
        .collect();
    let width = width(&profile, sign, (PEAK * reach).round() as usize, WIDEST * reach)?;
    Some(Pixels(width * strip.step))
}

/// For each row the column within `side` where brightness changes fastest in the direction of `sign`.
fn steepest(soft: ArrayView2<'_, f64>, side: std::ops::Range<usize>, sign: f64) -> Vec<f64> {
    let of_row = |row: ArrayView1<'_, f64>| {
        let slope = |at: usize| sign * (row[at + 1] - row[at - 1]);
        side.clone().max_by(|&a, &b| slope(a).total_cmp(&slope(b))).unwrap_or(side.start) as f64
    };
    soft.rows().into_iter().map(of_row).collect()
}

/// A parabola through most of the places, by rows, and the rows that lie on it.
fn curve_through(places: &[f64], off: f64) -> Option<(Vec<f64>, Vec<usize>)> {
    let needed = (ROWS_SHOWING * places.len() as f64).ceil() as usize;
    let mut rows: Vec<usize> = (0..places.len()).collect();
    let mut curve = Vec::new();
    for round in 0..ROUNDS {
        let parabola = parabola(&rows, places)?;
        curve = (0..places.len()).map(|row| parabola.at(row as f64)).collect();
        let limit = if round == 0 { FIRST_ROUND * off } else { off };
        rows = (0..places.len()).filter(|&row| (places[row] - curve[row]).abs() < limit).collect();
        if rows.len() < needed {
            return None;
        }
    }
    Some((curve, rows))
}

/// `a + b u + c u²` of `u`, a row counted from `origin`.
struct Parabola {
    origin: f64,
    coefficients: [f64; 3],
}

impl Parabola {
    fn at(&self, row: f64) -> f64 {
        let u = row - self.origin;
        let [a, b, c] = self.coefficients;
        a + u * (b + u * c)
    }
}

/// Least squares by the normal equations, centred on the rows; `None` for fewer than three.
fn parabola(rows: &[usize], places: &[f64]) -> Option<Parabola> {
    let n = rows.len() as f64;
    let origin = rows.iter().sum::<usize>() as f64 / n;
    let power = |k: i32| rows.iter().map(|&row| (row as f64 - origin).powi(k)).sum::<f64>();
    let product = |k: i32| rows.iter().map(|&row| (row as f64 - origin).powi(k) * places[row]).sum::<f64>();
    let (s2, s3, s4) = (power(2), power(3), power(4));
    let (t0, t1, t2) = (product(0), product(1), product(2));
    // The sum of first powers is 0 about the mean.
    let determinant = n * (s2 * s4 - s3 * s3) - s2 * s2 * s2;
    if rows.len() < 3 || determinant.abs() < f64::EPSILON * n * s2 * s4 {
        return None;
    }
    let a = (t0 * (s2 * s4 - s3 * s3) + s2 * (t1 * s3 - s2 * t2)) / determinant;
    let c = (n * (s2 * t2 - s3 * t1) - s2 * s2 * t0) / determinant;
    let b = (t1 - s3 * c) / s2;
    Some(Parabola { origin, coefficients: [a, b, c] })
}

/// The value between two samples; the outermost go on.
fn sampled(row: ArrayView1<'_, f64>, at: f64) -> f64 {
    let at = at.clamp(0.0, (row.len() - 1) as f64);
    let (left, share) = (at.floor() as usize, at.fract());
    let right = (left + 1).min(row.len() - 1);
    row[left] + share * (row[right] - row[left])
}

/// The width of an edge in the middle of a profile, samples; `None` where it is faint or wider than `widest`. Differences over whole steps, not the
/// steepest slope: a smeared edge is nearly as steep everywhere, and its steepest place is where the noise is.
fn width(profile: &[f64], sign: f64, peak: usize, widest: f64) -> Option<f64> {
    let middle = profile.len() / 2;
    let most = |step: usize| {
        let first = middle.saturating_sub(peak + step / 2);
        let last = (middle + peak).saturating_sub(step / 2).min(profile.len() - 1 - step);
        (first..=last).map(|at| sign * (profile[at + step] - profile[at])).reduce(f64::max)
    };
    // Twice a step that is shorter than half of the profile fits into it.
    for step in 2..middle {
        let (one, two) = (most(step)?, most(2 * step)?);
        if two >= LEAST_CONTRAST && one >= PASSED * two {
            return Some(step as f64 / PASSED).filter(|&width| width <= widest);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    const STEP: f64 = 0.5;

    /// A limb of brightness 180 before 60, bent, its left edge smeared over `smear` pixels; every fifth row is spoilt by a bright thing.
    fn limb(smear: f64) -> Strip {
        let sharp = Array2::from_shape_fn((32, 185), |(row, column)| {
            let at = (column as f64 - 92.0) * STEP;
            let bend = 0.01 * (row as f64 - 16.0).powi(2) + 0.2 * row as f64;
            let left = ((at + 22.0 - bend) / smear + 0.5).clamp(0.0, 1.0);
            let right = (20.0 - at + bend).clamp(0.0, 1.0);
            let spoilt = row % 5 == 0 && (at + 34.0).abs() < 3.0;
            if spoilt { 250.0 } else { 60.0 + 120.0 * left * right }
        });
        Strip { soft: softened(&sharp), sharp, step: STEP }
    }

    fn softened(sharp: &Array2<f64>) -> Array2<f64> {
        Array2::from_shape_fn(sharp.dim(), |(row, column)| {
            let near = column.saturating_sub(4)..(column + 5).min(sharp.ncols());
            near.clone().map(|c| sharp[(row, c)]).sum::<f64>() / near.len() as f64
        })
    }

    #[test]
    fn a_smear_is_read_in_pixels() {
        for smear in [2.0, 4.0, 8.0] {
            let widths = edge_widths(&limb(smear));
            let nearest = widths.iter().map(|w| (w.0 - smear).abs()).fold(f64::INFINITY, f64::min);
            assert!(nearest < 0.15 * smear, "{smear}: {widths:?}");
        }
    }

    #[test]
    fn an_even_picture_has_no_edges() {
        let even = Array2::from_elem((32, 185), 90.0);
        assert!(edge_widths(&Strip { sharp: even.clone(), soft: even, step: STEP }).is_empty());
    }

    #[test]
    fn a_parabola_goes_through_three_points() {
        let places = [4.0, 0.0, 0.0, 1.0, 0.0, 0.0, 10.0];
        let found = parabola(&[0, 3, 6], &places).expect("three rows");
        for row in [0, 3, 6] {
            assert!((found.at(row as f64) - places[row]).abs() < 1e-9);
        }
    }
}
