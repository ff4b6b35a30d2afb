//! Texts of the rules file, for two readers each.

use serde::Deserialize;

/// A text for both readers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Exact.
    pub physio: String,
    /// Plain.
    pub runner: String,
}

impl Text {
    /// The text with the words in braces filled in.
    #[must_use]
    pub fn fill(&self, words: &[(&str, &str)]) -> Self {
        let fill = |text: &String| {
            words.iter().fold(text.clone(), |text, (word, value)| text.replace(&format!("{{{word}}}"), value))
        };
        Self { physio: fill(&self.physio), runner: fill(&self.runner) }
    }

    /// The text where one of its words has itself two readers.
    #[must_use]
    pub fn fill_with(&self, word: &str, value: &Self) -> Self {
        let word = format!("{{{word}}}");
        Self {
            physio: self.physio.replace(&word, &value.physio),
            runner: self.runner.replace(&word, &value.runner),
        }
    }
}

macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: Text,)+ }

        impl $name {
            /// All texts with the name of each.
            pub(super) fn all(&self) -> Vec<(&'static str, &Text)> {
                vec![$((stringify!($field), &self.$field),)+]
            }
        }
    };
}

texts! {
    /// Sentences of the main finding.
    MainSentences {
        /// Inside.
        inside,
        /// Outside.
        outside,
        /// The interval straddles a limit.
        uncertain,
        /// Not measured or not to be compared.
        not_measurable,
    }
}

texts! {
    /// Sentences of a rule.
    RuleSentences {
        /// Inside.
        inside,
        /// Outside.
        outside,
        /// Outside, of a value that has no single strides: a difference, or a mean of the clip.
        outside_without_strides,
        /// The interval straddles the limit.
        uncertain,
        /// Not measured or not to be compared.
        not_measurable,
        /// Measured; there is no range.
        described,
    }
}

texts! {
    /// Where the extension comes from.
    PartsSentences {
        /// Hip and pelvis.
        whole,
        /// The pelvis's part.
        spine,
        /// The pelvis's part, not known.
        no_spine,
        /// The pelvis's part, not known though the spine is seen in other moments.
        spine_hidden,
    }
}

texts! {
    /// Reasons.
    Reasons {
        /// No standing clip.
        no_neutral,
        /// No measured error.
        no_error,
        /// Too few strides.
        few_strides,
        /// No source for the spine.
        no_spine,
        /// The spine is seen in other moments only.
        spine_hidden,
        /// The interval straddles the limit.
        straddles,
        /// Not repeated in most strides.
        few_beyond,
        /// Some of the main rules have no verdict.
        incomplete,
        /// No source for the pelvis.
        no_source,
        /// Nothing measured in this leg.
        not_this_leg,
        /// Judged on both legs together.
        near_side,
    }
}

/// All sentences.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// Of the main finding.
    pub main: MainSentences,
    /// Of a rule.
    pub rule: RuleSentences,
    /// Of the parts.
    pub parts: PartsSentences,
}
