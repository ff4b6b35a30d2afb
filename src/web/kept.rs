//! What the camera saw of a clip, kept beside it: corrections are measured from it without running the pose model again.

use super::error::ApiError;
use crate::pipeline::Observed;
use crate::store::ClipFolder;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, Write};

const FILE: &str = "observed.json.gz";

#[derive(Serialize)]
struct Written<'a> {
    looked_at_with: &'a str,
    observed: &'a Observed,
}

#[derive(Deserialize)]
struct Read {
    looked_at_with: String,
    observed: Observed,
}

/// Writes it, whole or not at all.
pub(super) fn keep(folder: &ClipFolder, looked_at_with: &str, observed: &Observed) -> Result<(), ApiError> {
    let failed =
        |error: &dyn std::fmt::Display| ApiError::internal(format!("landmarks cannot be kept: {error}"));
    let text = serde_json::to_vec(&Written { looked_at_with, observed }).map_err(|error| failed(&error))?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&text).map_err(|error| failed(&error))?;
    let bytes = packed.finish().map_err(|error| failed(&error))?;
    Ok(folder.write(FILE, &bytes)?)
}

/// Reads it; `None` where there is none, or it was looked at in another way, or by a version that wrote it otherwise: then the
/// clip has to be looked at again.
pub(super) fn kept(folder: &ClipFolder, looked_at_with: &str) -> Option<Observed> {
    let file = File::open(folder.file(FILE)).ok()?;
    let read: Read = serde_json::from_reader(BufReader::new(GzDecoder::new(file))).ok()?;
    (read.looked_at_with == looked_at_with).then_some(read.observed)
}
