//! How the numbers were made, for whoever has to repeat them.

use crate::report::document::Document;
use maud::{Markup, html};

pub(super) fn section(document: &Document) -> Markup {
    let (program, clip) = (&document.program, &document.clip);
    html! {
        section #method {
            h2 { "How it was measured" }
            p {
                "A pose model finds landmarks of the body in every frame; left and right leg are told apart over the whole "
                "clip; the paths are filtered without delay; angles lie in the plane of the picture. Initial contact and "
                "toe-off come from the movement of the feet. Unusual strides are left out by their duration and shape and "
                "stay marked in the files. All numbers are in result.json, angles.csv and strides.csv beside this page."
            }
            details {
                summary { "Versions and files" }
                dl.facts {
                    (fact("Program", &format!("{} {}", program.name, program.version)))
                    @if let Some(runtime) = &program.runtime {
                        (fact("Runtime", &format!("{} {}, {}", runtime.name, runtime.version, runtime.device)))
                    }
                    (fact("Clip, SHA-256", &clip.sha256))
                    (fact("Clip, codec", &format!("{}, rotated by {}°", clip.codec, clip.rotation_deg)))
                    @for model in &document.models {
                        (fact(&model.name, &format!("{} of {} {}, SHA-256 {}", model.file, model.package, model.version, model.sha256)))
                    }
                    @for (name, value) in &document.options { (fact(&format!("Option {name}"), &value.to_string())) }
                }
            }
        }
    }
}

fn fact(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}
