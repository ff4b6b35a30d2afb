//! Tables of many clips as Parquet: written by `runtilt export`, read back by the format's own reader.
#![allow(clippy::expect_used, clippy::panic, reason = "in a test a panic is the report")]

#[path = "report_support/mod.rs"]
mod support;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use runtilt::report::document::{AngleColumn, AngleSeries, Document, Zero};
use runtilt::report::{ExportError, TableKind, angles_csv, findings_csv, parquet, strides_csv, to_json};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use support::example_document;

fn open(bytes: &[u8]) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("written");
    SerializedFileReader::new(file).expect("a Parquet file")
}

fn rows(bytes: &[u8]) -> (usize, Vec<Row>) {
    let reader = open(bytes);
    let rows = reader.get_row_iter(None).expect("rows").collect::<Result<Vec<_>, _>>().expect("each reads");
    (reader.metadata().num_row_groups(), rows)
}

fn cell<'a>(row: &'a Row, name: &str) -> &'a Field {
    row.get_column_iter()
        .find(|(own, _)| *own == name)
        .map(|(_, field)| field)
        .expect("a column of that name")
}

/// The example, its knee counted from standing.
fn from_standing() -> Document {
    let mut document = example_document();
    for &column in <AngleColumn as runtilt::report::document::Key>::ALL {
        let turned = document.series.angles.get(column).cloned();
        let turned = turned.map(|series| AngleSeries { zero: Zero::RelativeToStanding, ..series });
        document.series.angles.set(column, turned);
    }
    document
}

fn both(kind: TableKind) -> Vec<u8> {
    let (first, second) = (example_document(), from_standing());
    parquet(&[("first".into(), &first), ("second".into(), &second)], kind).expect("a file")
}

#[test]
fn each_clip_is_a_row_group_that_says_its_name_source_and_zero() {
    let frames = example_document().series.frame.len();
    let (groups, rows) = rows(&both(TableKind::Angles));
    assert_eq!((groups, rows.len()), (2, 2 * frames));
    for (row, zero) in [(&rows[0], "absolute"), (&rows[frames], "relative_to_standing")] {
        assert_eq!(cell(row, "zero"), &Field::Str(zero.into()));
        assert_eq!(cell(row, "pelvis"), &Field::Str(example_document().pelvis.source.name().into()));
    }
    assert_eq!(cell(&rows[0], "clip"), &Field::Str("first".into()));
    assert_eq!(cell(&rows[frames], "clip"), &Field::Str("second".into()));
}

#[test]
fn numbers_are_the_results_own_and_what_was_not_measured_is_null() {
    let document = example_document();
    let (_, rows) = rows(&both(TableKind::Angles));
    let mut gaps = 0;
    for (column, series) in document.series.angles.iter() {
        let name = runtilt::report::document::Key::name(column);
        for (index, row) in rows.iter().take(document.series.frame.len()).enumerate() {
            let own = series.and_then(|series| series.at(index));
            gaps += usize::from(own.is_none());
            assert_eq!(cell(row, name), &own.map_or(Field::Null, Field::Double), "{name}, row {index}");
        }
    }
    assert!(gaps > 0, "the example has gaps");
}

#[test]
fn it_has_the_columns_and_rows_of_the_spreadsheets() {
    let document = example_document();
    let texts = [angles_csv(&document), strides_csv(&document), findings_csv(&document)];
    for (kind, text) in TableKind::ALL.into_iter().zip(texts) {
        let text = text.expect("a table");
        let bytes = parquet(&[("a".into(), &document)], kind).expect("a file");
        let reader = open(&bytes);
        let schema = reader.metadata().file_metadata().schema();
        let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
        let header: Vec<&str> = text.lines().next().expect("a header").split(',').collect();
        // What all rows share stands last in a spreadsheet, and first here.
        let own = header.strip_suffix(&["pelvis", "zero"]).unwrap_or(&header);
        assert_eq!(names[names.len() - own.len()..], *own, "{}", kind.name());
        let shared: &[&str] =
            if kind == TableKind::Findings { &["clip", "pelvis"] } else { &["clip", "pelvis", "zero"] };
        assert_eq!(names[..names.len() - own.len()], *shared, "{}", kind.name());
        let count = usize::try_from(reader.metadata().file_metadata().num_rows()).expect("a count");
        assert_eq!(count, text.lines().count() - 1, "{}", kind.name());
    }
}

#[test]
fn nothing_and_what_must_not_be_shown_are_refused() {
    assert_eq!(parquet(&[], TableKind::Angles), Err(ExportError::NoClips));
    let mut broken = example_document();
    broken.series.time_s[0] = f64::NAN;
    let refused = parquet(&[("run".into(), &broken)], TableKind::Angles);
    assert!(matches!(&refused, Err(ExportError::Unfit { clip, .. }) if clip == "run"), "{refused:?}");
}

fn export(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_runtilt"))
        .arg("export")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

#[test]
fn the_command_puts_many_results_into_one_file_and_refuses_to_overwrite_twins() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, document) in [("a", example_document()), ("b", from_standing())] {
        let own = folder.path().join(name);
        std::fs::create_dir(&own).expect("made");
        std::fs::write(own.join("result.json"), to_json(&document).expect("json")).expect("written");
    }
    let output = export(folder.path(), &["a", "b", "--format", "parquet", "--out", "tables"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for kind in TableKind::ALL {
        let path = folder.path().join("tables").join(kind.name()).with_extension("parquet");
        rows(&std::fs::read(path).expect("written"));
    }
    let strides = std::fs::read(folder.path().join("tables/strides.parquet")).expect("written");
    let (groups, rows) = rows(&strides);
    assert_eq!((groups, rows.len()), (2, 2 * example_document().strides.len()));
    // Two results of one clip: each would be the other's file.
    let output = export(folder.path(), &["a", "b", "--format", "csv", "--out", "twins"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("one by one"));
    assert!(!folder.path().join("twins").exists(), "nothing half done");
}
