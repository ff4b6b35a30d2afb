//! What `docs/ACCURACY-balls.md` says: pelvic tilt by balls on ASIS and PSIS.

use crate::measured::Measured;
use crate::page::{number, rows_of};
use crate::pelvis::{StickerRow, sticker_row};
use crate::pelvis_page::{STICKER_COLUMNS, sticker_line, within};
use runtilt::validate::Spread;
use std::fmt::Write;

/// Cells of a line after the one that says why a clip has no figures.
const EMPTY_CELLS: usize = 6;

/// The whole page.
pub fn page(clips: &[Measured]) -> String {
    let mut text = format!(
        "# Accuracy: pelvic tilt by balls on ASIS and PSIS\n\nMade by `make accuracy` (this page alone: `cargo run --release -p runtilt-accuracy -- --balls`); every figure is computed, none is \
        typed. The runners on skin and in tight clothes of the part with stickers of [ACCURACY](ACCURACY.md), the same in all but that they wear whole balls of 30 mm on ASIS, PSIS and T12 and one of 40 mm on \
        C7, where they wear half balls of 30 mm there. Of a ball the same middle is seen from everywhere; of half a ball a place between base and top. No number of the program was chosen on these \
        clips. Rendered skin is not known to move as real skin does.\n\n{STICKER_COLUMNS}"
    );
    let rows = rows_of(&mut text, clips, EMPTY_CELLS, row, |row, text, _| sticker_line(row, text));
    summary(&mut text, &rows, clips.len());
    text
}

fn row(clip: &Measured) -> Result<StickerRow, String> {
    let (document, _) = clip.outcome.as_ref().map_err(Clone::clone)?;
    sticker_row(clip)
        .ok_or_else(|| document.pelvis.reason.clone().unwrap_or_else(|| "no stickers were found".into()))
}

fn summary(text: &mut String, rows: &[StickerRow], clips: usize) {
    let spread = |errors: Vec<f64>| {
        let spread = Spread::of(&errors);
        let [mean, sd, rms] = [spread.map(|s| s.mean), spread.and_then(|s| s.sd), spread.map(|s| s.rms)];
        format!("{} (SD {}, root mean square {})", number(mean, 1), number(sd, 1), number(rms, 1))
    };
    let stood = |row: &StickerRow| row.bias_from_standing.as_ref().ok().copied();
    let exact =
        |row: &StickerRow| row.exact_places.as_ref().and_then(|errors| errors[1].as_ref().ok().copied());
    let _ = writeln!(
        text,
        "\n{} of {clips} clips are measured. {} Mean of the clips' mean errors {}, from standing {}; from standing at the exact places {}.",
        rows.len(),
        within(rows),
        spread(rows.iter().map(|row| row.bias).collect()),
        spread(rows.iter().filter_map(stood).collect()),
        spread(rows.iter().filter_map(exact).collect()),
    );
}
