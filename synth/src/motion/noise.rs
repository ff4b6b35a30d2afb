//! Slow variation from stride to stride.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

/// Standard normal, the same for the same seed, name and index.
pub(super) fn draw(seed: u64, name: u64, index: i64) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(seed.wrapping_mul(0x9e37_79b9).wrapping_add(name));
    rng.set_stream(index.rem_euclid(i64::MAX) as u64);
    StandardNormal.sample(&mut rng)
}

/// A smooth curve through one draw per stride (Catmull-Rom), at a time in strides.
pub(super) fn smooth(seed: u64, name: u64, strides: f64) -> f64 {
    let (index, u) = (strides.floor() as i64, strides - strides.floor());
    let [a, b, c, d] = [-1, 0, 1, 2].map(|k| draw(seed, name, index + k));
    b + 0.5 * u * (c - a + u * (2.0 * a - 5.0 * b + 4.0 * c - d + u * (3.0 * (b - c) + d - a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_passes_through_its_draws_and_is_smooth() {
        assert!((smooth(3, 1, 5.0) - draw(3, 1, 5)).abs() < 1e-12);
        assert!((smooth(3, 1, 5.0 - 1e-7) - smooth(3, 1, 5.0 + 1e-7)).abs() < 1e-5);
        assert_ne!(draw(3, 1, 5), draw(3, 2, 5));
    }
}
