//! `findings.csv`: a row for each finding, the main finding of each leg first. Made like the other tables (`csv`).

use super::csv::Csv;
use super::document::{Document, Finding, Findings, Zero};
use super::error::ReportError;
use super::json::check;
use crate::body::Side;

const HEADER: [&str; 25] = [
    "theme",
    "rule",
    "quantity",
    "statistic",
    "side",
    "source",
    "zero",
    "value",
    "low",
    "high",
    "strides_low",
    "strides_high",
    "n",
    "strides_beyond",
    "reference",
    "mean",
    "sd",
    "p5",
    "p95",
    "above",
    "below",
    "beyond",
    "percentile",
    "verdict",
    "reason",
];

/// The text of `findings.csv`; only the header where nothing was compared.
///
/// # Errors
/// As [`to_json`](super::to_json): a document that must not be shown.
pub fn findings_csv(document: &Document) -> Result<String, ReportError> {
    check(document)?;
    let mut csv = Csv::with_header::<crate::report::document::AngleColumn>(HEADER, &[]);
    if let Some(findings) = &document.findings {
        for side in Side::BOTH {
            main_row(&mut csv, findings, side);
        }
        for theme in &findings.themes {
            for finding in &theme.findings {
                row(&mut csv, &theme.id, finding);
            }
        }
    }
    Ok(csv.text)
}

fn main_row(csv: &mut Csv, findings: &Findings, side: Side) {
    let main = findings.main.get(side);
    csv.first("main").cell("main").cell("").cell("").cell(side.name());
    for _ in 5..HEADER.len() - 2 {
        csv.cell("");
    }
    csv.cell(main.verdict.name()).words(main.reason.as_ref().map(|reason| reason.physio.as_str()));
    csv.end_row();
}

fn row(csv: &mut Csv, theme: &str, finding: &Finding) {
    csv.first(theme).cell(&finding.rule).cell(&finding.quantity).cell(&finding.statistic);
    csv.cell(finding.side.map_or("", Side::name)).cell(&finding.source);
    csv.cell(match finding.zero {
        Some(Zero::Absolute) => "absolute",
        Some(Zero::RelativeToStanding) => "relative_to_standing",
        None => "",
    });
    csv.number(finding.value);
    for interval in [finding.interval, finding.over_strides] {
        csv.number(interval.map(|interval| interval.low)).number(interval.map(|interval| interval.high));
    }
    csv.cell(finding.n).cell(finding.strides_beyond.map_or_else(String::new, |n| n.to_string()));
    let reference = finding.reference.as_ref();
    csv.cell(reference.map_or("", |reference| reference.group.as_str()));
    let numbers = reference.map(|r| [r.mean, r.sd, r.p5, r.p95, r.above, r.below, r.beyond]);
    for number in numbers.unwrap_or_default() {
        csv.number(number);
    }
    csv.number(finding.percentile).cell(finding.verdict.name());
    csv.words(finding.reason.as_ref().map(|reason| reason.physio.as_str()));
    csv.end_row();
}
