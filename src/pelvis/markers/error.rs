//! Why there is no pelvis, or no thorax, from stickers.

use super::anatomy::PelvisLine;
use super::click::MarkerClick;
use std::fmt;

/// Why no pelvic tilt can be taken from stickers. Displayed it speaks of the running clip; [`NoStickers::in_words`] of either.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoStickers {
    /// The frames were read without looking for stickers.
    NotLookedFor,
    /// Nothing lies where ASIS and PSIS are.
    NotFound,
    /// Something lies at one end and nothing at the other.
    OnlyOne {
        /// The end that has something.
        found: &'static str,
        /// The end that has nothing.
        missing: &'static str,
    },
    /// Many things that look like stickers: a print.
    Pattern {
        /// How many.
        count: usize,
    },
    /// The two points do not stay at one distance.
    NotRigid {
        /// What they were taken for.
        line: PelvisLine,
        /// Standard deviation of the distance in per cent of it.
        percent: f64,
    },
    /// The two points are too near or too far apart for what they were taken for.
    Size {
        /// What they were taken for.
        line: PelvisLine,
        /// Their distance in per cent of the trunk.
        percent: f64,
    },
    /// The wand of the running clip is not in the standing clip.
    NoWand,
    /// A wand, and no standing clip.
    WandWithoutStanding,
    /// Nothing lies where the user pointed.
    NothingThere(MarkerClick),
}

impl NoStickers {
    /// What is the matter and what to do; `pointing` is the option that points at stickers of the clip: `--marker`, or `--neutral-marker` for a
    /// standing clip.
    pub fn in_words(&self, pointing: &str) -> String {
        match self {
            Self::NotLookedFor => {
                "These landmarks were read without looking for stickers; analyse the clip again without \
                --pelvis none."
                    .to_owned()
            }
            Self::NotFound => format!(
                "No stickers were found on the front (ASIS) and the back (PSIS) of the pelvis. Put bright balls or half balls of one \
                 colour on both, on the side towards the camera (docs/STICKERS.md), or point at them with {pointing}."
            ),
            Self::OnlyOne { found, missing } => format!(
                "Only something like a sticker on the {found} was found and none on the {missing}; both are needed. Show it to the \
                 camera, or point at it with {pointing} {missing}=X,Y@SECONDS."
            ),
            Self::Pattern { count } => format!(
                "The clothes show {count} spots as strong as stickers: a printed pattern cannot be told from stickers. Wear plain \
                 clothes, or stickers of a colour that is not in them."
            ),
            Self::NotRigid { line, percent } => format!(
                "The spots taken for {} do not keep their distance (it varies by {percent:.0} %): they are not on one bone. Stick them \
                 on the skin or on tight clothes.",
                line.ends_in_words()
            ),
            Self::Size { line, percent } => format!(
                "The spots taken for {} are {percent:.0} % of the trunk apart, which these cannot be: something else was taken for a sticker. \
                 Point at the stickers with {pointing}.",
                line.ends_in_words()
            ),
            Self::NoWand => format!(
                "The two stickers of the wand on the sacrum were not found. Show both to the camera, one behind the other, or point at them with \
                 {pointing} WAND_BASE=X,Y@SECONDS and {pointing} WAND_TIP=X,Y@SECONDS."
            ),
            Self::WandWithoutStanding => "A wand on the sacrum was found. How it stands on the bone is not known, so the tilt can only be counted \
                 from standing: film three seconds of standing with the wand on and give them with --neutral (docs/STICKERS.md)."
                .to_owned(),
            Self::NothingThere(click) => format!(
                "{pointing} {click} points at nothing that could be a sticker: give the pixel in the middle of it, counted from the top \
                 left of the upright picture, and the time at which it is there."
            ),
        }
    }
}

impl fmt::Display for NoStickers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words("--marker"))
    }
}

/// Why there is no thorax, and with it no lumbar extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoThorax {
    /// No stickers on the spine.
    #[error(
        "Lumbar extension needs stickers on C7 and on T12 or L1 as well; none was found, so it is left empty."
    )]
    NoSpine,
    /// The lower one alone.
    #[error(
        "Lumbar extension is left empty: of the stickers on the spine that on C7 was not found. The near shoulder hides a flat one; use a ball of 40 mm \
         (docs/STICKERS.md), or point at it with --marker C7=X,Y@SECONDS."
    )]
    NoC7,
    /// The upper one alone.
    #[error(
        "Lumbar extension is left empty: of the stickers on the spine that on T12 or L1 was not found. An arm that hides it for most of a stride must be \
         carried higher; or point at it with --marker T12=X,Y@SECONDS."
    )]
    NoT12,
    /// Both, but in no frame together.
    #[error(
        "Lumbar extension is left empty: the stickers on C7 and on T12 (or L1) were never seen in one frame."
    )]
    NeverBoth,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wand_is_not_called_asis_and_psis() {
        for (line, ends) in
            [(PelvisLine::Bones, "ASIS and PSIS"), (PelvisLine::Wand, "both ends of the wand")]
        {
            for why in
                [NoStickers::Size { line, percent: 90.0 }, NoStickers::NotRigid { line, percent: 20.0 }]
            {
                let words = why.to_string();
                assert!(words.contains(&format!("taken for {ends} ")), "{words}");
            }
        }
    }
}
