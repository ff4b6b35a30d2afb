//! The cells of a grid that a triangle covers: pixels of the picture, cells of the shadow map.

use glam::Vec3;
use std::ops::Range;

/// Twice the signed area in the plane of x and y.
pub(super) fn area([a, b, c]: [Vec3; 3]) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Calls `cell` with column, row and the weights of the corners for every cell whose middle lies in the triangle; `area` is its
/// [`area`], not 0.
pub(super) fn cover(
    [a, b, c]: [Vec3; 3],
    area: f32,
    columns: usize,
    rows: Range<usize>,
    mut cell: impl FnMut(usize, usize, Vec3),
) {
    let span = |least: f32, most: f32, within: Range<usize>| {
        ((least - 0.5).ceil().max(within.start as f32) as usize)
            ..(((most - 0.5).floor() + 1.0).clamp(0.0, within.end as f32) as usize)
    };
    for y in span(a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y), rows) {
        for x in span(a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x), 0..columns) {
            let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
            let w0 = ((b.x - px) * (c.y - py) - (b.y - py) * (c.x - px)) / area;
            let w1 = ((c.x - px) * (a.y - py) - (c.y - py) * (a.x - px)) / area;
            let w2 = 1.0 - w0 - w1;
            if w0 >= 0.0 && w1 >= 0.0 && w2 >= 0.0 {
                cell(x, y, Vec3::new(w0, w1, w2));
            }
        }
    }
}
