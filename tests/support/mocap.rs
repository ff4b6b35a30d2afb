//! Readers of the motion-capture text formats: OpenSim TRC and MOT, Fukuchi's tab-separated markers, event tables.

use runtilt::body::{Point, Side};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A place in space, millimetres: x forward, y up, z to the right.
pub type Place = [f64; 3];

/// Markers over time; a sample that the system lost is `None`.
#[derive(Debug, Clone)]
pub struct Markers {
    /// Time of the first sample, seconds.
    pub start_s: f64,
    /// Samples per second.
    pub rate: f64,
    /// Path of each marker.
    pub paths: BTreeMap<String, Vec<Option<Place>>>,
}

impl Markers {
    /// Number of samples.
    pub fn len(&self) -> usize {
        self.paths.values().next().map_or(0, Vec::len)
    }

    /// Where a marker is; the marker must exist.
    pub fn at(&self, name: &str, sample: usize) -> Option<Place> {
        self.paths.get(name).unwrap_or_else(|| panic!("no marker {name}"))[sample]
    }

    /// The same, seen from the runner's right.
    pub fn seen(&self, name: &str, sample: usize) -> Option<Point> {
        self.at(name, sample).map(sagittal)
    }

    /// Mean place of a marker over the recording, seen from the right: for standing trials.
    pub fn mean_seen(&self, name: &str) -> Point {
        let places: Vec<Point> = (0..self.len()).filter_map(|k| self.seen(name, k)).collect();
        assert!(!places.is_empty(), "marker {name} was never seen");
        mean(&places)
    }
}

/// The side view of a place: the plane of progression of a treadmill is the laboratory's x-y plane.
pub fn sagittal(place: Place) -> Point {
    Point::new(place[0], place[1])
}

/// Mean of some points.
pub fn mean(points: &[Point]) -> Point {
    let n = points.len() as f64;
    Point::new(points.iter().map(|p| p.x).sum::<f64>() / n, points.iter().map(|p| p.y).sum::<f64>() / n)
}

/// A file of the reference recordings, or `None` with a printed reason where they are not on this machine.
pub fn reference_file(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: the reference recording {name} is not on this machine");
        return None;
    }
    Some(path)
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn number(cell: &str) -> Option<f64> {
    cell.trim().parse::<f64>().ok().filter(|v| v.is_finite())
}

/// OpenSim marker file. Metres become millimetres.
pub fn read_trc(path: &Path) -> Markers {
    let text = text(path);
    let lines: Vec<&str> = text.lines().collect();
    let facts: Vec<&str> = lines[2].split('\t').collect();
    assert_eq!(facts[4], "m", "this reader expects metres");
    let names: Vec<&str> = lines[3].split('\t').skip(2).filter(|name| !name.trim().is_empty()).collect();
    let rows: Vec<Vec<Option<f64>>> = lines[5..]
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('\t').map(number).collect())
        .collect();
    let place = |row: &[Option<f64>], marker: usize| {
        let cell =
            |axis: usize| row.get(2 + 3 * marker + axis).copied().flatten().map(|metres| metres * 1000.0);
        Some([cell(0)?, cell(1)?, cell(2)?])
    };
    let paths = names
        .iter()
        .enumerate()
        .map(|(k, name)| (name.trim().to_owned(), rows.iter().map(|row| place(row, k)).collect()));
    Markers {
        start_s: rows[0][1].expect("the first row has a time"),
        rate: number(facts[0]).expect("a data rate"),
        paths: paths.collect(),
    }
}

/// OpenSim motion file: each column by its name.
pub fn read_mot(path: &Path) -> BTreeMap<String, Vec<f64>> {
    let text = text(path);
    let mut lines = text.lines().skip_while(|line| line.trim() != "endheader").skip(1);
    let names: Vec<String> = lines.next().expect("column names").split('\t').map(str::to_owned).collect();
    let rows: Vec<Vec<f64>> = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('\t').map(|cell| number(cell).expect("a number")).collect())
        .collect();
    names.into_iter().enumerate().map(|(k, name)| (name, rows.iter().map(|row| row[k]).collect())).collect()
}

/// Fukuchi's markers (columns `R.ASISX`, `R.ASISY`, ...), millimetres, 150 Hz.
pub fn read_fukuchi(path: &Path) -> Markers {
    let columns = read_columns(path);
    let paths = columns.iter().filter_map(|(name, x)| {
        let marker = name.strip_suffix('X')?;
        let (y, z) = (columns.get(&format!("{marker}Y"))?, columns.get(&format!("{marker}Z"))?);
        let places = (0..x.len()).map(|k| Some([x[k]?, y[k]?, z[k]?])).collect();
        Some((marker.to_owned(), places))
    });
    Markers { start_s: 0.0, rate: 150.0, paths: paths.collect() }
}

/// A tab-separated table with a line of names.
pub fn read_columns(path: &Path) -> BTreeMap<String, Vec<Option<f64>>> {
    let text = text(path);
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().expect("column names").split('\t').map(str::trim).collect();
    let rows: Vec<Vec<Option<f64>>> = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('\t').map(number).collect())
        .collect();
    let column = |k: usize| rows.iter().map(|row| row.get(k).copied().flatten()).collect();
    names.iter().enumerate().map(|(k, name)| ((*name).to_owned(), column(k))).collect()
}

/// Contacts and toe-offs from forces, seconds.
#[derive(Debug, Clone, Default)]
pub struct ForceEvents {
    /// Rising through the threshold.
    pub contacts: Vec<f64>,
    /// Falling through it.
    pub offs: Vec<f64>,
}

/// The event tables beside the recordings: time first, `contact` or `off` in some column.
pub fn read_events(path: &Path) -> ForceEvents {
    let mut events = ForceEvents::default();
    for line in text(path).lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let time = number(cells[0]).expect("a time");
        if cells.contains(&"contact") {
            events.contacts.push(time);
        } else if cells.contains(&"off") {
            events.offs.push(time);
        }
    }
    events
}

/// Hip joint centre by the regression of Bell et al. 1989 (Hum Mov Sci 8:3): from the ASIS 14 % of the distance
/// between them inwards, 30 % down and 22 % back, in the frame of the pelvis.
pub fn hip_centre_bell(side: Side, left_asis: Place, right_asis: Place, sacrum: Place) -> Place {
    let width = length(minus(right_asis, left_asis));
    let right = unit(minus(right_asis, left_asis));
    let middle = scaled(plus(left_asis, right_asis), 0.5);
    let roughly_forward = minus(middle, sacrum);
    let up = unit(cross(right, roughly_forward));
    let forward = cross(up, right);
    let (asis, inwards) = match side {
        Side::Left => (left_asis, 1.0),
        Side::Right => (right_asis, -1.0),
    };
    let offset = plus(
        scaled(right, inwards * 0.14 * width),
        plus(scaled(up, -0.30 * width), scaled(forward, -0.22 * width)),
    );
    plus(asis, offset)
}

/// a + b.
pub fn plus(a: Place, b: Place) -> Place {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/// a - b.
pub fn minus(a: Place, b: Place) -> Place {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/// Factor times a.
pub fn scaled(a: Place, factor: f64) -> Place {
    a.map(|v| v * factor)
}

fn length(a: Place) -> f64 {
    a.iter().map(|v| v * v).sum::<f64>().sqrt()
}

fn unit(a: Place) -> Place {
    scaled(a, 1.0 / length(a))
}

fn cross(a: Place, b: Place) -> Place {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
