//! What `docs/ACCURACY.md` says of the pelvis.

use crate::grid::{CLOSE_FITTING, PART, STICKERS};
use crate::page::{Found, MAIN, number};
use crate::pelvis::{
    MeanErrors, ModelRow, Reading, Readings, StickerRow, asked, model_rows, over_clips, sticker_row,
};
use std::collections::BTreeSet;
use std::fmt::Write;

pub fn section(text: &mut String, found: &Found<'_>) {
    text.push_str("## Pelvic tilt\n\n");
    stickers(text, found);
    let rows = model_rows(found);
    model(text, &rows);
}

fn of_part<'a>(rows: &'a [ModelRow], part: &str) -> Vec<&'a ModelRow> {
    rows.iter().filter(|row| row.conditions.get(PART).is_some_and(|p| p == part)).collect()
}

/// What the columns of a table of stickers are, and its head.
pub const STICKER_COLUMNS: &str = "Degrees, measured less true. Asked: mean within 2.0, from standing within 1.0; RMSE within 2.5; range within 2.0; slope over clips \
    0.95 to 1.05; seen in 97 % of the frames (of those with the runner here, with an arm before them or not). Distance known: with the camera's true distance \
    (`--camera-distance`), so without perspective; everything else on this page is without it. Exact places: the stickers' middles as rendered, in every frame, \
    through the same program: what no following of them could better.\n\n\
    | Clip | Outfit | ASIS, PSIS seen | Mean | From standing | RMSE | Range (5-95 %) | Distance known: mean, from standing | Exact places: mean, from standing |\n\
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";

/// A line of that table.
pub fn sticker_line(row: &StickerRow, text: &mut String) {
    let standing = error_or_refusal(&row.bias_from_standing);
    let [known, exact] = [&row.distance_known, &row.exact_places].map(mean_errors);
    let _ = writeln!(
        text,
        "| {} | {} | {:.0} %, {:.0} % | {:+.1} | {standing} | {:.1} | {:+.1} | {known} | {exact} |",
        row.name,
        row.outfit,
        100.0 * row.seen[0],
        100.0 * row.seen[1],
        row.bias,
        row.rmse,
        row.range_error,
    );
}

fn stickers(text: &mut String, found: &Found<'_>) {
    let _ = write!(text, "### By stickers\n\n{STICKER_COLUMNS}");
    let rows: Vec<StickerRow> = found.clips.iter().filter_map(sticker_row).collect();
    rows.iter().for_each(|row| sticker_line(row, text));
    let without =
        found.clips.iter().filter(|clip| clip.truth.conditions.get(PART).is_none_or(|p| p != STICKERS));
    let measured: Vec<_> =
        without.filter_map(|clip| Some((clip.name.as_str(), &clip.outcome.as_ref().ok()?.0))).collect();
    let invented: Vec<&str> = measured
        .iter()
        .filter(|(_, document)| !document.pelvis.stickers.is_empty())
        .map(|(name, _)| *name)
        .collect();
    let named = if invented.is_empty() { String::new() } else { format!(" ({})", invented.join(", ")) };
    let _ = writeln!(
        text,
        "\n{} Clips without stickers on which some were found: {}{named} of {}. With balls in place of half balls: [ACCURACY-balls](ACCURACY-balls.md).\n",
        within(&rows),
        invented.len(),
        measured.len(),
    );
}

/// Slope over clips, and how many clips on skin and in tight clothes are within what is asked, and how many would be with the stickers' exact places.
pub fn within(rows: &[StickerRow]) -> String {
    let [_, _, slope, _] = over_clips(&rows.iter().map(|row| (row.true_mean, row.bias)).collect::<Vec<_>>());
    let close: Vec<&StickerRow> =
        rows.iter().filter(|row| CLOSE_FITTING.contains(&row.outfit.as_str())).collect();
    let count = |holds: &dyn Fn(&StickerRow) -> bool| close.iter().filter(|row| holds(row)).count();
    let is_near =
        |error: &Result<f64, String>, most: f64| error.as_ref().is_ok_and(|error| error.abs() <= most);
    let exact = |of: usize, most: f64| {
        count(&|row| row.exact_places.as_ref().is_some_and(|errors| is_near(&errors[of], most)))
    };
    format!(
        "Of {} clips on skin and in tight clothes are within what is asked: mean {} (exact places {}), from standing {} ({}), RMSE {}, range {}, seen {}. Slope over clips {}.",
        close.len(),
        count(&|row| row.bias.abs() <= asked::MEAN_DEG),
        exact(0, asked::MEAN_DEG),
        count(&|row| is_near(&row.bias_from_standing, asked::FROM_STANDING_DEG)),
        exact(1, asked::FROM_STANDING_DEG),
        count(&|row| row.rmse <= asked::RMSE_DEG),
        count(&|row| row.range_error.abs() <= asked::RANGE_DEG),
        count(&|row| row.seen.iter().all(|seen| *seen >= asked::SEEN)),
        number(slope, 2),
    )
}

/// Both on one line; a reason for a refusal stands in another column already.
fn mean_errors(errors: &Option<MeanErrors>) -> String {
    let one =
        |error: &Result<f64, String>| error.as_ref().map_or("refused".to_owned(), |e| format!("{e:+.1}"));
    errors.as_ref().map_or_else(|| "–".to_owned(), |errors| errors.each_ref().map(one).join(", "))
}

fn error_or_refusal(error: &Result<f64, String>) -> String {
    match error {
        Ok(error) => format!("{error:+.1}"),
        Err(reason) => format!("refused: {reason}"),
    }
}

fn model(text: &mut String, rows: &[ModelRow]) {
    text.push_str(
        "### By the pelvis network\n\nMean tilt of a clip, degrees, over clips: RMSE, bias, slope and r of measured against true; none of these bodies and outfits were in its training. Asked: RMSE within 3.0, \
        from standing within 1.5, slope 0.9 to 1.1. Controls, swing and intervals by outfit: [ACCURACY-network](ACCURACY-network.md).\n\n**What the program prints**: clips of which the network is sure enough, and of whose standing clip too where it counts from that. \
        *Hold*: clips whose printed 95 % interval holds the true mean (asked: 90 to 99 %).\n\n",
    );
    let (main, stuck) = (of_part(rows, MAIN), of_part(rows, STICKERS));
    PRINTED.table(text, |text| {
        let every: Vec<&ModelRow> = rows.iter().collect();
        PRINTED.line(text, "every part of the grid", &every);
        PRINTED.line(text, "main part", &main);
        PRINTED.by(text, "outfit", "outfit", &main);
        PRINTED.line(text, "with stickers on", &stuck);
        PRINTED.by(text, "outfit", "with stickers on, outfit", &stuck);
        let thorax = Lines { angle: |row| &row.thorax, ..PRINTED };
        thorax.line(text, "thorax lean, every part of the grid", &every);
    });
    text.push_str("**All clips**, printed or not:\n\n");
    ALL.table(text, |text| {
        ALL.line(text, "main part", &main);
        ALL.by(text, "outfit", "outfit", &main);
        ALL.by(text, "body", "body", &main);
        ALL.line(text, "with stickers on", &stuck);
        ALL.by(text, "outfit", "with stickers on, outfit", &stuck);
        for part in ["camera yaw", "camera roll", "frame rate", "hard"] {
            ALL.line(text, part, &of_part(rows, part));
        }
    });
}

/// Lines of a table: which angle, and whether only what is printed counts.
struct Lines {
    angle: fn(&ModelRow) -> &Readings,
    printed: bool,
}

const ALL: Lines = Lines { angle: |row| &row.tilt, printed: false };
const PRINTED: Lines = Lines { printed: true, ..ALL };

impl Lines {
    /// The lines below their head.
    fn table(&self, text: &mut String, lines: impl FnOnce(&mut String)) {
        let hold = if self.printed { ", hold" } else { "" };
        let _ = writeln!(
            text,
            "| Condition | Clips | Absolute: RMSE, bias, slope, r{hold} | Clips | From standing: RMSE, bias, slope, r{hold} |\n\
            | --- | --- | --- | --- | --- |"
        );
        lines(text);
        text.push('\n');
    }

    /// A line for each value of a condition.
    fn by(&self, text: &mut String, key: &str, words: &str, rows: &[&ModelRow]) {
        let values: BTreeSet<&String> = rows.iter().filter_map(|row| row.conditions.get(key)).collect();
        for value in values {
            let of: Vec<&ModelRow> =
                rows.iter().copied().filter(|row| row.conditions.get(key) == Some(value)).collect();
            self.line(text, &format!("{words}: {value}"), &of);
        }
    }

    fn line(&self, text: &mut String, words: &str, rows: &[&ModelRow]) {
        let of = |readings: &mut dyn Iterator<Item = &Reading>| {
            let counts = |reading: &&Reading| !self.printed || reading.printed.is_some();
            self.figures(&readings.filter(counts).collect::<Vec<_>>())
        };
        let readings = rows.iter().map(|row| (self.angle)(row));
        let _ = writeln!(
            text,
            "| {words} | {} | {} |",
            of(&mut readings.clone().map(|readings| &readings.absolute)),
            of(&mut readings.filter_map(|readings| readings.from_standing.as_ref())),
        );
    }

    fn figures(&self, readings: &[&Reading]) -> String {
        let pairs: Vec<(f64, f64)> = readings.iter().map(|r| (r.true_mean, r.error)).collect();
        let [rms, bias, slope, r] = over_clips(&pairs);
        let held = readings.iter().filter(|reading| reading.holds() == Some(true)).count();
        let hold = if self.printed { format!(", {held} of {}", readings.len()) } else { String::new() };
        let numbers = [number(rms, 1), number(bias, 1), number(slope, 2), number(r, 2)].join(", ");
        format!("{} | {numbers}{hold}", readings.len())
    }
}
