//! A row for each finding, the main finding of each leg first.

use super::{Cells, Table};
use crate::body::Side;
use crate::report::document::{Document, Finding, Interval, MainFinding, Reference, Text, Verdict, Zero};

/// A row; of a main finding only side, verdict and reason are known.
enum Row<'a> {
    Main(Side, &'a MainFinding),
    Finding(&'a str, &'a Finding),
}

impl<'a> Row<'a> {
    fn finding(&self) -> Option<&'a Finding> {
        match self {
            Self::Main(..) => None,
            Self::Finding(_, finding) => Some(finding),
        }
    }

    fn theme(&self) -> &'a str {
        match self {
            Self::Main(..) => "main",
            Self::Finding(theme, _) => theme,
        }
    }

    fn rule(&self) -> &'a str {
        self.finding().map_or("main", |finding| &finding.rule)
    }

    fn side(&self) -> Option<Side> {
        match self {
            Self::Main(side, _) => Some(*side),
            Self::Finding(_, finding) => finding.side,
        }
    }

    fn verdict(&self) -> Verdict {
        match self {
            Self::Main(_, main) => main.verdict,
            Self::Finding(_, finding) => finding.verdict,
        }
    }

    fn reason(&self) -> Option<&'a Text> {
        match self {
            Self::Main(_, main) => main.reason.as_ref(),
            Self::Finding(_, finding) => finding.reason.as_ref(),
        }
    }
}

pub(super) fn table(document: &Document) -> Table {
    let rows = rows(document);
    let finding =
        |of: fn(&Finding) -> Option<&str>| Cells::names(rows.iter().map(|row| row.finding().and_then(of)));
    let number = |of: fn(&Finding) -> Option<f64>| {
        Cells::Numbers(rows.iter().map(|row| row.finding().and_then(of)).collect())
    };
    let whole =
        |of: fn(&Finding) -> Option<usize>| Cells::wholes(rows.iter().map(|row| row.finding().and_then(of)));
    Table::default()
        .with("theme", Cells::names(rows.iter().map(|row| Some(row.theme()))))
        .with("rule", Cells::names(rows.iter().map(|row| Some(row.rule()))))
        .with("quantity", finding(|f| Some(&f.quantity)))
        .with("statistic", finding(|f| Some(&f.statistic)))
        .with("side", Cells::names(rows.iter().map(|row| row.side().map(Side::name))))
        .with("source", finding(|f| Some(&f.source)))
        .with("zero", finding(|f| f.zero.map(Zero::name)))
        .with("value", number(|f| f.value))
        .with("low", number(|f| low(f.interval)))
        .with("high", number(|f| high(f.interval)))
        .with("strides_low", number(|f| low(f.over_strides)))
        .with("strides_high", number(|f| high(f.over_strides)))
        .with("n", whole(|f| Some(f.n)))
        .with("strides_beyond", whole(|f| f.strides_beyond))
        .with("reference", finding(|f| f.reference.as_ref().map(|r| r.group.as_str())))
        .with("mean", number(|f| reference(f, |r| r.mean)))
        .with("sd", number(|f| reference(f, |r| r.sd)))
        .with("p5", number(|f| reference(f, |r| r.p5)))
        .with("p95", number(|f| reference(f, |r| r.p95)))
        .with("above", number(|f| reference(f, |r| r.above)))
        .with("below", number(|f| reference(f, |r| r.below)))
        .with("beyond", number(|f| reference(f, |r| r.beyond)))
        .with("percentile", number(|f| f.percentile))
        .with("verdict", Cells::names(rows.iter().map(|row| Some(row.verdict().name()))))
        .with("reason", Cells::words(rows.iter().map(|row| row.reason().map(|text| text.physio.as_str()))))
}

fn rows(document: &Document) -> Vec<Row<'_>> {
    let Some(findings) = &document.findings else { return Vec::new() };
    let main = Side::BOTH.into_iter().map(|side| Row::Main(side, findings.main.get(side)));
    let of_themes =
        findings.themes.iter().flat_map(|theme| theme.findings.iter().map(|f| Row::Finding(&theme.id, f)));
    main.chain(of_themes).collect()
}

fn low(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.low)
}

fn high(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.high)
}

fn reference(finding: &Finding, of: fn(&Reference) -> Option<f64>) -> Option<f64> {
    finding.reference.as_ref().and_then(of)
}
