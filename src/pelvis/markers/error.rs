//! Why there is no pelvis, or no thorax, from stickers.

use super::click::MarkerClick;

/// Why no pelvic tilt can be taken from stickers.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoStickers {
    /// The frames were read without looking for stickers.
    #[error(
        "These landmarks were read without looking for stickers; analyse the clip again without --pelvis none."
    )]
    NotLookedFor,
    /// Nothing lies where ASIS and PSIS are.
    #[error(
        "No stickers were found on the front (ASIS) and the back (PSIS) of the pelvis. Put bright round stickers of one \
         colour on both, on the side towards the camera (docs/STICKERS.md), or point at them with --marker."
    )]
    NotFound,
    /// Something lies at one end and nothing at the other.
    #[error(
        "Only something like a sticker on the {found} was found and none on the {missing}; both are needed. Show it to the \
         camera, or point at it with --marker {missing}=X,Y@SECONDS."
    )]
    OnlyOne {
        /// The end that has something.
        found: &'static str,
        /// The end that has nothing.
        missing: &'static str,
    },
    /// Many things that look like stickers: a print.
    #[error(
        "The clothes show {count} spots as strong as stickers: a printed pattern cannot be told from stickers. Wear plain \
         clothes, or stickers of a colour that is not in them."
    )]
    Pattern {
        /// How many.
        count: usize,
    },
    /// The two points do not stay at one distance.
    #[error(
        "The spots at the front and the back of the pelvis do not keep their distance (it varies by {percent:.0} %): they are \
         not on one bone. Stick them on the skin or on tight clothes."
    )]
    NotRigid {
        /// Standard deviation of the distance in per cent of it.
        percent: f64,
    },
    /// The two points are too near or too far apart for a pelvis.
    #[error(
        "The spots taken for ASIS and PSIS are {percent:.0} % of the trunk apart, which no pelvis is: something else was taken for a sticker. \
         Point at the stickers with --marker."
    )]
    Size {
        /// Their distance in per cent of the trunk.
        percent: f64,
    },
    /// Nothing lies where the user pointed.
    #[error(
        "--marker {0} points at nothing that could be a sticker: give the pixel in the middle of it, counted from the top \
         left of the upright picture, and the time at which it is there."
    )]
    NothingThere(MarkerClick),
}

/// Why there is no thorax, and with it no lumbar extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoThorax {
    /// No stickers on the spine.
    #[error(
        "Lumbar extension needs stickers on C7 and on T12 or L1 as well; they were not both found, so it is left empty."
    )]
    NoSpine,
}
