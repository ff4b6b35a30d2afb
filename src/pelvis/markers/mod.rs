//! Bright adhesive stickers on bony landmarks.

//!
//! While frames are decoded, [`find_blobs`] notes what could be a sticker near the trunk of each. Over the whole clip
//! [`measure`] then learns which of these stay in one place of the body ([`spots`]), names them by where they are, follows
//! each and takes angles from them. `docs/METHODS-pelvis.md` has the formulas, sources and measurements.

mod anatomy;
mod blob;
mod chroma;
mod click;
mod error;
mod follow;
mod measure;
mod midline;
mod naming;
mod perspective;
mod spot;
mod window;

pub use anatomy::{PelvisLine, StickerName};
pub use blob::{Blob, find_blobs};
pub use click::{ClickError, MarkerClick};
pub use error::{NoStickers, NoThorax};
pub use measure::{Known, Measured, Sticker, measure};
pub use perspective::Perspective;
pub use spot::{Spot, spots};
