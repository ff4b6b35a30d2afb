//! One angle over time: a CSV file of two columns, time in seconds and angle in degrees.

use super::table::{Columns, Row, cell, text_of};
use super::{ReadOptions, Reference, ReferenceAngle, ReferenceError, ReferenceZero};
use crate::units::Angle;
use crate::validate::names::{column_named, column_names};
use crate::validate::score::ReferenceKind;
use std::path::Path;
use std::sync::Arc;

const KIND: &str = "a CSV file of two columns (time_s, angle in degrees)";
const UNKNOWN_ZERO: ReferenceZero =
    ReferenceZero::Other("a zero that the file does not state (say --absolute if it is runtilt's)");

/// Reads the file; `options` name the angle unless the header does.
pub(super) fn read(path: &Path, options: &ReadOptions) -> Result<Reference, ReferenceError> {
    let text = text_of(path, KIND)?;
    let (header, rows) = cells(&text).map_err(|problem| ReferenceError::format(path, KIND, problem))?;
    let named = options.angle.or_else(|| header.and_then(|[_, angle]| column_named(angle)));
    let column =
        named.ok_or_else(|| ReferenceError::UnnamedAngle { path: path.into(), known: column_names() })?;
    let columns = Columns::new(rows, 0).map_err(|problem| ReferenceError::format(path, KIND, problem))?;
    let series = columns.series(|row| row.get(1).copied().flatten().map(Angle::from_degrees));
    if series.samples().iter().flatten().next().is_none() {
        return Err(ReferenceError::format(path, KIND, "its second column is empty"));
    }
    let zero = if options.absolute { ReferenceZero::Absolute } else { UNKNOWN_ZERO };
    let angle = ReferenceAngle { column, zero, standing: None, series };
    Ok(Reference::of_angles(ReferenceKind::Column, Arc::clone(&columns.time), vec![angle]))
}

type Header<'a> = Option<[&'a str; 2]>;

/// The header, where the first line is not numbers, and the rows.
fn cells(text: &str) -> Result<(Header<'_>, Vec<Row>), String> {
    let (mut header, mut rows) = (None, Vec::new());
    // Spreadsheets begin UTF-8 files with a byte order mark.
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let parts: Vec<&str> = line.split(',').map(str::trim).collect();
        let &[time, angle] = parts.as_slice() else {
            return Err(format!("line {} has {} cells instead of two", index + 1, parts.len()));
        };
        if index == 0 && time.parse::<f64>().is_err() {
            header = Some([time, angle]);
            continue;
        }
        let number = |text| cell(text).map_err(|problem| format!("line {}: {problem}", index + 1));
        rows.push(vec![number(time)?, number(angle)?]);
    }
    Ok((header, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::AngleColumn;

    fn read_text(text: &str, options: &ReadOptions) -> Result<Reference, ReferenceError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("angle.csv");
        std::fs::write(&path, text).expect("written");
        read(&path, options)
    }

    #[test]
    fn the_header_names_the_angle_and_an_empty_cell_is_a_gap() {
        let text = "\u{feff}time_s,thigh_left_deg\n0,10\n0.1,\n0.2,-5.5\n";
        let reference = read_text(text, &ReadOptions::default()).expect("an angle");
        let angle = reference.angle(AngleColumn::ThighLeft).expect("named by the header");
        assert_eq!(angle.series.at(1), None);
        assert!((angle.series.at(2).expect("a value").degrees() + 5.5).abs() < 1e-12);
        assert!(matches!(angle.zero, ReferenceZero::Other(_)));
    }

    #[test]
    fn the_option_names_the_angle_where_there_is_no_header() {
        let options =
            ReadOptions { angle: Some(AngleColumn::PelvicTilt), absolute: true, ..ReadOptions::default() };
        let reference = read_text("0,10\n0.1,11\n", &options).expect("an angle");
        assert_eq!(reference.angle(AngleColumn::PelvicTilt).expect("named").zero, ReferenceZero::Absolute);
        let unnamed = read_text("0,10\n0.1,11\n", &ReadOptions::default()).expect_err("unnamed");
        assert!(unnamed.to_string().contains("--angle"), "{unnamed}");
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let options = ReadOptions { angle: Some(AngleColumn::TrunkLean), ..ReadOptions::default() };
        let fault = |text: &str| read_text(text, &options).expect_err("refused").to_string();
        assert!(fault("0,1\n0.1,2,3\n").contains("line 2 has 3 cells"));
        assert!(fault("0,1\n0.1,bent\n").contains("line 2"));
        assert!(fault("0,1\n").contains("fewer than two"));
        assert!(fault("0,1\n0,2\n").contains("does not come after"));
        assert!(fault("0,\n1,\n").contains("empty"));
    }
}
