//! The plots, drawn into the page.

use crate::report::document::Document;
use crate::report::plots::{Plot, other_speed};
use crate::report::texts::TEXTS;
use crate::report::words::sample_errors;
use maud::{Markup, PreEscaped, html};

pub(super) fn section(document: &Document, plots: &[Plot]) -> Markup {
    // The picture of the main finding stands there.
    let plots = plots.iter().filter(|plot| plot.name != "extension_parts");
    html! {
        section #curves {
            h2 { (TEXTS.curves.heading) }
            p.note {
                (TEXTS.curves.note)
                @if let Some(other) = other_speed(document) { " " (other) }
                @if let Some(errors) = sample_errors(document) { " " (errors) }
            }
            @for plot in plots {
                figure.plot role="img" aria-label=(plot.description) { (PreEscaped(inline(&plot.svg))) }
            }
        }
    }
}

/// The SVG element without fixed size and without its namespace: HTML knows it, and the page then holds no address.
pub(in crate::report) fn inline(svg: &str) -> String {
    let start = svg.find("<svg").unwrap_or(0);
    let head_end = svg[start..].find('>').map_or(svg.len(), |end| start + end);
    let (head, body) = svg[start..].split_at(head_end - start);
    let view_box =
        head.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |pair| pair.0);
    format!("<svg viewBox=\"{view_box}\" aria-hidden=\"true\"{body}")
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn size_and_namespace_are_taken_off() {
        let svg = r#"<svg width="7" height="4" viewBox="0 0 7 4" xmlns="namespace">
<rect width="2"/></svg>"#;
        let expected = "<svg viewBox=\"0 0 7 4\" aria-hidden=\"true\">\n<rect width=\"2\"/></svg>";
        assert_eq!(inline(svg), expected);
    }
}
