//! Clothes, hair, shoes and stickers on a body.
//!
//! [`OutfitSpec`] and [`StickerSpec`] are the recipe; [`Runner`] is the dressed body that moves. Garments are cut from the
//! skin's own triangles ([`mod@cut`]), hung ([`mod@drape`]) and, where loose, moved by springs ([`cloth`]): they follow the body late and
//! not rigidly, as clothes do.

pub mod cloth;
pub mod cut;
pub mod drape;
mod drawn;
mod dress;
pub mod figure;
pub mod garment;
pub mod hair;
pub mod look;
pub mod mesh;
pub mod outfit;
pub mod runner;
pub mod shoe;
pub mod sticker;
pub mod sticker_spec;
pub mod tissue;

pub use figure::{Figure, Joints, Limb, Wearer, Weights, six_largest};
pub use look::{Look, Pattern};
pub use outfit::{BottomSpec, HairSpec, HairStyle, OutfitKind, OutfitSpec, TopCut, TopSpec};
pub use runner::Runner;
pub use sticker::{StickerPlace, StickerShape, StickerSide, StickerSpec};
