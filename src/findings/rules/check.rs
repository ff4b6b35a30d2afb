//! Checks a rules file beyond its syntax.

use super::error::Fault;
use super::{File, Rule, Statistic, Text, VERSION};
use crate::findings::quantity::Quantity;

/// Words that no text may use: the report describes, it does not diagnose.
const FORBIDDEN: [&str; 4] = ["abnormal", "patholog", "diagnosed", "you have a"];

/// The first entry that does not make sense.
pub(super) fn check(file: &File, text: &str) -> Result<(), Fault> {
    let line = |offset: usize| text.get(..offset).map_or(1, |before| before.matches('\n').count() + 1);
    let fault = |line, what, id: &str, why: String| Err(Fault { line, what, id: id.to_owned(), why });
    if file.version != VERSION {
        return fault(
            1,
            "version",
            &file.version.to_string(),
            format!("this program reads version {VERSION}"),
        );
    }
    let mut ids = Vec::new();
    for rule in &file.rule {
        let (at, rule) = (line(rule.span().start), rule.get_ref());
        if let Some(why) = rule_fault(rule, file, &ids) {
            return fault(at, "rule", &rule.id, why);
        }
        ids.push(rule.id.clone());
    }
    for theme in &file.theme {
        let (at, theme) = (line(theme.span().start), theme.get_ref());
        let texts = theme.questions.iter().chain(&theme.talking_points).chain([&theme.title]);
        let texts = texts.flat_map(readings).chain([theme.cannot_show.as_str()]);
        if let Some(why) = texts.filter_map(text_fault).next() {
            return fault(at, "theme", &theme.id, why);
        }
    }
    for group in &file.reference {
        let (at, group) = (line(group.span().start), group.get_ref());
        if group.citation.trim().is_empty() || group.runners == 0 {
            return fault(at, "reference", &group.id, "needs a citation and a number of runners".into());
        }
    }
    let sentences = &file.sentences;
    let all = sentences.main.all().into_iter().chain(sentences.rule.all());
    for (name, text) in all.chain(sentences.parts.all()).chain(file.reasons.all()) {
        if let Some(why) = readings(text).filter_map(text_fault).next() {
            return fault(1, "sentence", name, why);
        }
    }
    Ok(())
}

fn rule_fault(rule: &Rule, file: &File, earlier: &[String]) -> Option<String> {
    if earlier.contains(&rule.id) {
        return Some("another rule has this id".into());
    }
    if !file.theme.iter().any(|theme| theme.get_ref().id == rule.theme) {
        return Some(format!("there is no theme `{}`", rule.theme));
    }
    if let Some(group) = &rule.reference
        && !file.reference.iter().any(|known| known.get_ref().id == *group)
    {
        return Some(format!("there is no reference `{group}`"));
    }
    limit_fault(rule)
        .or_else(|| readings(&rule.name).chain(readings(&rule.about)).filter_map(text_fault).next())
}

fn limit_fault(rule: &Rule) -> Option<String> {
    let numbers = [rule.mean, rule.sd, rule.p5, rule.p95, rule.above, rule.below, rule.beyond];
    if numbers.iter().flatten().any(|number| !number.is_finite()) {
        return Some("every number must be finite".into());
    }
    if rule.has_limit() && rule.reference.is_none() {
        return Some("a limit needs a `reference`: whom does it come from?".into());
    }
    if rule.sd.is_some_and(|sd| sd <= 0.0) {
        return Some("`sd` must be above zero".into());
    }
    if rule.sd.is_some() != rule.mean.is_some() {
        return Some("`mean` and `sd` come together".into());
    }
    if let (Some(below), Some(above)) = (rule.below, rule.above)
        && below >= above
    {
        return Some(format!("`below` ({below}) must be less than `above` ({above})"));
    }
    let difference = rule.statistic == Statistic::LeftRightDifference;
    if rule.beyond.is_some() && !difference {
        return Some("`beyond` is for left_right_difference; use `above` or `below`".into());
    }
    if rule.main && (rule.statistic != Statistic::Mean || !rule.has_limit()) {
        return Some("a main rule needs a limit and statistic `mean`".into());
    }
    if difference && rule.quantity.is_of_body() {
        return Some("this quantity has no left and right".into());
    }
    if rule.quantity == Quantity::PelvicShare && rule.above.is_some_and(|limit| limit > 1.0) {
        return Some("a share is given as a number below 1, not in per cent".into());
    }
    None
}

fn readings(text: &Text) -> impl Iterator<Item = &str> {
    [text.physio.as_str(), text.runner.as_str()].into_iter()
}

fn text_fault(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some("a text is empty".into());
    }
    let lower = text.to_lowercase();
    let word = FORBIDDEN.iter().find(|word| lower.contains(**word))?;
    Some(format!("the word `{word}` must not be used: the report describes and does not diagnose"))
}

#[cfg(test)]
mod tests {
    use crate::findings::rules::{BUILT_IN, Rules};

    fn refused(from: &str, to: &str) -> String {
        assert!(BUILT_IN.contains(from), "{from}");
        Rules::parse("my.toml", &BUILT_IN.replacen(from, to, 1)).expect_err("must be refused").to_string()
    }

    #[test]
    fn the_built_in_rules_are_sound() {
        let rules = Rules::built_in().expect("sound");
        assert!(rules.rules.iter().filter(|rule| rule.main).count() == 3 && rules.themes.len() == 6);
    }

    #[test]
    fn a_fault_names_the_rule_and_the_line() {
        let line = BUILT_IN.lines().position(|line| line == "id = \"tilt_rise\"").expect("there") + 1;
        let message =
            refused("id = \"tilt_rise\"\ntheme = \"pelvis\"", "id = \"tilt_rise\"\ntheme = \"pelvos\"");
        assert!(message.contains("rule `tilt_rise`: there is no theme `pelvos`"), "{message}");
        assert!(message.contains("my.toml") && message.contains(&format!("line {}", line - 1)), "{message}");
    }

    #[test]
    fn syntax_and_unknown_fields_name_the_line() {
        for (from, to, expected) in [
            ("above = 15.0", "above = fifteen", "line"),
            ("above = 15.0", "abbove = 15.0", "abbove"),
            (
                "quantity = \"pelvic_share\"",
                "quantity = \"pelvic_sharing\"",
                "there is no quantity `pelvic_sharing`",
            ),
        ] {
            let message = refused(from, to);
            assert!(message.contains(expected) && message.contains("line"), "{message}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (from, to, expected) in [
            ("id = \"tilt_rise\"", "id = \"peak_tilt\"", "another rule"),
            ("reference = \"healthy_2p5\"\nmean = 6.8", "mean = 6.8", "whom does it come from"),
            ("above = 0.27", "above = 27.0", "not in per cent"),
            ("sd = 4.7", "sd = -4.7", "above zero"),
            ("beyond = 6.4", "beyond = nan", "finite"),
            ("version = 1", "version = 9", "reads version 1"),
            ("Grows with speed.", "Abnormal.", "must not be used"),
        ] {
            let message = refused(from, to);
            assert!(message.contains(expected), "{message}");
        }
    }
}
