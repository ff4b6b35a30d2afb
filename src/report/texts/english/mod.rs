//! The texts in English.

mod names;
mod page;
mod pictures;

use super::Texts;

pub(in crate::report) static TEXTS: Texts = Texts {
    language: "en",
    names: names::NAMES,
    whole: page::WHOLE,
    recording: page::RECORDING,
    main_finding: page::MAIN_FINDING,
    plain_words: page::PLAIN_WORDS,
    tables: page::TABLES,
    findings: page::FINDINGS,
    curves: page::CURVES,
    numbers: page::NUMBERS,
    missing: page::MISSING,
    to_talk_about: page::TO_TALK_ABOUT,
    advice: page::ADVICE,
    method: page::METHOD,
    comparison: page::COMPARISON,
    key_frames: pictures::KEY_FRAMES,
    plots: pictures::PLOTS,
    video: pictures::VIDEO,
};
