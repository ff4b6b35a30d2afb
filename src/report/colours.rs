//! One colour per side, in every picture.
//!
//! Blue and vermillion of the Okabe-Ito palette (Okabe & Ito 2008, "Color Universal Design") stay apart
//! for every kind of colour vision; line style tells the sides apart in grey.

use crate::body::Side;

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

/// Colour of a side on white.
pub(super) const fn of_side(side: Side) -> Rgb {
    match side {
        Side::Left => [0, 114, 178],
        Side::Right => [213, 94, 0],
    }
}

/// Colour of a side on a video: the lighter relatives of the same palette, to stand out from dark clothes.
pub(super) const fn of_side_on_video(side: Side) -> Rgb {
    match side {
        Side::Left => [86, 180, 233],
        Side::Right => [255, 158, 44],
    }
}

/// The mark of a repaired frame.
pub(super) const REPAIRED: Rgb = [240, 228, 66];
