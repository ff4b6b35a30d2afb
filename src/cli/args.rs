//! The command line as typed by the user.

use super::validate::ValidateArgs;
use crate::pelvis::markers::MarkerClick;
use crate::report::document::Audience;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What `runtilt --help` ends with.
const EXAMPLES: &str = "\
Examples:
  runtilt analyse run.mp4                      angles, plots, annotated video and report in run.mp4.runtilt/
  runtilt analyse run.mp4 --height 1.78 --speed 2.8
                                               metres instead of leg lengths, and the belt speed as set
  runtilt analyse slow.mov --slow-motion 8     240 frames a second, played at 30
  runtilt analyse run.mp4 --start 5 --end 25   only these seconds
  runtilt analyse run.mp4 --marker ASIS=640,310@2s --marker PSIS=585,301@2s
                                               stickers that were not found by themselves
  runtilt analyse run.mp4 --neutral standing.mp4
                                               angles counted from the runner's own standing posture
  runtilt analyse run.mp4 --neutral standing.mp4 --camera-distance 3.4
                                               and the pelvic tilt by stickers without perspective
  runtilt serve                                the same on a page of this machine, with corrections by hand
  runtilt rules > my.toml                      the limits and texts, to be edited
  runtilt analyse run.mp4 --rules my.toml --audience runner
                                               compared with your own limits, in plain words
  runtilt compare before.mp4.runtilt after.mp4.runtilt
                                               what changed by more than the errors of the clips
  runtilt export run.mp4.runtilt --format mot,trc,csv
                                               files for OpenSim and spreadsheets
  runtilt analyse run.mp4 --json | jq .summary the result document on standard output
  runtilt validate run.mp4 --reference run.mot hold the angles against motion capture
  runtilt models fetch                         get the pose models and the inference runtime

Exit codes: 0 done; 1 internal error; 2 wrong usage; 3 the clip cannot be read; 4 the clip shows no runner
that can be measured (nobody, not running, not from the side, too short); 5 a model or the runtime is missing
or altered; 6 the result cannot be written; 7 clip and reference, or two results, cannot be
compared; 8 the server cannot start; 130 stopped by the user.";

/// Measures a runner in a side-view video: joint angles over the gait cycle with their spread, or an honest
/// refusal. Everything stays on this machine.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, max_term_width = 110)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Only errors; no progress, no summary.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// More detail on standard error; twice for everything.
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Analyse one clip of one runner, filmed from the side.
    Analyse(Box<AnalyseArgs>),
    /// Measure runtilt itself: hold clips against references of the same runs.
    Validate(Box<ValidateArgs>),
    /// Compare results of one runner: what changed by more than the errors of the clips.
    Compare(CompareArgs),
    /// Write results for other programs: OpenSim (.mot, .trc), spreadsheets (.csv), or many at once for statistics (.parquet).
    Export(ExportArgs),
    /// The clinic's desk: a page on this machine to drop clips on, look, correct and compare.
    Serve(ServeArgs),
    /// Print the built-in rules: limits, references and every text, to edit and give with --rules.
    Rules,
    /// Get, check or list the pose models and the inference runtime.
    #[command(subcommand)]
    Models(ModelsCommand),
}

/// What to do with the model files.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ModelsCommand {
    /// Download what is missing or altered, and check it.
    Fetch,
    /// Check every file against its known sha256.
    Verify,
    /// Show every file, its package, version, licence and state.
    List,
}

/// The landmark models, from the most exact to the quickest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Model {
    /// Swaps legs least; about 18 ms a frame on two cores.
    #[default]
    Heavy,
    /// About four times quicker; swaps legs far more often.
    Full,
    /// The quickest; for a first look only.
    Lite,
}

/// What the pelvis is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Pelvis {
    /// Stickers if there are any, else the pelvis network where it is sure enough, else nothing.
    #[default]
    Auto,
    /// Stickers; an error if there are none.
    Markers,
    /// The pelvis network, which reads the picture: means over the clip; an error if it is not sure enough.
    Model,
    /// Both, and how far apart they are.
    #[value(name = "markers,model", alias = "model,markers")]
    MarkersAndModel,
    /// Nothing: pelvic tilt and what needs it stay empty.
    None,
}

/// `runtilt analyse`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AnalyseArgs {
    /// The video file: MP4, MOV, MKV, WebM or AVI.
    pub clip: PathBuf,

    /// Folder for the results [default: CLIP.runtilt beside the clip].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Print the result document (result.json) on standard output as well.
    #[arg(long)]
    pub json: bool,

    /// Leave out the annotated video, which takes about a third of the time.
    #[arg(long)]
    pub no_video: bool,

    /// Cover the runner's face in the annotated video and in the key frames.
    #[arg(long)]
    pub hide_face: bool,

    /// Rules, limits and texts of your own instead of the built-in ones; `runtilt rules` prints those.
    #[arg(long, value_name = "FILE.toml")]
    pub rules: Option<PathBuf>,

    /// Corrections by hand, a JSON list in the form of docs/SERVER.md (the page of `runtilt serve` makes it).
    #[arg(long, value_name = "FILE.json")]
    pub corrections: Option<PathBuf>,

    /// Whom the report is for: exact words, or plain ones.
    #[arg(long, value_enum, default_value_t)]
    pub audience: Reader,

    /// How the clip is measured.
    #[command(flatten)]
    pub measuring: MeasuringArgs,
}

/// `runtilt compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Folders that runtilt analyse wrote (or their result.json), the earliest first.
    #[arg(required = true, num_args = 2.., value_name = "RESULT")]
    pub results: Vec<PathBuf>,

    /// Folder for the comparison [default: comparison.runtilt].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Whom the comparison is for.
    #[arg(long, value_enum, default_value_t)]
    pub audience: Reader,
}

/// `runtilt export`.
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub struct ExportArgs {
    /// Folders that runtilt analyse wrote, or their result.json.
    #[arg(required = true, value_name = "RESULT")]
    pub results: Vec<PathBuf>,

    /// Formats, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [ExportFormat::Mot])]
    pub format: Vec<ExportFormat>,

    /// Folder for the files [default: the current one].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `runtilt serve`.
#[derive(Debug, Args)]
#[command(after_help = SERVE_EXAMPLES)]
pub struct ServeArgs {
    /// Folder for clips and results; copying it is a backup [default: runtilt/desk in the user's data folder].
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Port; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 8437)]
    pub port: u16,

    /// Address to listen at. Anything but this machine's own wants a --token; the connection is not encrypted.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: std::net::IpAddr,

    /// The word that lets people in, at least 16 letters. Better set as RUNTILT_TOKEN, which other users of the machine do not see.
    #[arg(long, value_name = "WORD", env = "RUNTILT_TOKEN", hide_env_values = true)]
    pub token: Option<String>,

    /// A name under which browsers call this server, besides its address. Repeatable.
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,

    /// Largest clip that is taken, in megabytes.
    #[arg(long, value_name = "MB", default_value_t = 4000, value_parser = clap::value_parser!(u64).range(1..1_000_000))]
    pub max_upload_mb: u64,
}

/// What `runtilt serve --help` ends with.
const EXPORT_EXAMPLES: &str = "\
Examples:
  runtilt export run.mp4.runtilt --format mot,trc        run.mot and run.trc, for OpenSim
  runtilt export run.mp4.runtilt --format csv --out tables
  runtilt export clips/*.runtilt --format parquet        angles.parquet, strides.parquet and findings.parquet of all of them";

const SERVE_EXAMPLES: &str = "\
Examples:
  runtilt serve                                open http://127.0.0.1:8437/ in a browser of this machine
  runtilt serve --data /clinic/runtilt         keep clips and results there
  RUNTILT_TOKEN=... runtilt serve --address 0.0.0.0 --allow-host desk.local
                                               for the tablets of the clinic's own network";

/// What a result can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Joint angles as an OpenSim motion file.
    Mot,
    /// Landmarks as a marker file.
    Trc,
    /// Angles, strides and findings as tables.
    Csv,
    /// The same tables of all results together, with the clip in a column of its own.
    Parquet,
}

/// Whom a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Reader {
    /// A physiotherapist.
    #[default]
    Physio,
    /// The runner.
    Runner,
}

impl From<Reader> for Audience {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Physio => Self::Physio,
            Reader::Runner => Self::Runner,
        }
    }
}

/// What decides how a clip is measured, whatever is done with the result.
#[derive(Debug, Args)]
pub struct MeasuringArgs {
    /// The runner's standing height in metres, for lengths in metres.
    #[arg(long, value_name = "M", value_parser = height_m)]
    pub height: Option<f64>,

    /// Belt speed in metres per second (km/h divided by 3.6); estimated from the stance foot if not given.
    #[arg(long, value_name = "M/S", value_parser = speed_m_per_s)]
    pub speed: Option<f64>,

    /// Treadmill incline in per cent (0 if it is level), so that a tilted belt is known from a tilted camera.
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true, value_parser = incline_percent)]
    pub incline: Option<f64>,

    /// How many times slower than life the clip plays (8 for 240 frames a second played at 30).
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = slow_motion, conflicts_with = "fps_true")]
    pub slow_motion: f64,

    /// The rate at which the clip was filmed, where the file says another one (slow motion).
    #[arg(long, value_name = "FPS", value_parser = fps_true)]
    pub fps_true: Option<f64>,

    /// Start of the part to analyse, in seconds of the clip.
    #[arg(long, value_name = "S", default_value_t = 0.0, value_parser = not_negative)]
    pub start: f64,

    /// End of the part to analyse, in seconds of the clip.
    #[arg(long, value_name = "S", value_parser = not_negative)]
    pub end: Option<f64>,

    /// Which person to follow, 1 being the most prominent.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub subject: Option<u8>,

    /// Landmark model.
    #[arg(long, value_enum, default_value_t)]
    pub model: Model,

    /// From the lens to the runner's pelvis in metres, with a tape: takes perspective out of the pelvic tilt by stickers, of which that on
    /// the ASIS is 7 cm nearer to the camera than that on the PSIS. The standing clip is measured with it too.
    #[arg(long, value_name = "M", value_parser = camera_distance_m)]
    pub camera_distance: Option<f64>,

    /// What the pelvis is measured from.
    #[arg(long, value_enum, default_value_t)]
    pub pelvis: Pelvis,

    /// A sticker that is not found by itself: ASIS, PSIS, TROCHANTER, T12, L1, C7, SACRUM, WAND_BASE or WAND_TIP, where it is in the picture
    /// (pixels from the left and from the top) and when (seconds of the clip), as in ASIS=640,310@12.4s. Repeatable.
    #[arg(long, value_name = "NAME=X,Y@T", value_parser = marker)]
    pub marker: Vec<MarkerClick>,

    /// A clip of the same runner standing still, in the same clothes and before the same camera: all angles are then counted
    /// from that posture.
    #[arg(long, value_name = "STANDING_CLIP")]
    pub neutral: Option<PathBuf>,

    /// The same as --marker for a sticker of the standing clip: pixels and seconds of that clip. Repeatable.
    #[arg(long, value_name = "NAME=X,Y@T", value_parser = marker, requires = "neutral")]
    pub neutral_marker: Vec<MarkerClick>,
}

/// A finite number within a range, or a message that names the range.
fn number_within(text: &str, range: std::ops::RangeInclusive<f64>, unit: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(format!("{value} is outside {} to {} {unit}", range.start(), range.end()))
    }
}

fn height_m(text: &str) -> Result<f64, String> {
    number_within(text, 0.8..=2.5, "metres (1.78, not 178)")
}

fn speed_m_per_s(text: &str) -> Result<f64, String> {
    number_within(text, 0.5..=12.0, "metres per second (10 km/h is 2.78)")
}

fn incline_percent(text: &str) -> Result<f64, String> {
    number_within(text, -20.0..=40.0, "per cent")
}

fn camera_distance_m(text: &str) -> Result<f64, String> {
    number_within(text, 0.5..=30.0, "metres")
}

fn slow_motion(text: &str) -> Result<f64, String> {
    number_within(text, 0.1..=64.0, "times")
}

fn fps_true(text: &str) -> Result<f64, String> {
    number_within(text, 10.0..=2000.0, "frames per second")
}

fn marker(text: &str) -> Result<MarkerClick, String> {
    text.parse().map_err(|error: crate::pelvis::markers::ClickError| error.to_string())
}

fn not_negative(text: &str) -> Result<f64, String> {
    number_within(text, 0.0..=1e6, "seconds")
}
