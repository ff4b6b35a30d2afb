//! Files of stills: `part_NNNNN.rgb` is bytes of shape (stills, side, side, 3), `part_NNNNN.f32` the rows of labels (little-endian, shape
//! (stills, columns)), `columns.json` says the side and the columns' names. Each is written under another name first.

use super::place::{MARGIN, SIDE, UP};
use super::{Crop, CropError, CropSpec, HELD_OUT, clips::FRAMES, label};
use serde_json::json;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

fn path(folder: &Path, first: usize, ending: &str) -> PathBuf {
    folder.join(format!("part_{first:05}.{ending}"))
}

/// Whether the part that begins with a body is there. Labels are put in place last.
pub(super) fn exists(folder: &Path, first: usize) -> bool {
    path(folder, first, "f32").exists()
}

fn put(path: &Path, fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), CropError> {
    let failed = |source| CropError::Write { path: path.into(), source };
    let partial = path.with_extension("partial");
    let mut file = BufWriter::new(std::fs::File::create(&partial).map_err(failed)?);
    fill(&mut file).and_then(|()| file.flush()).map_err(failed)?;
    std::fs::rename(&partial, path).map_err(failed)
}

/// Writes one part.
pub(super) fn part<'a>(
    folder: &Path,
    first: usize,
    crops: impl Iterator<Item = &'a Crop> + Clone,
) -> Result<(), CropError> {
    put(&path(folder, first, "rgb"), |file| crops.clone().try_for_each(|c| file.write_all(&c.rgb)))?;
    put(&path(folder, first, "f32"), |file| {
        crops.flat_map(|c| &c.row).try_for_each(|v| file.write_all(&v.to_le_bytes()))
    })
}

/// Writes what the parts are.
pub(super) fn columns(folder: &Path, spec: &CropSpec) -> Result<(), CropError> {
    std::fs::create_dir_all(folder).map_err(|source| CropError::Write { path: folder.into(), source })?;
    let text = json!({
        "size_px": spec.size_px,
        "columns": label::columns(),
        "points": label::POINTS,
        "square": { "up": UP, "side": SIDE, "margin": MARGIN },
        "seed": spec.seed,
        "split": format!("{:?}", spec.split).to_lowercase(),
        "kind": format!("{:?}", spec.kind).to_lowercase(),
        "frames": FRAMES,
        "variants": super::clips::Variant::ALL.map(|v| format!("{v:?}")),
        "outfits": crate::wardrobe::OutfitKind::ALL.map(|k| format!("{k:?}")),
        "held_out": format!("{HELD_OUT:?}"),
    });
    put(&folder.join("columns.json"), |file| writeln!(file, "{text:#}"))
}
