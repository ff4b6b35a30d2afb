//! Tables for a spreadsheet.
//!
//! Comma separated, a full stop for decimals, a line feed at the end of each row; an empty cell where a
//! value was not measured. Times have six decimals (a microsecond), all else four.

use super::{Cells, Table};
use std::fmt::Write;

pub(super) fn text(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_ref()).collect();
    let mut text = names.join(",") + "\n";
    for row in 0..table.rows() {
        for (place, column) in table.columns.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            cell(&mut text, &column.cells, row);
        }
        text.push('\n');
    }
    text
}

fn cell(text: &mut String, cells: &Cells, row: usize) {
    // Writing to a string cannot fail.
    let _ = match cells {
        Cells::Names(cells) => write!(text, "{}", cells[row].as_deref().unwrap_or_default()),
        // Quoted so that commas and quotes in it stay inside the cell.
        Cells::Words(cells) => match &cells[row] {
            Some(words) => write!(text, "\"{}\"", words.replace('"', "\"\"")),
            None => Ok(()),
        },
        Cells::Wholes(cells) => cells[row].map_or(Ok(()), |whole| write!(text, "{whole}")),
        Cells::Flags(cells) => write!(text, "{}", cells[row]),
        Cells::Times(cells) => decimals(text, cells[row], 6),
        Cells::Numbers(cells) => decimals(text, cells[row], 4),
    };
}

/// Never a negative zero.
fn decimals(text: &mut String, value: Option<f64>, decimals: usize) -> std::fmt::Result {
    let Some(value) = value else { return Ok(()) };
    let written = format!("{value:.decimals$}");
    let is_zero = !written.contains(|c| ('1'..='9').contains(&c));
    write!(text, "{}", if is_zero { written.trim_start_matches('-') } else { &written })
}
