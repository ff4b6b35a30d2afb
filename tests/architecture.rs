//! Holds every module's imports against the table of `docs/ARCHITECTURE.md`, so that data keeps flowing one way.
//!
//! Source is read as tokens: comments, strings and what stands under `#[cfg(test)]` do not count.

mod source_tokens;

use source_tokens::tokens_without_tests;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Module -> modules that it may import. Also says which modules there may be.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("robust", &[]),
    ("series", &["units"]),
    ("body", &["units", "series"]),
    ("models", &["units"]),
    ("video", &["units", "body"]),
    ("pose", &["units", "robust", "body", "series", "video", "models"]),
    ("track", &["units", "robust", "body", "series"]),
    // `track` for the filter that landmarks pass through, so that stickers pass through the same.
    ("pelvis", &["units", "robust", "body", "series", "video", "track"]),
    // The names of stickers.
    ("corrections", &["body", "pelvis"]),
    ("kinematics", &["units", "robust", "body", "series"]),
    ("gait", &["units", "robust", "body", "series", "kinematics"]),
    ("findings", &["units", "body", "series", "kinematics", "gait"]),
    // Frames for pictures; the rest are results to write down.
    ("report", &["units", "body", "series", "video", "track", "kinematics", "gait"]),
    // The result document to compare; pictures of the comparison are drawn by `report` from plain numbers.
    ("validate", &["units", "robust", "body", "series", "report"]),
    ("pipeline", &ALL_STAGES),
    // `pose` for its `Cancel` alone, `pelvis` for what the user may choose of it.
    // `findings` to print the built-in rules.
    ("store", &["corrections"]),
    // Stages only for words of their own: `pose` for `Cancel` and `Window`, `pelvis` for what may be chosen, `video` to look at uploads.
    ("web", &["units", "corrections", "models", "video", "pose", "pelvis", "report", "pipeline", "store"]),
    (
        "cli",
        &[
            "units",
            "body",
            "corrections",
            "models",
            "pose",
            "pelvis",
            "findings",
            "report",
            "validate",
            "pipeline",
            "store",
            "web",
        ],
    ),
    ("main", &["cli"]),
];

const ALL_STAGES: [&str; 14] = [
    "units",
    "robust",
    "series",
    "body",
    "models",
    "video",
    "pose",
    "track",
    "pelvis",
    "corrections",
    "kinematics",
    "gait",
    "findings",
    "report",
];

/// External crate -> the only modules that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("opencv", &["video"]),
    ("openvino", &["pose"]),
    ("openvino_sys", &["pose"]),
    ("plotters", &["report"]),
    ("anyhow", &["cli", "main"]),
    ("rusqlite", &["store"]),
    ("typst", &["report"]),
    ("parquet", &["report"]),
    ("axum", &["web"]),
];

/// The module of a file (`pose` for `pose/runtime.rs`) and how deep its own path is (2), given its path in `src/`.
fn module_of(path: &Path) -> (String, usize) {
    let mut parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if let Some(last) = parts.last_mut() {
        *last = last.trim_end_matches(".rs").to_owned();
    }
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    (parts[0].clone(), parts.len())
}

/// The top-level modules of this crate that the tokens name, as `crate::x`, `runtilt::x`, `crate::{x, y::z}`, or
/// `super::x` from where `super` is the crate's root.
fn imported_modules(tokens: &[String], depth: usize) -> Vec<String> {
    let token = |index: usize| tokens.get(index).map_or("", String::as_str);
    let mut found = Vec::new();
    for start in 0..tokens.len() {
        if start > 0 && token(start - 1) == "::" {
            continue;
        }
        let mut after = start;
        while token(after) == "super" && token(after + 1) == "::" {
            after += 2;
        }
        let from_root = matches!(token(start), "crate" | "runtilt") && token(start + 1) == "::";
        if from_root {
            found.extend(path_heads(tokens, start + 2));
        } else if after > start && (after - start) / 2 == depth {
            found.extend(path_heads(tokens, after));
        }
    }
    found
}

/// The first name of the path at `start`, or of every path in the group that begins there.
fn path_heads(tokens: &[String], start: usize) -> Vec<String> {
    if tokens.get(start).map(String::as_str) != Some("{") {
        return tokens.get(start).cloned().into_iter().collect();
    }
    let (mut nesting, mut heads) = (0, Vec::new());
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token.as_str() {
            "{" => nesting += 1,
            "}" => nesting -= 1,
            _ => {}
        }
        if nesting == 0 {
            break;
        }
        let begins = index == start || token == ",";
        if nesting == 1 && begins {
            heads.extend(tokens.get(index + 1).filter(|next| *next != "}").cloned());
        }
    }
    heads
}

/// What a file does against the two tables, one line each; none if it keeps them.
fn violations(path: &Path, source: &str) -> Vec<String> {
    let (module, depth) = module_of(path);
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{}: module `{module}` is not in the table", path.display())];
    };
    let tokens = tokens_without_tests(source);
    let is_module = |name: &String| MAY_IMPORT.iter().any(|(module, _)| module == name);
    let forbidden = |name: &String| *name != module && is_module(name) && !allowed.contains(&name.as_str());
    let imports = imported_modules(&tokens, depth).into_iter().filter(forbidden);
    let mut lines: Vec<String> =
        imports.map(|name| format!("{}: `{module}` may not import `{name}`", path.display())).collect();
    for (external, homes) in ONLY_IN {
        if names_crate(&tokens, external) && !homes.contains(&module.as_str()) {
            lines.push(format!("{}: `{external}` belongs in {} alone", path.display(), homes.join(", ")));
        }
    }
    lines
}

fn names_crate(tokens: &[String], external: &str) -> bool {
    (0..tokens.len()).any(|index| {
        let at = |offset: isize| {
            index.checked_add_signed(offset).and_then(|place| tokens.get(place)).map_or("", String::as_str)
        };
        at(0) == external && (at(1) == "::" || at(-1) == "use") && at(-1) != "::"
    })
}

fn source_files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // `tests.rs` is the body of a module under `#[cfg(test)]`.
        if path.is_dir() {
            source_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    Ok(())
}

#[test]
fn every_module_imports_only_what_the_table_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&root, &mut files).unwrap();
    let mut lines = Vec::new();
    for file in &files {
        let path = file.strip_prefix(&root).unwrap();
        // The root only declares the modules.
        if path != Path::new("lib.rs") {
            lines.extend(violations(path, &fs::read_to_string(file).unwrap()));
        }
    }
    assert!(files.len() > 20, "only {} files: is the source where it was?", files.len());
    assert!(lines.is_empty(), "the import table is broken:\n{}", lines.join("\n"));
}

#[test]
fn the_table_has_no_cycle_but_points_one_way() {
    let place = |name: &&str| MAY_IMPORT.iter().position(|(module, _)| module == name).unwrap();
    for (index, (module, allowed)) in MAY_IMPORT.iter().enumerate() {
        assert!(allowed.iter().all(|name| place(name) < index), "`{module}` stands before what it imports");
    }
}

fn count(path: &str, source: &str) -> usize {
    violations(Path::new(path), source).len()
}

#[test]
fn a_forbidden_import_is_found_however_it_is_written() {
    assert_eq!(count("units.rs", "use crate::video::Frame;"), 1);
    assert_eq!(count("track/legs.rs", "use crate::{body::Side, units, video::{Frame, Region}};"), 1);
    assert_eq!(count("track/legs.rs", "fn f() -> crate::gait::Event { crate::report::write() }"), 2);
    assert_eq!(count("track/legs.rs", "use super::super::pose::Landmark;"), 1);
    assert_eq!(count("track/mod.rs", "use super::pose::Landmark;"), 1);
    assert_eq!(count("main.rs", "use runtilt::pose::Landmarker;"), 1);
    assert_eq!(count("shortcuts.rs", ""), 1);
}

#[test]
fn a_crate_outside_its_home_is_found() {
    assert_eq!(count("track/mod.rs", "use opencv::prelude::*;"), 1);
    assert_eq!(count("pose/mod.rs", "fn f() { plotters::prelude::RED; }"), 1);
    assert_eq!(count("video/mod.rs", "use opencv::core::Mat;"), 0);
    assert_eq!(count("gait/mod.rs", "use anyhow as a;"), 1);
}

#[test]
fn what_is_allowed_or_is_no_code_passes() {
    let source = r##"
        //! Not [`crate::video`].
        use crate::{body::{BySide, Side}, units::Angle};
        use super::series_of; use self::inner::video;
        /* crate::report /* nested crate::pose */ */
        const TEXT: &str = "use crate::video::Frame; \" opencv::core";
        const RAW: &str = r#"crate::pipeline "quoted" opencv::core"#;
        fn quote<'a>(c: &'a char) -> bool { *c == '"' || *c == '\'' }
        pub(crate) fn opencv() {}
        #[cfg(test)]
        mod tests { use crate::video::Frame; fn f() { opencv::core(); } }
        #[cfg(test)]
        use crate::pose::Landmark;
    "##;
    assert_eq!(violations(Path::new("track/mod.rs"), source), [""; 0]);
    // What follows a test module counts again.
    assert_eq!(count("track/mod.rs", &format!("{source} use crate::video::Frame;")), 1);
}
