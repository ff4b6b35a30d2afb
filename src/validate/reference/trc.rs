//! Marker files of Motion Analysis and OpenSim: `.trc`.

use super::ReferenceError;
use super::markers::{Axes, Markers, Place, metres_per, plain_name};
use super::table::{Columns, cell, text_of};
use std::path::Path;
use std::sync::Arc;

const KIND: &str = "a TRC marker file";
/// Columns before the first marker: frame number and time.
const LEADING: usize = 2;

/// Reads the markers of a file.
pub(super) fn read(path: &Path, axes: Axes) -> Result<Markers, ReferenceError> {
    from_text(&text_of(path, KIND)?, axes).map_err(|problem| ReferenceError::format(path, KIND, problem))
}

fn from_text(text: &str, axes: Axes) -> Result<Markers, String> {
    let mut lines = text.lines();
    if !lines.next().is_some_and(|line| line.starts_with("PathFileType")) {
        return Err("its first line does not begin with `PathFileType`".into());
    }
    let (keys, values) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let metres = metres_per_unit(keys, values)?;
    let names = lines.next().ok_or("it has no line of marker names")?;
    let names: Vec<String> =
        names.split('\t').skip(LEADING).map(plain_name).filter(|name| !name.is_empty()).collect();
    // A line of X1, Y1, Z1 ... and mostly an empty one.
    let rows = lines.skip(1).enumerate().filter(|(_, line)| !line.trim().is_empty());
    let rows = rows
        .map(|(index, line)| row(line, names.len()).map_err(|fault| format!("line {}: {fault}", index + 6)));
    let columns = Columns::new(rows.collect::<Result<_, _>>()?, 1)?;
    let path = |marker: usize| {
        columns.series(move |row| Some(axes.place(place(row, marker)?).map(|length| length * metres)))
    };
    let paths = names.iter().enumerate().map(|(marker, name)| (name.clone(), path(marker))).collect();
    Ok(Markers { time: Arc::clone(&columns.time), paths })
}

fn metres_per_unit(keys: &str, values: &str) -> Result<f64, String> {
    let pairs = keys.split('\t').zip(values.split('\t'));
    let unit = pairs.filter(|(key, _)| key.trim() == "Units").map(|(_, value)| value).next();
    let unit = unit.ok_or("its header has no `Units`")?;
    metres_per(unit).ok_or_else(|| format!("its unit `{unit}` is neither mm, cm nor m"))
}

fn row(line: &str, markers: usize) -> Result<Vec<Option<f64>>, String> {
    let cells: Vec<_> = line.split('\t').map(cell).collect::<Result<_, _>>()?;
    // Lost markers at the end of a line may be left off; more numbers than markers are a fault.
    let surplus = cells.iter().skip(LEADING + 3 * markers).any(Option::is_some);
    if surplus { Err(format!("more numbers than {markers} markers have")) } else { Ok(cells) }
}

fn place(row: &[Option<f64>], marker: usize) -> Option<Place> {
    let at = |axis: usize| row.get(LEADING + 3 * marker + axis).copied().flatten();
    Some([at(0)?, at(1)?, at(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "PathFileType\t4\t(X/Y/Z)\trun.trc\n\
        DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n100\t100\t2\t2\tmm\n\
        Frame#\tTime\tR.ASIS\t\t\tL.ASIS\t\t\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n\n\
        1\t0.20\t1000\t2000\t3000\t\t\t\n2\t0.21\t1001\t2000\t3000\t1\t2\t3\n";

    #[test]
    fn millimetres_become_metres_and_lost_markers_gaps() {
        let markers = from_text(FILE, Axes::Y_UP).expect("markers");
        assert_eq!(markers.time.seconds(), [0.20, 0.21]);
        assert_eq!(markers.paths["RASIS"].at(0), Some([1.0, 2.0, 3.0]));
        assert_eq!(markers.paths["LASIS"].at(0), None);
        assert_eq!(markers.paths["LASIS"].at(1), Some([0.001, 0.002, 0.003]));
    }

    #[test]
    fn faults_are_named() {
        let fault = |text: &str| from_text(text, Axes::Y_UP).expect_err("refused");
        assert!(fault("time,angle\n").contains("PathFileType"));
        assert!(fault(&FILE.replace("\tmm\n", "\tinch\n")).contains("inch"));
        assert!(fault(&FILE.replace("1001", "gone")).contains("line 8: `gone`"));
        assert!(fault(&FILE.replace("\t2\t3\n", "\t2\t3\t4\n")).contains("more numbers"));
    }
}
