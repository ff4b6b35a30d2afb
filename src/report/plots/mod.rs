//! Plots for people: mean ± SD of each angle over the gait cycle, and the whole clip at a glance.

mod bland_altman;
mod chart;
mod compared;
mod cycle;
mod legend;
mod overview;
mod parts;
mod range;
mod reference;
mod sheet;

pub use bland_altman::{BlandAltman, BlandAltmanPanel, BlandAltmanPoint, PointMark, bland_altman};
pub use compared::compared_plots;
pub use sheet::Plot;

pub(super) use reference::other_speed;

use super::document::{AngleName, Document};
use super::error::ReportError;
use cycle::CyclePlot;
use overview::Overview;
use parts::PartsPlot;
use sheet::render;

/// The angles that have a plot, in the order of the report.
const PLOTTED: [AngleName; 10] = [
    AngleName::Thigh,
    AngleName::KneeFlexion,
    AngleName::Shank,
    AngleName::Foot,
    AngleName::HipToTrunk,
    AngleName::TrunkLean,
    AngleName::PelvicTilt,
    AngleName::HipFlexion,
    AngleName::ThoraxLean,
    AngleName::LumbarExtension,
];

/// All plots of a document: where the extension comes from, if that was measured, a cycle for each angle that was measured, then the overview.
///
/// # Errors
/// [`ReportError::Plot`] where no font is installed, for instance.
pub fn plots(document: &Document) -> Result<Vec<Plot>, ReportError> {
    super::json::check(document)?;
    let cycles = PLOTTED.iter().filter_map(|&angle| CyclePlot::new(document, angle));
    let mut all = cycles.map(|plot| render(&plot)).collect::<Result<Vec<_>, _>>()?;
    if let Some(parts) = PartsPlot::new(document) {
        all.insert(0, render(&parts)?);
    }
    if let Some(overview) = Overview::new(document) {
        all.push(render(&overview)?);
    }
    Ok(all)
}
