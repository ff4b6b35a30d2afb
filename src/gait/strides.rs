//! Strides: from initial contact to the next initial contact of the same foot.

use super::cycle::StrideCurves;
use super::events::{EventKind, Events};
use super::parameters::{Measure, Span, StrideParameters};
use super::reject::RejectReason;
use super::scale::Scale;
use crate::body::{Side, Trajectories};
use crate::kinematics::AngleSeries;
use crate::series::Series;
use crate::units::{Angle, Pixels, Seconds};

/// One stride of one leg.
#[derive(Debug, Clone, PartialEq)]
pub struct Stride {
    /// Which leg.
    pub side: Side,
    /// The foot meets the ground.
    pub initial_contact: Seconds,
    /// The foot leaves it, where that was found.
    pub toe_off: Option<Seconds>,
    /// The same foot meets the ground again.
    pub next_contact: Seconds,
    /// One standard deviation of the stride time from the timing of its two contacts.
    pub stride_time_sd: Seconds,
    /// What was measured.
    pub parameters: StrideParameters,
    /// Angles over the cycle.
    pub curves: StrideCurves,
    /// Thorax and lower back at peak thigh extension.
    pub spine: SpineAtPeak,
    /// Why the stride does not count, if it does not.
    pub rejected: Option<RejectReason>,
}

/// Thorax and lower back at the moment of peak thigh extension. The near arm hides the spine for a part of most strides, so that there is seldom a
/// curve over a whole one; when the near leg is furthest behind, that arm is in front.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SpineAtPeak {
    /// Forward positive.
    pub thorax_lean: Option<Angle>,
    /// Extension positive.
    pub lumbar_extension: Option<Angle>,
}

impl SpineAtPeak {
    fn of(angles: &AngleSeries, span: &Span, peak_percent: Option<f64>) -> Self {
        let at = peak_percent.map(|percent| {
            Seconds(span.contact.0 + (span.next_contact.0 - span.contact.0) * percent / 100.0)
        });
        let value = |series: &Series<Angle>| series.value_at(at?);
        Self { thorax_lean: value(&angles.thorax_lean), lumbar_extension: value(&angles.lumbar_extension) }
    }
}

impl Stride {
    /// Whether the stride counts in the means.
    pub const fn kept(&self) -> bool {
        self.rejected.is_none()
    }

    /// Stance as a share of the cycle: 0 to this is stance, the rest is swing. `None` without a toe-off.
    pub const fn stance_share(&self) -> Option<f64> {
        self.parameters.duty_factor
    }
}

/// All strides of both legs in the order of their contact, none rejected yet.
pub(super) fn find_strides(
    body: &Trajectories,
    angles: &AngleSeries,
    events: &Events,
    scale: &Scale,
    leg_length: Pixels,
) -> Vec<Stride> {
    let measure = Measure::new(body, events, scale, leg_length);
    let mut strides: Vec<Stride> = spans(events).iter().map(|span| stride(angles, &measure, span)).collect();
    strides.sort_by(|a, b| a.initial_contact.0.total_cmp(&b.initial_contact.0));
    strides
}

fn spans(events: &Events) -> Vec<Span> {
    let of_side = |side| {
        let contacts: Vec<Seconds> = events.times(EventKind::InitialContact, side).collect();
        let span = |pair: &[Seconds]| Span {
            side,
            contact: pair[0],
            toe_off: events.first_between(EventKind::ToeOff, side, pair[0], pair[1]),
            next_contact: pair[1],
        };
        contacts.windows(2).map(span).collect::<Vec<Span>>()
    };
    Side::BOTH.into_iter().flat_map(of_side).collect()
}

fn stride(angles: &AngleSeries, measure: &Measure<'_>, span: &Span) -> Stride {
    let curves = StrideCurves::cut(angles, span.side, span.contact, span.next_contact);
    let contact_sd = measure.events.contact_sd();
    let parameters = measure.parameters(span, &curves);
    Stride {
        side: span.side,
        initial_contact: span.contact,
        toe_off: span.toe_off,
        next_contact: span.next_contact,
        stride_time_sd: Seconds(contact_sd.0 * std::f64::consts::SQRT_2),
        spine: SpineAtPeak::of(angles, span, parameters.peak_thigh_extension_pct),
        parameters,
        curves,
        rejected: None,
    }
}
