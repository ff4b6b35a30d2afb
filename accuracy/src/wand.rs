//! What `docs/ACCURACY-wand.md` says: pelvic tilt by a wand on the sacrum.

use crate::measured::{FromStanding, Measured};
use crate::page::{number, rows_of};
use crate::pelvis::{asked, mean, mean_error, pairs_of, range, share_seen};
use runtilt::report::document::Document;
use runtilt::validate::Spread;
use std::fmt::Write;

/// Pelvic tilt from standing on one clip, measured less true, degrees.
struct Row<'a> {
    clip: &'a Measured,
    /// Share of the frames in which base and tip were seen.
    seen: [f64; 2],
    bias: f64,
    rmse: f64,
    range_error: f64,
    /// Mean error with the stickers at their exact places, or why there is none.
    exact: Result<f64, String>,
}

/// The whole page.
pub fn page(clips: &[Measured]) -> String {
    let mut text = String::from(
        "# Accuracy: pelvic tilt by a wand on the sacrum\n\nMade by `make accuracy` (this page alone: `cargo run --release -p runtilt-accuracy -- --wand`); every figure is computed, none \
        is typed. Runners of the part with stickers of [ACCURACY](ACCURACY.md), with no sticker on ASIS and PSIS but a wand half-way between both PSIS: a black rod with balls of 30 mm, 30 and \
        120 mm from the skin to their middles, over clothes where they wear some; half a ball on T12, a ball of 40 mm on C7. How a wand stands on the bone is not known, so all is counted from the \
        standing clip.\n\n\
        Degrees, measured less true. *Exact places*: the rendered middles of both balls in every frame through the same program, what no following could better. Rendered skin is not known to move as \
        real skin does; a rendered wand does not swing on it either.\n\n\
        | Clip | Outfit | Base, tip seen | Mean | RMSE | Range (5-95 %) | Exact places: mean |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let rows = rows_of(&mut text, clips, 4, row, Row::line);
    summary(&mut text, &rows, clips.len());
    text
}

fn row(clip: &Measured) -> Result<Row<'_>, String> {
    clip.outcome.as_ref().map_err(Clone::clone)?;
    let (document, zero) = from_standing(&clip.from_standing)?;
    let seen = |name: &str| {
        let reason = || document.pelvis.reason.clone().unwrap_or_else(|| format!("no {name}"));
        share_seen(document, name).ok_or_else(reason)
    };
    let seen = [seen("wand_base")?, seen("wand_tip")?];
    let (measured, truth): (Vec<f64>, Vec<f64>) = pairs_of(document, &clip.truth).unzip();
    let squares = measured.iter().zip(&truth).map(|(m, t)| (m - (t - zero)).powi(2));
    let exact = clip.exact_places.as_ref().ok_or("not looked at")?;
    Ok(Row {
        clip,
        seen,
        bias: mean_error(document, &clip.truth, zero),
        rmse: mean(&squares.collect::<Vec<_>>()).sqrt(),
        range_error: range(measured) - range(truth),
        exact: from_standing(&exact.from_standing)
            .map(|(document, zero)| mean_error(document, &clip.truth, zero)),
    })
}

/// What runtilt says with a standing clip, and the true tilt in that.
fn from_standing(found: &Option<FromStanding>) -> Result<(&Document, f64), String> {
    let (document, zero) = found.as_ref().ok_or("no standing clip")?.as_ref().map_err(Clone::clone)?;
    Ok((document, *zero))
}

impl Row<'_> {
    fn line(&self, text: &mut String, outfit: &str) {
        let exact = self
            .exact
            .as_ref()
            .map_or_else(|reason| format!("refused: {reason}"), |error| format!("{error:+.1}"));
        let _ = writeln!(
            text,
            "| {} | {outfit} | {:.0} %, {:.0} % | {:+.1} | {:.1} | {:+.1} | {exact} |",
            self.clip.name,
            100.0 * self.seen[0],
            100.0 * self.seen[1],
            self.bias,
            self.rmse,
            self.range_error,
        );
    }
}

fn summary(text: &mut String, rows: &[Row<'_>], clips: usize) {
    let count = |met: &dyn Fn(&&Row<'_>) -> bool| rows.iter().filter(met).count();
    let biases = Spread::of(&rows.iter().map(|row| row.bias).collect::<Vec<_>>());
    let _ = writeln!(
        text,
        "\n{} of {clips} clips are measured; mean of their mean errors {} (SD {}). Of these are within what is asked of stickers: mean from standing ({:.1}) {}, RMSE ({:.1}) {}, range ({:.1}) {}, \
        both seen in {:.0} % of the frames {}; with exact places the mean {}.",
        rows.len(),
        number(biases.map(|s| s.mean), 1),
        number(biases.and_then(|s| s.sd), 1),
        asked::FROM_STANDING_DEG,
        count(&|row| row.bias.abs() <= asked::FROM_STANDING_DEG),
        asked::RMSE_DEG,
        count(&|row| row.rmse <= asked::RMSE_DEG),
        asked::RANGE_DEG,
        count(&|row| row.range_error.abs() <= asked::RANGE_DEG),
        100.0 * asked::SEEN,
        count(&|row| row.seen.iter().all(|share| *share >= asked::SEEN)),
        count(&|row| row.exact.as_ref().is_ok_and(|error| error.abs() <= asked::FROM_STANDING_DEG)),
    );
}
