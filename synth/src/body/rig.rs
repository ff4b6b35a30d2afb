//! The skeleton: bones parent first, with the place of each joint in the shaped mesh.

use super::{Assets, BodyError};
use glam::DVec3;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// Bones of the default MakeHuman rig.
#[derive(Debug, Clone)]
pub(super) struct Rig {
    pub names: Vec<String>,
    pub parents: Vec<Option<usize>>,
    /// Joint at the upper end of each bone at rest.
    pub heads: Vec<DVec3>,
}

#[derive(Deserialize)]
struct RigBone {
    parent: String,
    head: Joint,
}

#[derive(Deserialize)]
#[serde(tag = "strategy")]
enum Joint {
    #[serde(rename = "CUBE")]
    Cube { cube_name: String },
    #[serde(rename = "VERTEX")]
    Vertex { vertex_index: usize },
    #[serde(rename = "MEAN")]
    Mean { vertex_indices: Vec<usize> },
}

#[derive(Deserialize)]
struct WeightFile {
    weights: BTreeMap<String, Vec<(f64, f64)>>,
}

impl Rig {
    /// Places the joints in shaped vertices.
    pub fn read(assets: &Assets, vertices: &[DVec3]) -> Result<Self, BodyError> {
        let bones: BTreeMap<String, RigBone> = assets.json("rigs/standard/rig.default.json")?;
        let groups: HashMap<String, Vec<(usize, usize)>> =
            assets.json("mesh_metadata/basemesh_vertex_groups.json")?;
        let mean = |indices: &mut dyn Iterator<Item = usize>| {
            let (mut sum, mut count) = (DVec3::ZERO, 0.0_f64);
            for at in indices.filter_map(|i| vertices.get(i)) {
                sum += *at;
                count += 1.0;
            }
            sum / count.max(1.0)
        };
        let place = |joint: &Joint| match joint {
            Joint::Vertex { vertex_index } => mean(&mut std::iter::once(*vertex_index)),
            Joint::Mean { vertex_indices } => mean(&mut vertex_indices.iter().copied()),
            Joint::Cube { cube_name } => {
                let ranges = groups.get(cube_name).map(Vec::as_slice).unwrap_or_default();
                mean(&mut ranges.iter().flat_map(|&(from, to)| from..=to))
            }
        };
        let mut rig = Self { names: Vec::new(), parents: Vec::new(), heads: Vec::new() };
        // Parents first; the file is a tree, so each round places at least one more bone.
        while rig.names.len() < bones.len() {
            let before = rig.names.len();
            for (name, bone) in &bones {
                let parent = rig.find(&bone.parent);
                if rig.find(name).is_none() && (bone.parent.is_empty() || parent.is_some()) {
                    rig.names.push(name.clone());
                    rig.parents.push(parent);
                    rig.heads.push(place(&bone.head));
                }
            }
            if rig.names.len() == before {
                break;
            }
        }
        Ok(rig)
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }

    /// Shares of the bones at every vertex of the mesh, as a full table: vertex by bone.
    pub fn weights(&self, assets: &Assets, vertices: usize) -> Result<Vec<BTreeMap<usize, f64>>, BodyError> {
        let file: WeightFile = assets.json("rigs/standard/weights.default.json")?;
        let mut table = vec![BTreeMap::new(); vertices];
        for (name, shares) in file.weights {
            let Some(bone) = self.find(&name) else { continue };
            for (vertex, share) in shares {
                if let Some(row) = table.get_mut(vertex as usize) {
                    row.insert(bone, share);
                }
            }
        }
        Ok(table)
    }
}
