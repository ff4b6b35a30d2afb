//! Joint centre of two segments from their motion alone: SCoRE (Ehrig et al. 2006, J Biomech 39:2798) in the plane.

use super::planar::Motion;
use runtilt::body::Point;

/// The pair of points, one fixed to each segment (in its reference pose), that stay nearest to each other over all
/// frames: least squares over the coordinates of both.
pub fn centres_of_rotation(first: &[Motion], second: &[Motion]) -> (Point, Point) {
    // Unknowns: (ux, uy) fixed to the first and (vx, vy) to the second segment, in their reference poses.
    let mut normal = [[0.0; 5]; 4];
    for (a, b) in first.iter().zip(second) {
        for row in equations(a, b) {
            for i in 0..4 {
                for j in 0..5 {
                    normal[i][j] += row[i] * row[j];
                }
            }
        }
    }
    let solution = solve(normal);
    (Point::new(solution[0], solution[1]), Point::new(solution[2], solution[3]))
}

/// `a(u) - b(v) = 0` in x and y, as coefficients of u and v and the right-hand side.
fn equations(a: &Motion, b: &Motion) -> [[f64; 5]; 2] {
    let origin = Point::default();
    let (a0, b0) = (a.apply(origin), b.apply(origin));
    let (ax, ay) = (a.turn(1.0, 0.0), a.turn(0.0, 1.0));
    let (bx, by) = (b.turn(1.0, 0.0), b.turn(0.0, 1.0));
    [[ax.x, ay.x, -bx.x, -by.x, b0.x - a0.x], [ax.y, ay.y, -bx.y, -by.y, b0.y - a0.y]]
}

/// Gauss elimination with pivoting.
fn solve(mut m: [[f64; 5]; 4]) -> [f64; 4] {
    for column in 0..4 {
        let pivot = (column..4).max_by(|&a, &b| m[a][column].abs().total_cmp(&m[b][column].abs())).unwrap();
        m.swap(column, pivot);
        for row in 0..4 {
            if row != column {
                let factor = m[row][column] / m[column][column];
                let pivot_row = m[column];
                for (cell, above) in m[row].iter_mut().zip(pivot_row).skip(column) {
                    *cell -= factor * above;
                }
            }
        }
    }
    [0, 1, 2, 3].map(|k| m[k][4] / m[k][k])
}
