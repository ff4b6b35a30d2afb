//! What `docs/ACCURACY.md` says of the verdicts.

use crate::page::Found;
use crate::verdicts::{CLEAR_DEG, ClipRow, Place, rows};
use runtilt::report::document::Verdict;
use std::collections::BTreeSet;
use std::fmt::Write;

pub fn section(text: &mut String, found: &Found<'_>) {
    let rows = rows(found.clips);
    let _ = write!(
        text,
        "## Verdicts on the pelvis\n\nThe main finding of both legs together, on the {} clips with stickers and a standing clip. The measured errors on which \
        verdicts rest come from other clips (`tests/data/findings`). *Clearly* is by more than {CLEAR_DEG:.0} degrees (of the pelvic share: {CLEAR_DEG:.0} degrees of tilt). Asked: \
        false alarms on at most 5 % of clips that are clearly inside, misses on at most 10 % of those clearly outside, 95 % intervals that hold the truth in 90 to 99 % of clips.\n\n",
        rows.len(),
    );
    counts(text, &rows);
    coverage(text, &rows);
    each(text, &rows);
}

fn outfits(rows: &[ClipRow]) -> BTreeSet<&str> {
    rows.iter().map(|row| row.outfit.as_str()).collect()
}

fn of<'a>(rows: &'a [ClipRow], outfit: Option<&str>) -> Vec<&'a ClipRow> {
    rows.iter().filter(|row| outfit.is_none_or(|wanted| row.outfit == wanted)).collect()
}

fn counts(text: &mut String, rows: &[ClipRow]) {
    text.push_str(
        "| Outfit | Clearly inside | said outside | said uncertain | Clearly outside | said inside | said uncertain | Near a limit | Not measurable or refused |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let all = std::iter::once(None).chain(outfits(rows).into_iter().map(Some));
    for outfit in all {
        let own = of(rows, outfit);
        let judged = |row: &&&ClipRow| !matches!(row.verdict, Err(_) | Ok(Verdict::NotMeasurable));
        let at = |place| own.iter().filter(judged).filter(move |row| row.place == place).collect::<Vec<_>>();
        let said = |place, verdict| at(place).iter().filter(|row| row.verdict == Ok(verdict)).count();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            outfit.unwrap_or("all"),
            at(Place::Inside).len(),
            said(Place::Inside, Verdict::Outside),
            said(Place::Inside, Verdict::Uncertain),
            at(Place::Outside).len(),
            said(Place::Outside, Verdict::Inside),
            said(Place::Outside, Verdict::Uncertain),
            at(Place::Near).len(),
            own.len() - own.iter().filter(judged).count(),
        );
    }
    text.push('\n');
}

fn coverage(text: &mut String, rows: &[ClipRow]) {
    text.push_str("Clips whose 95 % interval holds the true value, of those measured:\n\n| Outfit | Peak tilt | Tilt rise | Pelvic share |\n| --- | --- | --- | --- |\n");
    for outfit in std::iter::once(None).chain(outfits(rows).into_iter().map(Some)) {
        let own = of(rows, outfit);
        let cell = |rule: usize| {
            let measured = own.iter().filter_map(|row| {
                let rule = row.rules.get(rule)?;
                let (_, low, high) = rule.measured?;
                Some((low..=high).contains(&rule.truth))
            });
            let held: Vec<bool> = measured.collect();
            format!("{} of {}", held.iter().filter(|held| **held).count(), held.len())
        };
        let _ = writeln!(text, "| {} | {} | {} | {} |", outfit.unwrap_or("all"), cell(0), cell(1), cell(2));
    }
    text.push('\n');
}

fn each(text: &mut String, rows: &[ClipRow]) {
    text.push_str("| Clip | Outfit | True: peak, rise, share | Measured | Truth | Verdict |\n| --- | --- | --- | --- | --- | --- |\n");
    for row in rows {
        let verdict = match &row.verdict {
            Ok(verdict) => verdict.name().replace('_', " "),
            Err(reason) => format!("refused: {reason}"),
        };
        let values = |of: &dyn Fn(usize) -> Option<f64>| {
            let number = |k: usize, decimals: usize, unit: &str, scale: f64| {
                of(k).map_or_else(|| "–".to_owned(), |v| format!("{:.decimals$}{unit}", v * scale))
            };
            format!("{}, {}, {}", number(0, 1, "°", 1.0), number(1, 1, "°", 1.0), number(2, 0, " %", 100.0))
        };
        let truth = values(&|k| row.rules.get(k).map(|rule| rule.truth));
        let measured = values(&|k| row.rules.get(k)?.measured.map(|(value, ..)| value));
        let place = match row.place {
            Place::Inside => "inside",
            Place::Near => "near a limit",
            Place::Outside => "outside",
        };
        let _ =
            writeln!(text, "| {} | {} | {truth} | {measured} | {place} | {verdict} |", row.name, row.outfit);
    }
    text.push('\n');
}
