//! Which clip is held against which reference, and where each comes from.

use super::args::ValidateArgs;
use crate::report::document::Document;
use crate::report::{ReportError, from_json, validation_folder};
use crate::validate::{AxesError, ReadOptions, Reference, ReferenceError};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Arguments that do not fit together, or a result that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum InputsError {
    /// Not one reference for each clip.
    #[error(
        "there are {clips} clips and {references} references: give --reference once for each clip, in their order"
    )]
    References {
        /// Number of clips.
        clips: usize,
        /// Number of references.
        references: usize,
    },
    /// Not one offset for each clip.
    #[error(
        "there are {clips} clips and {offsets} offsets: give --offset once for all clips or once for each, in their order"
    )]
    Offsets {
        /// Number of clips.
        clips: usize,
        /// Number of offsets.
        offsets: usize,
    },
    /// No reference was given and none lies beside the clip.
    #[error("there is no {} beside {}: name the reference with --reference FILE", .looked_for, clip.display())]
    NoReference {
        /// The clip.
        clip: PathBuf,
        /// What was looked for.
        looked_for: String,
    },
    /// `--forward` or `--up`.
    #[error(transparent)]
    Axes(#[from] AxesError),
    /// A result could not be read.
    #[error("the result {} cannot be read: {source}", path.display())]
    ResultFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is no result of this version.
    #[error("{}: {source}; analyse the clip again", path.display())]
    NoResult {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ReportError,
    },
}

impl InputsError {
    /// Whether the arguments are at fault and not a file.
    pub const fn is_usage(&self) -> bool {
        !matches!(self, Self::ResultFile { .. } | Self::NoResult { .. })
    }
}

/// Where the angles of a clip come from.
#[derive(Debug)]
pub enum Source {
    /// They are to be measured.
    Clip(PathBuf),
    /// They were measured before.
    Result(Box<Document>),
}

/// A clip with its reference.
#[derive(Debug)]
pub struct Job {
    /// As the user wrote it.
    pub clip: PathBuf,
    /// Where the angles come from.
    pub source: Source,
    /// What they are held against.
    pub reference: Reference,
}

impl Job {
    /// Where the comparison goes by default: beside the clip, or where the clip of an earlier result was. It never lies inside a folder of
    /// results, which must hold nothing else to be replaced by the next analysis.
    pub fn default_folder(&self) -> PathBuf {
        let Source::Result(document) = &self.source else { return validation_folder(&self.clip) };
        let absolute = std::path::absolute(&self.clip).unwrap_or_else(|_| self.clip.clone());
        let is_result_folder = |path: &&Path| {
            path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("runtilt"))
        };
        let results = absolute.ancestors().take(2).find(is_result_folder);
        let beside = results.unwrap_or(&absolute);
        validation_folder(&beside.with_file_name(&document.clip.file_name))
    }
}

/// Reads every reference and every earlier result, so that a fault in one is known before minutes of work.
pub fn jobs(args: &ValidateArgs) -> anyhow::Result<Vec<Job>> {
    let clips = args.clips.len();
    if !args.reference.is_empty() && args.reference.len() != clips {
        return Err(InputsError::References { clips, references: args.reference.len() }.into());
    }
    if args.offset.len() > 1 && args.offset.len() != clips {
        return Err(InputsError::Offsets { clips, offsets: args.offset.len() }.into());
    }
    let mut jobs = Vec::with_capacity(clips);
    for (index, clip) in args.clips.iter().enumerate() {
        let source = source(clip)?;
        let path = match args.reference.get(index) {
            Some(path) => path.clone(),
            None => beside(clip, &source)?,
        };
        let reference = read(&path, args)?;
        let reference = match args.offset.get(index).or(args.offset.first()) {
            Some(&offset) => reference.with_offset(crate::units::Seconds(offset)),
            None => reference,
        };
        jobs.push(Job { clip: clip.clone(), source, reference });
    }
    Ok(jobs)
}

fn read(path: &Path, args: &ValidateArgs) -> Result<Reference, anyhow::Error> {
    let is_c3d = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("c3d"));
    let axes = args.axes(if is_c3d { "+z" } else { "+y" }).map_err(InputsError::from)?;
    let options = ReadOptions { angle: args.angle, absolute: args.absolute, axes: Some(axes) };
    Reference::read(path, &options).map_err(|error: ReferenceError| error.into())
}

/// A JSON file, or a folder that holds `result.json`, is an earlier result; all else is a clip.
fn source(clip: &Path) -> Result<Source, InputsError> {
    let inside = clip.join("result.json");
    let is_json = clip.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let path = match (is_json, inside.is_file()) {
        (true, _) => clip.to_owned(),
        (false, true) => inside,
        (false, false) => return Ok(Source::Clip(clip.to_owned())),
    };
    let text = std::fs::read_to_string(&path);
    let text = text.map_err(|source| InputsError::ResultFile { path: path.clone(), source })?;
    let document = from_json(&text).map_err(|source| InputsError::NoResult { path, source })?;
    Ok(Source::Result(Box::new(document)))
}

/// The truth file beside the clip; for an earlier result beside the result, its folder, or the folder's place.
fn beside(clip: &Path, source: &Source) -> Result<PathBuf, InputsError> {
    let name = match source {
        Source::Clip(_) => clip.file_name().map(OsStr::to_owned).unwrap_or_default(),
        Source::Result(document) => document.clip.file_name.clone().into(),
    };
    let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let names = [format!("{stem}.truth.json.gz"), format!("{stem}.truth.json")];
    let absolute = std::path::absolute(clip).unwrap_or_else(|_| clip.to_owned());
    let places: Vec<&Path> = match source {
        Source::Clip(_) => absolute.parent().into_iter().collect(),
        Source::Result(_) => absolute.ancestors().take(3).collect(),
    };
    let candidates = places.iter().flat_map(|place| names.iter().map(move |name| place.join(name)));
    candidates.into_iter().find(|path| path.is_file()).ok_or_else(|| {
        let looked_for = names.join(" or ");
        InputsError::NoReference { clip: clip.to_owned(), looked_for }
    })
}
