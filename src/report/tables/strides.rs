//! A row per stride.

use super::{Cells, Table};
use crate::report::document::{Document, Key, Parameter, Stride};

/// Number of parameters whose place in `strides.csv` is fixed, before `reject_reason`.
const FIXED_PARAMETERS: usize = 5;

pub(super) fn table(document: &Document) -> Table {
    let strides = &document.strides;
    let times = |of: fn(&Stride) -> Option<f64>| Cells::Times(strides.iter().map(of).collect());
    let parameters = |table: Table, of: &[Parameter]| {
        of.iter().fold(table, |table, &parameter| {
            let values = strides.iter().map(|stride| stride.parameters.get(parameter).copied()).collect();
            table.with(parameter.name(), Cells::Numbers(values))
        })
    };
    let (fixed, more) = Parameter::ALL.split_at(FIXED_PARAMETERS);
    let table = Table::default()
        .with("side", Cells::names(strides.iter().map(|stride| Some(stride.side.name()))))
        .with("stride", Cells::wholes(strides.iter().map(|stride| Some(stride.stride))))
        .with("initial_contact_s", times(|stride| Some(stride.initial_contact_s)))
        .with("toe_off_s", times(|stride| stride.toe_off_s))
        .with("next_contact_s", times(|stride| Some(stride.next_contact_s)))
        .with("kept", Cells::Flags(strides.iter().map(|stride| stride.kept).collect()));
    let table = parameters(table, fixed)
        .with("reject_reason", Cells::words(strides.iter().map(|stride| stride.reject_reason.as_deref())));
    parameters(table, more)
}
