//! Landmark files of `tests/data/track` and how well legs are told apart in them.
#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(clippy::expect_used, reason = "a broken test file must fail the test")]

pub mod stick;

use flate2::read::GzDecoder;
use runtilt::body::{
    Background, BodyPose, BySide, FrameSize, Landmark, Observation, Part, Point, PoseSequence, Side,
    Trajectories,
};
use runtilt::series::TimeAxis;
use runtilt::units::Confidence;
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

/// A landmark file: what the model said and, for rendered clips, what is true.
pub struct Clip {
    pub name: String,
    pub sequence: PoseSequence,
    pub truth: Option<Vec<BySide<LegTruth>>>,
}

/// Exact joints of one leg in one frame, image frame.
#[derive(Debug, Clone, Copy)]
pub struct LegTruth {
    pub thigh_deg: f64,
    pub hip: Point,
    pub knee: Point,
    pub ankle: Point,
}

pub fn load(name: &str) -> Clip {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/track");
    let file = std::fs::File::open(format!("{folder}/{name}.csv.gz")).expect("landmark file");
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).expect("gzip of UTF-8");
    let mut lines = text.lines();
    let frame_size = frame_size(lines.next().expect("size line"));
    let columns: HashMap<&str, usize> =
        lines.next().expect("header").split(',').enumerate().map(|(place, name)| (name, place)).collect();
    let rows: Vec<Vec<Option<f64>>> =
        lines.map(|line| line.split(',').map(|cell| cell.parse().ok()).collect()).collect();
    let times = rows.iter().map(|row| row[0].expect("time")).collect();
    let has_truth = columns.contains_key("true_thigh_left_deg");
    Clip {
        name: name.to_owned(),
        sequence: PoseSequence {
            time: Arc::new(TimeAxis::from_seconds(times).expect("increasing times")),
            poses: rows.iter().map(|row| pose(row, &columns)).collect(),
            frame_size,
            background: Background::default(),
            shank_edges: Vec::new(),
        },
        truth: has_truth.then(|| rows.iter().map(|row| truth(row, &columns)).collect()),
    }
}

fn frame_size(line: &str) -> FrameSize {
    let numbers: Vec<u32> = line.split([' ', 'x']).filter_map(|word| word.parse().ok()).collect();
    FrameSize { width: numbers[0], height: numbers[1] }
}

fn pose(row: &[Option<f64>], columns: &HashMap<&str, usize>) -> Option<BodyPose> {
    let mut observations =
        [Observation { image: Point::default(), depth: 0.0, visibility: Confidence::default() };
            Landmark::COUNT];
    for landmark in Landmark::all() {
        let part = format!("{:?}", landmark.part).to_lowercase();
        let field = |name: &str| row[columns[format!("{part}_{}_{name}", landmark.side.name()).as_str()]];
        observations[landmark.index()] = Observation {
            image: Point::new(field("x")?, field("y")?),
            depth: field("depth")?,
            visibility: Confidence::new(field("visibility")? as f32),
        };
    }
    Some(BodyPose(observations))
}

fn truth(row: &[Option<f64>], columns: &HashMap<&str, usize>) -> BySide<LegTruth> {
    BySide::from_fn(|side| {
        let value = |name: String| row[columns[name.as_str()]].expect("truth");
        let joint = |joint: &str| {
            let at = |axis: &str| value(format!("true_{joint}_{}_{axis}", side.name()));
            Point::new(at("x"), at("y"))
        };
        LegTruth {
            thigh_deg: value(format!("true_thigh_{}_deg", side.name())),
            hip: joint("hip"),
            knee: joint("knee"),
            ankle: joint("ankle"),
        }
    })
}

/// Places of a landmark in a frame, image frame.
pub type Places<'a> = &'a dyn Fn(Part, Side, usize) -> Option<Point>;

/// What the model said.
pub fn raw(sequence: &PoseSequence) -> impl Fn(Part, Side, usize) -> Option<Point> {
    |part, side, frame| Some(sequence.poses[frame].as_ref()?.get(Landmark::new(part, side)).image)
}

/// What the track stage made of it, back in the image frame.
pub fn tracked(trajectories: &Trajectories) -> impl Fn(Part, Side, usize) -> Option<Point> {
    |part, side, frame| Some(trajectories.view().image_from_body(trajectories.at(part, side, frame)?))
}

/// Frames in which the knees or the ankles fit the truth better when exchanged, by more than 3 % of leg length (the
/// landmarks' own error there: 95 % lie within 3 %) over both sides together.
pub fn swapped_frames(clip: &Clip, places: Places<'_>) -> Vec<usize> {
    let truth = clip.truth.as_ref().expect("rendered clip");
    (0..truth.len())
        .filter(|&frame| {
            let joints = [
                (Part::Knee, truth[frame].map(|leg| leg.knee)),
                (Part::Ankle, truth[frame].map(|leg| leg.ankle)),
            ];
            joints.iter().any(|(part, exact)| is_swapped(frame, *part, exact, leg_length(truth), places))
        })
        .collect()
}

fn is_swapped(frame: usize, part: Part, exact: &BySide<Point>, leg_length: f64, places: Places<'_>) -> bool {
    let found = Side::BOTH.map(|side| places(part, side, frame));
    let [Some(left), Some(right)] = found else { return false };
    let kept = left.distance(exact.left) + right.distance(exact.right);
    let exchanged = left.distance(exact.right) + right.distance(exact.left);
    exchanged < kept - 0.03 * leg_length
}

fn leg_length(truth: &[BySide<LegTruth>]) -> f64 {
    let mean: f64 = truth
        .iter()
        .map(|legs| legs.right.hip.distance(legs.right.knee) + legs.right.knee.distance(legs.right.ankle))
        .sum();
    mean / truth.len() as f64
}

/// Root-mean-square error of the thigh angle, degrees, over frames where it is known.
pub fn thigh_rmse_deg(clip: &Clip, side: Side, forward: f64, places: Places<'_>) -> f64 {
    let truth = clip.truth.as_ref().expect("rendered clip");
    let errors: Vec<f64> = (0..truth.len())
        .filter_map(|frame| {
            let (hip, knee) = (places(Part::Hip, side, frame)?, places(Part::Knee, side, frame)?);
            let angle = (forward * (knee.x - hip.x)).atan2(knee.y - hip.y).to_degrees();
            Some(angle - truth[frame].get(side).thigh_deg)
        })
        .collect();
    (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt()
}
