//! Joint angles that somebody recorded: OpenSim's `.mot` files.

use super::MotionError;
use std::collections::HashMap;
use std::path::Path;

/// Columns of numbers over time.
#[derive(Debug, Clone)]
pub(super) struct Recording {
    times: Vec<f64>,
    columns: HashMap<String, Vec<f64>>,
    degrees: bool,
}

impl Recording {
    pub fn read(path: &Path) -> Result<Self, MotionError> {
        let unusable = |why: String| MotionError::Recording { path: path.into(), why };
        let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
        Self::parse(&text).map_err(unusable)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let header: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "endheader").collect();
        let degrees = header.iter().any(|line| line.trim() == "inDegrees=yes");
        let names: Vec<&str> = lines
            .next()
            .ok_or("it has no line of column names after `endheader`")?
            .split_whitespace()
            .collect();
        let mut columns = vec![Vec::new(); names.len()];
        for line in lines.filter(|line| !line.trim().is_empty()) {
            let row: Result<Vec<f64>, _> = line.split_whitespace().map(str::parse).collect();
            let row = row.map_err(|_| format!("`{line}` is no row of numbers"))?;
            if row.len() != names.len() {
                return Err(format!("a row has {} numbers for {} columns", row.len(), names.len()));
            }
            columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
        }
        let mut columns: HashMap<String, Vec<f64>> =
            names.into_iter().map(str::to_owned).zip(columns).collect();
        let times =
            columns.remove("time").filter(|times| times.len() > 1).ok_or("it has no `time` column")?;
        if times.windows(2).any(|pair| pair[1] <= pair[0]) {
            return Err("its times do not rise".into());
        }
        Ok(Self { times, columns, degrees })
    }

    /// First and last time, seconds.
    pub fn span_s(&self) -> (f64, f64) {
        (self.times[0], self.times[self.times.len() - 1])
    }

    /// A length at a time.
    pub fn metres(&self, column: &str, time_s: f64) -> f64 {
        self.sample(column, time_s)
    }

    /// In the column's own unit, straight between samples, held beyond the ends; 0 where there is no such column.
    fn sample(&self, column: &str, time_s: f64) -> f64 {
        let Some(values) = self.columns.get(column) else { return 0.0 };
        let after = self.times.partition_point(|&t| t < time_s).clamp(1, self.times.len() - 1);
        let (from, to) = (self.times[after - 1], self.times[after]);
        let share = ((time_s - from) / (to - from)).clamp(0.0, 1.0);
        values[after - 1] + share * (values[after] - values[after - 1])
    }

    /// An angle at a time, radians.
    pub fn radians(&self, column: &str, time_s: f64) -> f64 {
        let value = self.sample(column, time_s);
        if self.degrees { value.to_radians() } else { value }
    }

    /// The columns that a motion cannot do without and that are missing here.
    pub fn lacks<'a>(&self, needed: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        needed.into_iter().filter(|&name| !self.columns.contains_key(name)).collect()
    }

    /// Mean of a column over the whole recording, in its own unit.
    pub fn mean(&self, column: &str) -> f64 {
        self.columns.get(column).map_or(0.0, |values| values.iter().sum::<f64>() / values.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Coordinates\nnRows=2\ninDegrees=yes\nendheader\ntime\tpelvis_tilt\tpelvis_ty\n0.0 -10 0.9\n0.1 -20 1.1\n";

    #[test]
    fn angles_become_radians_and_lengths_stay() {
        let recording = Recording::parse(TEXT).expect("parses");
        assert!((recording.radians("pelvis_tilt", 0.05) - (-15.0_f64).to_radians()).abs() < 1e-12);
        assert!((recording.metres("pelvis_ty", 0.05) - 1.0).abs() < 1e-12);
        assert!((recording.metres("pelvis_ty", 7.0) - 1.1).abs() < 1e-12, "held beyond its end");
        assert_eq!(recording.lacks(["pelvis_tilt", "knee_angle_r"]), ["knee_angle_r"]);
        let radians = Recording::parse(&TEXT.replace("=yes", "=no")).expect("parses");
        assert!((radians.radians("pelvis_tilt", 0.0) + 10.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_recording_is_refused_with_the_reason() {
        for (text, word) in [
            ("", "column names"),
            ("endheader\npelvis_tilt\n1\n2\n", "time"),
            ("endheader\ntime x\n0 1\n1\n", "row"),
            ("endheader\ntime x\n0 one\n", "numbers"),
            ("endheader\ntime x\n1 0\n0 0\n", "rise"),
        ] {
            let why = Recording::parse(text).expect_err(text);
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}
