//! What `docs/ACCURACY-balls.md` says: pelvic tilt by balls on ASIS and PSIS.

use crate::measured::Measured;
use crate::page::{number, rows_of};
use crate::pelvis::{StickerRow, asked, mean, sticker_row};
use crate::pelvis_page::{STICKER_COLUMNS, sticker_line, within};
use crate::seen::{Seen, asis_and_psis};
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
    let is_measured = |clip: &&Measured| rows.iter().any(|row| row.name == clip.name);
    while_visible(&mut text, &clips.iter().filter(is_measured).collect::<Vec<_>>());
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
        "\n{} of {clips} clips are measured. {} Mean of the clips' mean errors {}, from standing {}; from standing at the exact places {}. Root mean square over the frames of all clips together {}.",
        rows.len(),
        within(rows),
        spread(rows.iter().map(|row| row.bias).collect()),
        spread(rows.iter().filter_map(stood).collect()),
        spread(rows.iter().filter_map(exact).collect()),
        number(over_all_frames(rows), 1),
    );
}

/// As if every clip had as many frames: they have 330 or 360.
fn over_all_frames(rows: &[StickerRow]) -> Option<f64> {
    let squares: Vec<f64> = rows.iter().map(|row| row.rmse.powi(2)).collect();
    (!squares.is_empty()).then(|| mean(&squares).sqrt())
}

/// How often ASIS and PSIS are seen in the frames in which nothing hides their middles.
fn while_visible(text: &mut String, clips: &[&Measured]) {
    let seen: Vec<(&str, [Seen; 2])> =
        clips.iter().filter_map(|clip| Some((clip.name.as_str(), asis_and_psis(clip)?))).collect();
    let percent = |seen: Seen| number(seen.share().map(|share| 100.0 * share), 1);
    let all =
        |which: usize| percent(seen.iter().map(|(_, seen)| seen[which]).fold(Seen::default(), |a, b| a + b));
    let is_short = |seen: &Seen| seen.share().is_some_and(|share| share < asked::SEEN);
    let short: Vec<String> = seen
        .iter()
        .filter(|(_, seen)| seen.iter().any(is_short))
        .map(|(name, [asis, psis])| format!("{name} {} and {} %", percent(*asis), percent(*psis)))
        .collect();
    let _ = writeln!(
        text,
        "\nOf the frames in which by the truth nothing lies before its middle (an arm, the body itself), the ASIS is seen in {} % and the PSIS in {} %, all {} clips together; asked 97 %. \
        Clips below that: {}.",
        all(0),
        all(1),
        seen.len(),
        if short.is_empty() { "none".to_owned() } else { short.join("; ") },
    );
}
