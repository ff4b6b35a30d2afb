//! How the numbers were made, for whoever has to repeat them.

use crate::report::document::Document;
use crate::report::texts::TEXTS;
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    let (program, clip) = (&document.program, &document.clip);
    html! {
        section #method {
            h2 { (TEXTS.method) }
            p { (TEXTS.method_words) }
            details {
                summary { (TEXTS.versions) }
                dl.facts {
                    (fact(TEXTS.program, &format!("{} {}", program.name, program.version)))
                    @if let Some(runtime) = &program.runtime {
                        (fact(TEXTS.runtime, &format!("{} {}, {}", runtime.name, runtime.version, runtime.device)))
                    }
                    (fact(TEXTS.clip_sha256, &clip.sha256))
                    (fact(TEXTS.clip_codec, &format!("{}, rotated by {}°", clip.codec, clip.rotation_deg)))
                    @for model in &document.models {
                        (fact(&model.name, &format!("{} of {} {}, SHA-256 {}", model.file, model.package, model.version, model.sha256)))
                    }
                    @for (name, value) in &document.options { (fact(&format!("{} {name}", TEXTS.option), &value.to_string())) }
                }
            }
        }
    }
}

fn fact(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}
