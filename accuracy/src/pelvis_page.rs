//! What `docs/ACCURACY.md` says of the pelvis.

use crate::grid::{PART, STICKERS};
use crate::page::{Found, MAIN, number};
use crate::pelvis::{ModelRow, model_rows, over_clips, sticker_rows};
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

fn stickers(text: &mut String, found: &Found<'_>) {
    text.push_str(
        "### By stickers\n\nDegrees, measured less true. Asked: mean within 2.0, from standing within 1.0; RMSE within 2.5; range within 2.0; slope over clips \
        0.95 to 1.05; seen in 97 % of the frames (of those with the runner here, with an arm before them or not). Distance known: with the camera's true distance \
        (`--camera-distance`), so without perspective; everything else on this page is without it.\n\n\
        | Clip | Outfit | ASIS, PSIS seen | Mean | From standing | RMSE | Range (5-95 %) | Mean, distance known | From standing, distance known |\n\
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let rows = sticker_rows(found.clips);
    for row in &rows {
        let standing = error_or_refusal(&row.bias_from_standing);
        let known = row.distance_known.as_ref().map(|known| known.each_ref().map(error_or_refusal));
        let [mean_known, standing_known] = known.unwrap_or_else(|| ["-", "-"].map(str::to_owned));
        let _ = writeln!(
            text,
            "| {} | {} | {:.0} %, {:.0} % | {:+.1} | {standing} | {:.1} | {:+.1} | {mean_known} | {standing_known} |",
            row.name,
            row.outfit,
            100.0 * row.seen[0],
            100.0 * row.seen[1],
            row.bias,
            row.rmse,
            row.range_error,
        );
    }
    let [_, _, slope, _] = over_clips(&rows.iter().map(|row| (row.true_mean, row.bias)).collect::<Vec<_>>());
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
        "\nSlope over clips {}. Clips without stickers on which some were found: {}{named} of {}.\n",
        number(slope, 2),
        invented.len(),
        measured.len(),
    );
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
        from standing within 1.5, slope 0.9 to 1.1. *Sure*: those clips of which the program prints it, as the network is sure enough of them (and of the standing clip). What is \
        printed of it is in `models/pelvis.toml`.\n\n\
        | Condition | Clips | Absolute: RMSE, bias, slope, r | Clips | From standing: RMSE, bias |\n| --- | --- | --- | --- | --- |\n",
    );
    let main = of_part(rows, MAIN);
    line(text, "main part", &main);
    line(text, "main part, sure", &sure(&main));
    for key in ["outfit", "body"] {
        let values: BTreeSet<&String> = main.iter().filter_map(|row| row.conditions.get(key)).collect();
        for value in values {
            let of: Vec<&ModelRow> =
                main.iter().copied().filter(|row| row.conditions.get(key) == Some(value)).collect();
            line(text, &format!("{key}: {value}"), &of);
        }
    }
    let stuck = of_part(rows, STICKERS);
    line(text, "with stickers on", &stuck);
    line(text, "with stickers on, sure", &sure(&stuck));
    let outfits: BTreeSet<&String> = stuck.iter().filter_map(|row| row.conditions.get("outfit")).collect();
    for outfit in outfits {
        let of: Vec<&ModelRow> =
            stuck.iter().copied().filter(|row| row.conditions.get("outfit") == Some(outfit)).collect();
        line(text, &format!("with stickers on, outfit: {outfit}"), &of);
    }
    for part in ["camera yaw", "camera roll", "frame rate", "hard"] {
        line(text, part, &of_part(rows, part));
    }
    text.push('\n');
}

fn sure<'a>(rows: &[&'a ModelRow]) -> Vec<&'a ModelRow> {
    rows.iter().copied().filter(|row| row.sure).collect()
}

fn line(text: &mut String, words: &str, rows: &[&ModelRow]) {
    let absolute: Vec<(f64, f64)> = rows.iter().map(|row| (row.true_mean, row.error)).collect();
    let standing: Vec<(f64, f64)> =
        rows.iter().filter_map(|row| Some((row.true_mean, row.error_from_standing?))).collect();
    let ([rms, bias, slope, r], [rms_standing, bias_standing, ..]) =
        (over_clips(&absolute), over_clips(&standing));
    let _ = writeln!(
        text,
        "| {words} | {} | {}, {}, {}, {} | {} | {}, {} |",
        absolute.len(),
        number(rms, 1),
        number(bias, 1),
        number(slope, 2),
        number(r, 2),
        standing.len(),
        number(rms_standing, 1),
        number(bias_standing, 1),
    );
}
