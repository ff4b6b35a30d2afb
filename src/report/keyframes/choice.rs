//! Which frames are key frames.

use crate::report::document::{AngleName, Document, Parameter, Stride};

/// A moment of the stride.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// The foot touches the ground.
    InitialContact,
    /// Half-way in time from initial contact to toe-off.
    Midstance,
    /// The foot leaves the ground.
    ToeOff,
    /// The thigh is furthest behind the vertical.
    PeakThighExtension,
}

impl Moment {
    /// The angle that the picture of this moment shows.
    pub const fn angle(self) -> AngleName {
        match self {
            Self::InitialContact => AngleName::Shank,
            Self::Midstance => AngleName::KneeFlexion,
            Self::ToeOff => AngleName::TrunkLean,
            Self::PeakThighExtension => AngleName::Thigh,
        }
    }
}

/// A frame of which a picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    pub moment: Moment,
    /// Row of the series.
    pub row: usize,
    /// Number of the frame in the clip.
    pub frame: usize,
}

/// The moments of a typical stride of the near leg, each at the frame nearest in time.
pub(super) fn wanted_frames(document: &Document) -> Vec<Wanted> {
    let Some(stride) = typical_stride(document) else { return Vec::new() };
    let series = &document.series;
    let contact_s = stride.initial_contact_s;
    let row = |moment| match moment {
        Moment::InitialContact => series.row_at(contact_s),
        Moment::Midstance => series.row_at((contact_s + stride.toe_off_s?) / 2.0),
        Moment::ToeOff => series.row_at(stride.toe_off_s?),
        Moment::PeakThighExtension => peak_extension_row(document, stride),
    };
    let moments = [Moment::InitialContact, Moment::Midstance, Moment::ToeOff, Moment::PeakThighExtension];
    let wanted = moments.into_iter().filter_map(|moment| {
        let row = row(moment)?;
        Some(Wanted { moment, row, frame: *series.frame.get(row)? })
    });
    wanted.collect()
}

/// Of the near leg's kept strides without a repaired frame, the one whose peak thigh extension is nearest to the
/// mean; of all kept ones if every stride had a repair.
fn typical_stride(document: &Document) -> Option<&Stride> {
    let near = document.capture.side_to_camera;
    let kept: Vec<&Stride> = document.strides.iter().filter(|s| s.side == near && s.kept).collect();
    let untouched: Vec<&Stride> = kept.iter().copied().filter(|s| !has_repair(document, s)).collect();
    let candidates = if untouched.is_empty() { kept } else { untouched };
    let mean = document.summary.side(near).get(Parameter::PeakThighExtension).map(|e| e.value);
    let distance = |stride: &Stride| match (stride.parameters.get(Parameter::PeakThighExtension), mean) {
        (Some(value), Some(mean)) => (value - mean).abs(),
        _ => f64::INFINITY,
    };
    candidates.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn has_repair(document: &Document, stride: &Stride) -> bool {
    let repairs = &document.capture.leg_identity_repairs;
    repairs.iter().any(|r| r.from_s <= stride.next_contact_s && stride.initial_contact_s <= r.to_s)
}

fn peak_extension_row(document: &Document, stride: &Stride) -> Option<usize> {
    let series = &document.series;
    let thigh = |row: usize| series.angle(AngleName::Thigh, stride.side, row);
    let inside =
        |row: &usize| (stride.initial_contact_s..=stride.next_contact_s).contains(&series.time_s[*row]);
    let measured = (0..series.len()).filter(inside).filter_map(|row| thigh(row).map(|angle| (row, angle)));
    measured.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(row, _)| row)
}
