//! Small stills about the pelvis, for training and testing a network that reads it: each with what is true of it.
//!
//! **Everything is drawn independently**: pelvic tilt, thorax lean, how the bend between them is shared out, both thighs, knees and arms.
//! Nothing but the picture can then tell the tilt. A body and its clothes are made once for many stills; each still has its own posture,
//! camera, light and colours, and cloth that was on the move for [`draw::STEPS`] steps before, at a speed that is drawn too.
//!
//! The picture is a square placed from the hips' and shoulders' middles as a pose network would give them, that is with an error
//! ([`place`]). [`clips`] makes short series of one runner in which one thing at a time is changed: the controls of the release tests.

pub mod clips;
pub mod draw;
pub mod label;
pub mod place;
mod sessions;
mod sitting;
mod store;

use crate::body::Assets;
use crate::wardrobe::OutfitKind;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Bodies in one file.
const BODIES_PER_PART: usize = 8;
/// Never seen in training, so that the test set can say what an unknown outfit does.
pub const HELD_OUT: OutfitKind = OutfitKind::Singlet;

/// Which bodies and outfits: the two halves share none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Split {
    /// To learn from: all outfits but the one that is held out (singlet and split shorts).
    Train,
    /// To test with: other bodies, all outfits.
    Test,
}

/// How the stills of a body belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Kind {
    /// Not at all: another camera, light and colours in each.
    #[default]
    Stills,
    /// One visit: the same camera, light and colours, standing and running.
    Sessions,
    /// Controlled series ([`clips`]).
    Clips,
}

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct CropSpec {
    /// Bodies.
    pub bodies: usize,
    /// Stills of each body.
    pub per_body: usize,
    /// Seed of everything.
    pub seed: u64,
    /// Which bodies.
    pub split: Split,
    /// Side of the pictures, pixels.
    pub size_px: u32,
    /// How the stills of a body belong together.
    pub kind: Kind,
}

/// One picture and its row of [`label::columns`].
#[derive(Debug, Clone, PartialEq)]
pub struct Crop {
    /// Red, green and blue of every pixel, row by row.
    pub rgb: Vec<u8>,
    /// What is true of it.
    pub row: Vec<f32>,
}

/// Why stills could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CropError {
    /// No body, motion or camera.
    #[error(transparent)]
    Render(#[from] crate::spec::RenderError),
    /// The folder cannot be written to.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl CropSpec {
    /// All stills of one body, the same for the same seed and number.
    ///
    /// # Errors
    /// [`CropError`] where the body has not been fetched.
    pub fn of_body(&self, assets: &Assets, number: usize) -> Result<Vec<Crop>, CropError> {
        let which =
            self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ ((self.split as u64) << 40) ^ number as u64;
        let mut rng = ChaCha8Rng::seed_from_u64(which);
        let sitter = sitting::Sitter::new(assets, self, number, &mut rng)?;
        match self.kind {
            Kind::Stills => Ok(sitting::make(sitter, self, &mut rng)),
            Kind::Sessions => sessions::make(sitter, self, &mut rng),
            Kind::Clips => clips::make(sitter, &mut rng),
        }
    }

    /// Writes all into a folder, some bodies at a time; what is there already stays. `tick` is told how many bodies are done.
    ///
    /// # Errors
    /// [`CropError`].
    pub fn write(&self, assets: &Assets, folder: &Path, tick: impl Fn(usize)) -> Result<(), CropError> {
        store::columns(folder, self)?;
        for first in (0..self.bodies).step_by(BODIES_PER_PART) {
            let last = (first + BODIES_PER_PART).min(self.bodies);
            if !store::exists(folder, first) {
                let made: Result<Vec<Vec<Crop>>, CropError> =
                    (first..last).into_par_iter().map(|number| self.of_body(assets, number)).collect();
                store::part(folder, first, made?.iter().flatten())?;
            }
            tick(last);
        }
        Ok(())
    }
}
