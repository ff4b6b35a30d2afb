//! Just enough of Rust's lexical rules to tell code from comments and text.

/// Names, `::` and single punctuation marks of `source`, in order, without what stands under `#[cfg(test)]`.
pub fn tokens_without_tests(source: &str) -> Vec<String> {
    without_tests(&tokens(source))
}

fn tokens(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (length, token) = next_token(rest, first);
        if let Some(token) = token {
            found.push(token.to_owned());
        }
        rest = &rest[length..];
    }
    found
}

/// How many bytes to go on, and the token in them if they are code.
fn next_token(rest: &str, first: char) -> (usize, Option<&str>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (block_comment_length(rest), None);
    }
    if let Some(length) = raw_string_length(rest) {
        return (length, None);
    }
    match first {
        '"' => (quoted_length(rest, '"'), None),
        '\'' => (quote_length(rest), None),
        _ if first.is_alphanumeric() || first == '_' => {
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            (length, Some(&rest[..length]))
        }
        _ if first.is_whitespace() => (first.len_utf8(), None),
        ':' if rest.starts_with("::") => (2, Some("::")),
        _ => (first.len_utf8(), Some(&rest[..first.len_utf8()])),
    }
}

/// Block comments nest.
fn block_comment_length(rest: &str) -> usize {
    let (mut nesting, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            nesting += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            nesting -= 1;
            at += 2;
            if nesting == 0 {
                break;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// `r"…"`, `r#"…"#`, `br##"…"##`: no escapes, as many marks at the end as at the start.
fn raw_string_length(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let body = after[marks..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    let inside = body.find(&close).map_or(body.len(), |end| end + close.len());
    Some(rest.len() - body.len() + inside)
}

/// From an opening quotation mark to its closing one, past escapes.
fn quoted_length(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// A character literal, or the mark of a lifetime: only the former closes after one character or escape.
fn quote_length(rest: &str) -> usize {
    let mut after = rest.chars().skip(1);
    let is_literal = after.next() == Some('\\') || after.next() == Some('\'');
    if is_literal { quoted_length(rest, '\'') } else { 1 }
}

fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().map(String::as_str).take(MARK.len()).eq(MARK) {
            at = end_of_item(tokens, at + MARK.len());
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Just past the item that begins at `start`: past its `;`, or past its braces where it has a body.
fn end_of_item(tokens: &[String], start: usize) -> usize {
    let mut nesting = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.as_str() {
            "{" => nesting += 1,
            "}" if nesting == 1 => return at + 1,
            "}" => nesting -= 1,
            ";" if nesting == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}
