//! Choosing what the recipe leaves open: the height of the hips, and the contact time that gives an aimed hip extension.

use super::stride::Motion;
use crate::side::Side;

/// Knees bend at least this much while they bear, radians: 14 degrees, the real runner's mean at 35 % of the stride (14.8), just
/// before toe-off, where the reach is shortest. Straighter knees would have to move at impossible speeds.
pub(super) const LEAST_KNEE: f64 = 0.24;
/// Contacts whose reach is looked at: a clip's, where they vary.
const CONTACTS: std::ops::Range<i64> = -2..40;
const SAMPLES: usize = 60;

/// The highest hips for which every contact of a clip is in reach. `None` if none are.
pub(super) fn hip_height(motion: &Motion) -> Option<f64> {
    let mut lowest = f64::INFINITY;
    for side in Side::BOTH {
        let leg = motion.leg(side);
        let most =
            (leg.thigh_m.powi(2) + leg.shank_m.powi(2) + 2.0 * leg.thigh_m * leg.shank_m * LEAST_KNEE.cos())
                .sqrt();
        let varied = motion.spec().stride_noise > 0.0;
        let contacts = if varied { CONTACTS } else { 4..5 };
        for (contact, step) in contacts
            .map(|number| motion.contact_number(side, number))
            .flat_map(|contact| (0..=SAMPLES).map(move |step| (contact, step)))
        {
            let time = contact.start + (contact.end - contact.start) * step as f64 / SAMPLES as f64;
            let hip = motion.hip(side, time);
            let ankle = motion.bearing_ankle(side, &contact, time);
            let ahead = ankle.x - hip.at.x;
            if ahead.abs() >= most {
                return None;
            }
            let up = (most * most - ahead * ahead).sqrt() * hip.adduction.cos();
            // `hip.at.y` holds the present height: what it may rise by.
            lowest = lowest.min(ankle.y + up - hip.at.y);
        }
    }
    Some(motion.hips_y() + lowest)
}

/// The largest angle of the thigh behind the vertical over a mean stride, degrees.
pub(super) fn peak_extension_deg(motion: &Motion, side: Side) -> f64 {
    let contact = motion.contact_number(side, 4);
    let stride = motion.spec().stride_s();
    (0..=4 * SAMPLES)
        .filter_map(|step| {
            motion.leg_angles(side, contact.start + stride * step as f64 / (4 * SAMPLES) as f64)
        })
        .map(|angles| -angles.thigh.to_degrees())
        .fold(f64::NEG_INFINITY, f64::max)
}
