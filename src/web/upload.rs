//! Clips that come in: streamed to the disk, checked, and only then taken into the library.

use super::desk::{Desk, blocking};
use super::error::ApiError;
use crate::store::{Clip, ClipFacts, ClipKind, NewClip, StoreError};
use crate::video::{ClipInfo, VideoReader};
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, HeaderMap};
use futures_util::StreamExt;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;

/// What comes.
#[derive(Debug, Deserialize)]
pub(super) struct Coming {
    name: String,
    kind: ClipKind,
}

/// Longest name of a file that is kept.
const LONGEST_NAME: usize = 200;

/// A file on the disk that is not yet known to be a video.
struct Received {
    file: NamedTempFile,
    bytes: u64,
    sha256: String,
}

/// Takes a clip.
pub(super) async fn upload(
    State(desk): State<Arc<Desk>>,
    Path(session): Path<i64>,
    coming: Result<Query<Coming>, QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Clip>), ApiError> {
    let Query(Coming { name, kind }) = coming?;
    let name = plain_name(&name);
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > desk.upload_limit) {
        return Err(too_large(desk.upload_limit));
    }
    let file = blocking(&desk, move |desk| {
        desk.library.session(session)?;
        let folder = desk.library.incoming()?;
        Ok(NamedTempFile::new_in(&folder).map_err(StoreError::file(&folder))?)
    })
    .await?;
    let received = receive(file, body, desk.upload_limit).await?;
    blocking(&desk, move |desk| {
        let reader = VideoReader::open(received.file.path())?;
        let facts = facts(reader.info(), kind);
        drop(reader);
        let Received { file, bytes, sha256 } = received;
        let new = NewClip { session_id: session, kind, name: &name, bytes, sha256: &sha256, facts: &facts };
        let clip = desk.library.add_clip(&new, file.path())?;
        // It has moved: there is nothing left to remove.
        let _ = file.into_temp_path().keep();
        Ok((StatusCode::CREATED, Json(clip)))
    })
    .await
}

/// Writes the body to the disk as it comes, with its checksum; memory does not grow with it.
async fn receive(file: NamedTempFile, body: Body, limit: u64) -> Result<Received, ApiError> {
    let failed = |source| StoreError::File { path: file.path().to_owned(), source };
    let mut to = tokio::fs::File::from_std(file.reopen().map_err(failed)?);
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| {
            ApiError::new(StatusCode::BAD_REQUEST, "interrupted", "the upload broke off; send the clip again")
        })?;
        bytes += chunk.len() as u64;
        if bytes > limit {
            return Err(too_large(limit));
        }
        hash.update(&chunk);
        to.write_all(&chunk).await.map_err(failed)?;
    }
    to.sync_all().await.map_err(failed)?;
    let sha256 = hex::encode(hash.finalize());
    Ok(Received { file, bytes, sha256 })
}

fn too_large(limit: u64) -> ApiError {
    let message = format!(
        "the file is larger than the {} MB that this server takes: cut the clip to the steady part, 15 to 30 seconds are enough, or start \
         the server with a larger --max-upload-mb",
        limit / 1_000_000
    );
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message)
}

/// The last part of a path, without what does not belong in a name. It is shown and written into archives, never used as a path here.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    match plain.trim() {
        "" | "." | ".." => "clip".to_owned(),
        usable => usable.to_owned(),
    }
}

/// Contacts are only good to a frame below this, as the report says (`gait`).
const FEW_FRAMES: f64 = 50.0;
/// Twenty strides take about this long.
const SHORT_S: f64 = 15.0;

fn facts(info: &ClipInfo, kind: ClipKind) -> ClipFacts {
    let fps = info.nominal_rate.0;
    let duration_s = info.frame_count_hint.map(|frames| frames as f64 / fps);
    let mut warnings = Vec::new();
    if kind == ClipKind::Running && fps < FEW_FRAMES {
        warnings.push(format!(
            "{fps:.0} frames a second: contact times are only good to a frame. Film at 60 or more."
        ));
    }
    if kind == ClipKind::Running && duration_s.is_some_and(|seconds| seconds < SHORT_S) {
        warnings.push(format!(
            "{:.0} seconds: 20 strides of each leg, about {SHORT_S:.0} seconds, give trustworthy means.",
            duration_s.unwrap_or_default()
        ));
    }
    ClipFacts {
        width_px: info.size.width,
        height_px: info.size.height,
        nominal_fps: fps,
        duration_s,
        codec: info.codec.clone(),
        warnings,
    }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_is_no_path() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("C:\\clips\\run.mp4"), "run.mp4");
        assert_eq!(plain_name("a\u{0}b\n.mp4"), "ab.mp4");
        assert_eq!(plain_name(".."), "clip");
        assert_eq!(plain_name(""), "clip");
    }
}
