//! Every word that a reader sees in the report, the PDF, the comparison, the plots and the video.
//!
//! A translation consists of three things: a folder like `english/` here, whose completeness the compiler checks; the findings, questions and
//! talking points of `findings/data/rules.toml` with the few words of `findings`; and the messages of the stages (warnings, reasons, what was
//! put right), which come with the result. Names of files and of CSV columns are no texts.
//!
//! A sentence with numbers is one template with `{names}` to fill in, which stand beside its field, so that a translator may order the words.
//! Only punctuation between a heading and its value, and in lists, is left to the layout.

mod english;
pub(super) mod names;
pub(super) mod page;
pub(super) mod pictures;

pub(super) use english::TEXTS;

use names::Names;
use page::{
    AdviceTexts, ComparisonTexts, CurvesTexts, FindingsTexts, MainFindingTexts, MethodTexts, MissingTexts,
    NumbersTexts, PlainWordsTexts, RecordingTexts, TableTexts, ToTalkAboutTexts, WholeTexts,
};
use pictures::{KeyFrameTexts, PlotTexts, VideoTexts};
use serde::Serialize;
use std::fmt::Display;

/// The texts in one language.
#[derive(Debug, Serialize)]
pub(super) struct Texts {
    /// The language as HTML names it.
    pub language: &'static str,
    pub names: Names,
    pub whole: WholeTexts,
    pub recording: RecordingTexts,
    pub main_finding: MainFindingTexts,
    pub plain_words: PlainWordsTexts,
    pub tables: TableTexts,
    pub findings: FindingsTexts,
    pub curves: CurvesTexts,
    pub numbers: NumbersTexts,
    pub missing: MissingTexts,
    pub to_talk_about: ToTalkAboutTexts,
    pub advice: AdviceTexts,
    pub method: MethodTexts,
    pub comparison: ComparisonTexts,
    pub key_frames: KeyFrameTexts,
    pub plots: PlotTexts,
    pub video: VideoTexts,
}

/// A template with its `{names}` replaced by values. What stands in a value is never replaced: a clip may be called `{clip}`.
pub(super) fn filled(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let value_of = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text += before;
        match after.split_once('}').and_then(|(name, after)| Some((value_of(name)?, after))) {
            Some((value, after)) => {
                text += &value.to_string();
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::{TEXTS, filled};
    use serde_json::Value;

    /// Walks over all texts with the path of each.
    fn for_each(path: &str, value: &Value, check: &impl Fn(&str, &str)) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| for_each(&format!("{path}.{name}"), value, check));
            }
            Value::String(text) => check(path, text),
            other => panic!("{path}: {other} is no text"),
        }
    }

    #[test]
    fn every_text_is_there_and_none_says_abnormal() {
        let texts = serde_json::to_value(&TEXTS).expect("texts are strings");
        for_each("texts", &texts, &|path, text| {
            assert!(!text.trim().is_empty() && text == text.trim(), "{path}");
            assert!(!text.to_lowercase().contains("abnormal") && !text.contains("  "), "{path}: {text}");
        });
    }

    #[test]
    fn the_video_can_draw_its_texts() {
        let video = serde_json::to_value((&TEXTS.video, &TEXTS.names.sides)).expect("texts are strings");
        for part in video.as_array().expect("a pair") {
            for_each("video", part, &|path, text| assert!(text.is_ascii(), "{path}: {text}"));
        }
    }

    #[test]
    fn a_value_is_filled_in_wherever_it_is_named_and_is_no_template_itself() {
        let text = filled("{n} of {all}: {clip}, {n}", &[("n", &2), ("all", &3.5), ("clip", &"{n}.mp4")]);
        assert_eq!(text, "2 of 3.5: {n}.mp4, 2");
        assert_eq!(filled("{unknown} { {n}", &[("n", &1)]), "{unknown} { 1");
    }
}
