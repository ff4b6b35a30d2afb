//! How the numbers were made, for whoever has to repeat them.

use crate::report::document::Document;
use crate::report::texts::{TEXTS, filled};
use maud::{Markup, html};

/// Name and value.
type Fact = (String, String);

pub(super) fn section(document: &Document) -> Markup {
    let facts = made_by(document).chain([codec(document)]).chain(models(document)).chain(options(document));
    html! {
        section #method {
            h2 { (TEXTS.method.heading) }
            p { (TEXTS.method.words) }
            details {
                summary { (TEXTS.method.versions) }
                dl.facts { @for (name, value) in facts { div { dt { (name) } dd { (value) } } } }
            }
        }
    }
}

/// The program, the runtime of its networks and the clip.
pub(in crate::report) fn made_by(document: &Document) -> impl Iterator<Item = Fact> {
    let texts = &TEXTS.method;
    let program = &document.program;
    let runtime = program.runtime.as_ref().map(|runtime| {
        (texts.runtime.to_owned(), format!("{} {}, {}", runtime.name, runtime.version, runtime.device))
    });
    let program = (texts.program.to_owned(), format!("{} {}", program.name, program.version));
    let clip = (texts.clip_sha256.to_owned(), document.clip.sha256.clone());
    [Some(program), runtime, Some(clip)].into_iter().flatten()
}

/// The networks.
pub(in crate::report) fn models(document: &Document) -> impl Iterator<Item = Fact> {
    document.models.iter().map(|model| {
        let words = filled(
            TEXTS.method.model,
            &[
                ("file", &model.file),
                ("package", &model.package),
                ("version", &model.version),
                ("sha256", &model.sha256),
            ],
        );
        (model.name.clone(), words)
    })
}

fn codec(document: &Document) -> Fact {
    let clip = &document.clip;
    let words = filled(TEXTS.method.codec, &[("codec", &clip.codec), ("rotation", &clip.rotation_deg)]);
    (TEXTS.method.clip_codec.to_owned(), words)
}

fn options(document: &Document) -> impl Iterator<Item = Fact> {
    let name = |name: &String| filled(TEXTS.method.option, &[("name", name)]);
    document.options.iter().map(move |(option, value)| (name(option), value.to_string()))
}
