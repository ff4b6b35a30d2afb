//! Colour of a material at a point of the rest pose.

use super::material::{Colour, Material, Pattern};
use super::noise::{cloudy, smooth};
use glam::{Vec2, Vec3};

/// How a material looks at a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Colour there.
    pub colour: Colour,
    /// What to add to the unit normal, in the frame of the rest pose: small folds.
    pub fold: Vec3,
}

/// The look of a material at a point of the rest pose (metres) and texture coordinate.
pub fn look(material: &Material, rest: Vec3, uv: Vec2) -> Look {
    let colour = colour(material, rest, uv);
    let fold = match material.pattern {
        Pattern::Weave | Pattern::Stripes | Pattern::Blocks | Pattern::Print => cloth_fold(rest),
        _ => Vec3::ZERO,
    };
    Look { colour, fold }
}

/// Folds some 4 cm apart, flatter across than along the body, as knitted cloth hangs.
fn cloth_fold(rest: Vec3) -> Vec3 {
    let stretch = Vec3::new(24.0, 11.0, 24.0);
    // A rise of the noise of 1 per cell tilts the surface by about 14 degrees at most: 0.25.
    smooth(rest * stretch).1 * -0.14
}

fn colour(m: &Material, rest: Vec3, uv: Vec2) -> Colour {
    let p = rest / m.scale_m;
    match m.pattern {
        Pattern::Plain => m.colour * (0.92 + 0.16 * smooth(p).0),
        Pattern::Weave => cloth(m.colour, rest),
        Pattern::Stripes => cloth(if p.y.rem_euclid(2.0) < 1.0 { m.colour } else { m.second }, rest),
        Pattern::Blocks => cloth(if rest.x.abs() < m.scale_m { m.second } else { m.colour }, rest),
        Pattern::Print => cloth(if cloudy(p) > 0.56 { m.second } else { m.colour }, rest),
        Pattern::Skin => skin(m, rest),
        Pattern::Hair => {
            m.colour.lerp(m.second, smooth(rest * Vec3::new(260.0, 35.0, 260.0)).0 * 0.8)
                * (0.7 + 0.6 * smooth(rest * 40.0).0)
        }
        Pattern::Ring => ring(m, uv),
        Pattern::Belt => belt(m, rest),
        Pattern::Floor => {
            let speck = if smooth(rest * 110.0).0 > 0.84 { m.second } else { m.colour };
            speck * (0.8 + 0.4 * cloudy(rest * 3.0))
        }
        Pattern::Wall => wall(m, rest),
        Pattern::Brick => brick(m, rest),
        Pattern::Wood => wood(m, rest),
        Pattern::Window => {
            let height = (p.y * 0.5 + 0.5).clamp(0.0, 1.0);
            m.second.lerp(m.colour, height) * (0.75 + 0.5 * cloudy(rest * 1.7))
        }
    }
}

fn cloth(dye: Colour, rest: Vec3) -> Colour {
    dye * (0.80 + 0.20 * cloudy(rest * 30.0) + 0.20 * smooth(rest * 420.0).0)
}

fn skin(m: &Material, rest: Vec3) -> Colour {
    // Blood under the skin comes and goes over some centimetres; the second colour is the redder one.
    m.colour.lerp(m.second, smooth(rest * 14.0).0 * 0.6) * (0.92 + 0.16 * cloudy(rest * 70.0))
}

fn ring(m: &Material, uv: Vec2) -> Colour {
    let r = (uv - Vec2::splat(0.5)).length() * 2.0;
    if (0.55..0.85).contains(&r) { m.second } else { m.colour }
}

fn belt(m: &Material, rest: Vec3) -> Colour {
    // Makers print a mark across part of the belt every 1.5 m or so; wear shows between.
    let mark = (rest.x / m.scale_m).rem_euclid(1.0) < 0.03 && rest.z.abs() < 0.16;
    let worn = 0.7 + 0.6 * smooth(Vec3::new(rest.x * 120.0, 0.0, rest.z * 120.0)).0;
    (if mark { m.second } else { m.colour }) * worn
}

fn wall(m: &Material, rest: Vec3) -> Colour {
    let along = rest.x + rest.z;
    let joint = |v: f32| (v / m.scale_m).rem_euclid(1.0) < 0.012;
    let shade = if joint(along) || joint(rest.y) { 0.75 } else { 1.0 };
    m.colour * shade * (0.85 + 0.3 * cloudy(rest * 2.5))
}

fn brick(m: &Material, rest: Vec3) -> Colour {
    // A course is a third as high as a brick is long (scale_m); every second course is shifted by half a brick.
    let course = rest.y / m.scale_m * 3.0;
    let along = (rest.x + rest.z) / m.scale_m + 0.5 * course.floor().rem_euclid(2.0);
    let joint = course.rem_euclid(1.0) < 0.13 || along.rem_euclid(1.0) < 0.045;
    let tone = super::noise::cell(along.floor() as i32, course.floor() as i32, 0);
    if joint { m.second } else { m.colour * (0.65 + 0.6 * tone) * (0.8 + 0.4 * smooth(rest * 60.0).0) }
}

fn wood(m: &Material, rest: Vec3) -> Colour {
    let board = ((rest.z + rest.y) / m.scale_m).floor();
    let grain = smooth(Vec3::new(rest.x * 2.0, board * 7.3, (rest.z + rest.y) * 60.0)).0;
    m.colour.lerp(m.second, grain * 0.7) * (0.8 + 0.4 * super::noise::cell(board as i32, 3, 1))
}
