//! Bright adhesive stickers on bony landmarks.

mod anatomy;
mod blob;
mod chroma;
mod click;
mod spot;
mod window;

pub use anatomy::StickerName;
pub use blob::{Blob, find_blobs};
pub use click::{ClickError, MarkerClick};
pub use spot::{Spot, spots};
