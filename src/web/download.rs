//! Everything of a client in one archive.

use super::desk::{Desk, blocking};
use super::error::ApiError;
use super::measuring::{RESULT, result_of};
use crate::report::{angles_csv, findings_csv, strides_csv};
use crate::store::{Client, Clip, StoreError};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::sync::Arc;
use tokio_util::io::ReaderStream;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The archive: rows as JSON, and for each clip the original, the result, the corrections and tables.
pub(super) async fn client(State(desk): State<Arc<Desk>>, Path(id): Path<i64>) -> Result<Response, ApiError> {
    let file = blocking(&desk, move |desk| {
        let client = desk.library.client(id)?;
        let folder = desk.library.incoming()?;
        // Without a name: it is gone when the last byte has been sent, or the server ends.
        let mut file = tempfile::tempfile_in(&folder).map_err(StoreError::file(&folder))?;
        pack(desk, &client, &mut file)
            .map_err(|error| ApiError::internal(format!("the archive cannot be made: {error}")))?;
        file.rewind().map_err(StoreError::file(&folder))?;
        Ok(file)
    })
    .await?;
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)));
    let name = format!("attachment; filename=\"client-{id}.zip\"");
    let headers = [(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, name.as_str())];
    Ok((headers, body).into_response())
}

fn pack(desk: &Desk, client: &Client, to: &mut File) -> io::Result<()> {
    let mut archive = ZipWriter::new(to);
    // Videos and pictures do not shrink any more.
    let packed =
        SimpleFileOptions::default().large_file(true).compression_method(CompressionMethod::Deflated);
    let as_is = packed.compression_method(CompressionMethod::Stored);
    archive.start_file("client.json", packed)?;
    archive.write_all(&serde_json::to_vec_pretty(client)?)?;
    for session in client.sessions.iter().flatten() {
        for clip in &session.clips {
            // Numbers make the folder's name; the clip's own name is only its end.
            let place = format!("{}-session-{}/clip-{}", session.date, session.id, clip.id);
            let folder = desk.library.folder_of(clip.id);
            archive.start_file(format!("{place}/{}", archived_name(clip)), as_is)?;
            io::copy(&mut File::open(folder.original())?, &mut archive)?;
            for (name, text) in texts(desk, clip) {
                archive.start_file(format!("{place}/{name}"), packed)?;
                archive.write_all(text.as_bytes())?;
            }
        }
    }
    archive.finish()?;
    Ok(())
}

/// The result and its tables, where there is one.
fn texts(desk: &Desk, clip: &Clip) -> Vec<(&'static str, String)> {
    let corrections =
        desk.library.corrections(clip.id).ok().and_then(|list| serde_json::to_string_pretty(&list).ok());
    let mut texts: Vec<(&str, String)> =
        corrections.map(|text| ("corrections.json", text)).into_iter().collect();
    texts.extend(
        std::fs::read_to_string(desk.library.folder_of(clip.id).file(RESULT)).ok().map(|t| (RESULT, t)),
    );
    if let Ok(document) = result_of(desk, clip) {
        let tables = [
            ("angles.csv", angles_csv(&document)),
            ("strides.csv", strides_csv(&document)),
            ("findings.csv", findings_csv(&document)),
        ];
        texts.extend(tables.into_iter().filter_map(|(name, table)| Some((name, table.ok()?))));
    }
    texts
}

/// A name that every system can unpack.
fn archived_name(clip: &Clip) -> String {
    let letters = clip.name.chars().map(|c| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { '.' });
    format!("original-{}", letters.collect::<String>().trim_matches('.'))
}
