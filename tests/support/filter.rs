//! A zero-lag low-pass for recordings, independent of the product's own filter.

/// Butterworth of order 4: one of order 2 run forwards and backwards, with the cut-off moved up so that both passes
/// together have -3 dB at `cutoff` (Winter 2009, section 3.4.4.2). The ends are padded by point reflection.
pub fn zero_lag(samples: &[f64], rate: f64, cutoff: f64) -> Vec<f64> {
    let pad = (rate as usize).min(samples.len() - 1);
    let (first, last) = (samples[0], samples[samples.len() - 1]);
    let mut padded: Vec<f64> = samples[1..=pad].iter().rev().map(|v| 2.0 * first - v).collect();
    padded.extend_from_slice(samples);
    padded.extend(samples[samples.len() - 1 - pad..samples.len() - 1].iter().rev().map(|v| 2.0 * last - v));
    for _ in 0..2 {
        padded = one_pass(&padded, rate, cutoff);
        padded.reverse();
    }
    padded[pad..pad + samples.len()].to_vec()
}

fn one_pass(samples: &[f64], rate: f64, cutoff: f64) -> Vec<f64> {
    let correction = (std::f64::consts::SQRT_2 - 1.0).powf(0.25);
    let w = (std::f64::consts::PI * cutoff / rate).tan() / correction;
    let (k1, k2) = (std::f64::consts::SQRT_2 * w, w * w);
    let a0 = k2 / (1.0 + k1 + k2);
    let (b1, b2) = (2.0 * a0 * (1.0 / k2 - 1.0), 1.0 - a0 * (2.0 + 2.0 * (1.0 / k2 - 1.0)) - 2.0 * a0);
    let (mut x1, mut x2, mut y1, mut y2) = (samples[0], samples[0], samples[0], samples[0]);
    samples
        .iter()
        .map(|&x| {
            let y = a0 * (x + 2.0 * x1 + x2) + b1 * y1 + b2 * y2;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            y
        })
        .collect()
}

/// What share of an amplitude the filter lets through at a frequency; used by its own check.
pub fn gain(rate: f64, cutoff: f64, frequency: f64) -> f64 {
    let wave: Vec<f64> =
        (0..4000).map(|k| (std::f64::consts::TAU * frequency * k as f64 / rate).sin()).collect();
    let out = zero_lag(&wave, rate, cutoff);
    let rms = |v: &[f64]| (v.iter().map(|x| x * x).sum::<f64>() / v.len() as f64).sqrt();
    rms(&out[1000..3000]) / rms(&wave[1000..3000])
}
