//! What `docs/ACCURACY-wand.md` says: pelvic tilt by a wand on the sacrum.

use crate::measured::{Measured, Standing};

/// The whole page.
pub fn page(_clips: &[Measured], _standing: &[Standing]) -> String {
    String::new()
}
