//! Rust and Slint read as text: comments and literals blanked, paths and matches picked out.
//!
//! Not a parser. It knows as much of the grammar as the rules need, and where it is unsure it
//! stays silent: a guard that cries wolf is switched off.

/// What of a file is blanked. Lines stay where they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    Comments,
    CommentsAndLiterals,
}

/// The text with comments, and perhaps literals, replaced by spaces.
pub fn blank(text: &str, what: Blank) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let (end, is_comment) = match piece(&chars, i) {
            Some(found) => found,
            None => {
                out.push(chars[i]);
                i += 1;
                continue;
            }
        };
        let keep = !is_comment && what == Blank::Comments;
        for c in &chars[i..end] {
            out.push(if keep || *c == '\n' { *c } else { ' ' });
        }
        i = end;
    }
    out
}

/// The end of the comment or literal that begins at `i`, if one does, and whether it is a comment.
fn piece(chars: &[char], i: usize) -> Option<(usize, bool)> {
    let at = |n: usize| chars.get(n).copied().unwrap_or('\0');
    let find = |from: usize, stop: char| (from..chars.len()).find(|n| at(*n) == stop).unwrap_or(chars.len());
    match (at(i), at(i + 1)) {
        ('/', '/') => Some((find(i, '\n'), true)),
        ('/', '*') => {
            let (mut depth, mut n) = (1, i + 2);
            while n < chars.len() && depth > 0 {
                let (step, change) = match (at(n), at(n + 1)) {
                    ('/', '*') => (2, 1),
                    ('*', '/') => (2, -1),
                    _ => (1, 0),
                };
                n += step;
                depth += change;
            }
            Some((n.min(chars.len()), true))
        }
        ('"', _) => Some((after_quote(chars, i + 1, '"'), false)),
        ('r', '"' | '#') if i == 0 || !is_word(at(i - 1)) || at(i - 1) == 'b' => {
            let hashes = (i + 1..chars.len()).take_while(|n| at(*n) == '#').count();
            if at(i + 1 + hashes) != '"' {
                return None;
            }
            let mut n = i + 2 + hashes;
            while n < chars.len() {
                if at(n) == '"' && (1..=hashes).all(|k| at(n + k) == '#') {
                    return Some((n + 1 + hashes, false));
                }
                n += 1;
            }
            Some((n, false))
        }
        ('\'', '\\') => Some((after_quote(chars, i + 1, '\''), false)),
        // `'a'` is a letter, `'a` a lifetime.
        ('\'', _) if at(i + 2) == '\'' => Some((i + 3, false)),
        _ => None,
    }
}

fn after_quote(chars: &[char], from: usize, quote: char) -> usize {
    let mut n = from;
    while n < chars.len() {
        match chars[n] {
            '\\' => n += 2,
            c if c == quote => return n + 1,
            _ => n += 1,
        }
    }
    chars.len()
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Blanks what stands under `#[cfg(test)]`, in code without comments and literals.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let end = end_of_item(from);
        out.extend(from[..end].chars().map(|c| if c == '\n' { c } else { ' ' }));
        rest = &from[end..];
    }
    out.push_str(rest);
    out
}

/// Where the item that begins here ends: after its braces, or after its semicolon.
fn end_of_item(text: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A path in code, `crate::view::View`, and the line on which it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub line: usize,
    pub segments: Vec<String>,
}

impl Path {
    pub fn starts_with(&self, start: &str) -> bool {
        let start: Vec<&str> = start.split("::").collect();
        self.segments.len() >= start.len() && self.segments.iter().zip(&start).all(|(a, b)| a == b)
    }

    pub fn holds(&self, part: &str) -> bool {
        self.text().split_once(part).is_some_and(|(before, after)| {
            (before.is_empty() || before.ends_with(':')) && (after.is_empty() || after.starts_with(':'))
        })
    }

    pub fn text(&self) -> String {
        self.segments.join("::")
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Sep,
    Other(char),
}

fn tokens(code: &str) -> Vec<(usize, Token)> {
    let chars: Vec<char> = code.chars().collect();
    let (mut tokens, mut line, mut i) = (Vec::new(), 1, 0);
    while i < chars.len() {
        let c = chars[i];
        if is_word(c) {
            let end = (i..chars.len()).find(|n| !is_word(chars[*n])).unwrap_or(chars.len());
            tokens.push((line, Token::Word(chars[i..end].iter().collect())));
            i = end;
            continue;
        }
        if c == ':' && chars.get(i + 1) == Some(&':') {
            tokens.push((line, Token::Sep));
            i += 2;
            continue;
        }
        if c == '\n' {
            line += 1;
        } else if !c.is_whitespace() {
            tokens.push((line, Token::Other(c)));
        }
        i += 1;
    }
    tokens
}

/// Every path of two segments or more, those of `use` trees spelled out.
pub fn paths(code: &str) -> Vec<Path> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i].1 {
            Token::Word(word)
                if word == "use"
                    && matches!(
                        tokens.get(i + 1),
                        Some((_, Token::Word(_) | Token::Sep | Token::Other('{')))
                    ) =>
            {
                i = use_tree(&tokens, i + 1, &[], &mut found);
            }
            Token::Word(word) => {
                let mut path = Path { line: tokens[i].0, segments: vec![word.clone()] };
                while let (Some((_, Token::Sep)), Some((_, Token::Word(word)))) =
                    (tokens.get(i + 1), tokens.get(i + 2))
                {
                    path.segments.push(word.clone());
                    i += 2;
                }
                if path.segments.len() > 1 {
                    found.push(path);
                }
                i += 1;
            }
            Token::Sep | Token::Other(_) => i += 1,
        }
    }
    found
}

/// Reads one branch of a `use` tree and returns the position behind it.
fn use_tree(tokens: &[(usize, Token)], start: usize, prefix: &[String], found: &mut Vec<Path>) -> usize {
    let mut segments = prefix.to_vec();
    let mut i = start;
    let line = tokens.get(i).map_or(0, |(line, _)| *line);
    while let Some((_, token)) = tokens.get(i) {
        match token {
            Token::Word(word) if word == "as" => i += 2,
            Token::Word(word) => {
                segments.push(word.clone());
                i += 1;
            }
            Token::Sep => i += 1,
            Token::Other('*') => {
                segments.push("*".to_owned());
                i += 1;
            }
            Token::Other('{') => {
                i += 1;
                while let Some((_, token)) = tokens.get(i) {
                    match token {
                        Token::Other('}') => return i + 1,
                        Token::Other(',') => i += 1,
                        Token::Word(_) | Token::Sep | Token::Other(_) => {
                            i = use_tree(tokens, i, &segments, found);
                        }
                    }
                }
                return i;
            }
            Token::Other(_) => break,
        }
    }
    if segments.last().is_some_and(|last| last == "self") {
        segments.pop();
    }
    found.push(Path { line, segments });
    // Always forward, whatever stood there.
    i.max(start + 1)
}

/// The module of a file: `src/view/layout/ring.rs` is `view`, `layout`, `ring`.
pub fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib" || last == "main") {
        parts.pop();
    }
    parts
}

/// A path as it reads from the root of the crate; nothing when it leads elsewhere.
pub fn from_root(path: &Path, module: &[String]) -> Option<Vec<String>> {
    let mut at = module.to_vec();
    let mut segments = path.segments.iter().peekable();
    match segments.peek().map(|first| first.as_str()) {
        Some("crate") => at.clear(),
        Some("self") => {}
        Some("super") => {
            while segments.next_if(|segment| *segment == "super").is_some() {
                at.pop();
            }
            at.extend(segments.cloned());
            return Some(at);
        }
        _ => return None,
    }
    at.extend(segments.skip(1).cloned());
    Some(at)
}

/// The patterns of every `match` in code without literals, with the line of each.
pub fn matches_of(code: &str) -> Vec<Vec<(usize, String)>> {
    let chars: Vec<char> = code.chars().collect();
    let word_at = |i: usize, word: &str| {
        chars[i..].iter().take(word.len()).copied().eq(word.chars())
            && (i == 0 || !is_word(chars[i - 1]))
            && chars.get(i + word.len()).is_some_and(|c| c.is_whitespace() || *c == '(')
    };
    let mut all = Vec::new();
    for i in 0..chars.len() {
        if chars[i] == 'm' && word_at(i, "match") {
            let mut depth = 0;
            let open = (i..chars.len()).find(|n| {
                match chars[*n] {
                    '(' | '[' => depth += 1,
                    ')' | ']' => depth -= 1,
                    _ => {}
                }
                depth == 0 && chars[*n] == '{'
            });
            all.extend(open.map(|open| patterns(&chars, open + 1)));
        }
    }
    all
}

fn patterns(chars: &[char], start: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut i = start;
    loop {
        let arrow = skip_to(chars, i, |n| chars[n] == '=' && chars.get(n + 1) == Some(&'>'));
        let Some(arrow) = arrow else { return found };
        let pattern: String = chars[i..arrow].iter().collect();
        let before: String = chars[..arrow].iter().collect();
        found.push((
            before.matches('\n').count() + 1,
            pattern.trim().trim_start_matches('|').trim().to_owned(),
        ));
        let body = (arrow + 2..chars.len()).find(|n| !chars[*n].is_whitespace()).unwrap_or(chars.len());
        let end = if chars.get(body) == Some(&'{') {
            skip_to(chars, body + 1, |_| false).unwrap_or_else(|| closing(chars, body + 1))
        } else {
            match skip_to(chars, body, |n| chars[n] == ',') {
                Some(comma) => comma,
                None => return found,
            }
        };
        i = end + 1;
        while chars.get(i).is_some_and(|c| c.is_whitespace() || *c == ',') {
            i += 1;
        }
    }
}

/// The first place on this level of brackets that is wanted; nothing when the level ends before.
fn skip_to(chars: &[char], from: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let mut depth = 0;
    for (n, c) in chars.iter().enumerate().skip(from) {
        if depth == 0 && wanted(n) {
            return Some(n);
        }
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return None,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn closing(chars: &[char], from: usize) -> usize {
    let mut depth = 1;
    for (n, c) in chars.iter().enumerate().skip(from) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return n;
        }
    }
    chars.len()
}

/// The names of the enums that a file defines.
pub fn enums_of(code: &str) -> Vec<String> {
    let tokens = tokens(code);
    tokens
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, Token::Word(word)), (_, Token::Word(name))] if word == "enum" => Some(name.clone()),
            _ => None,
        })
        .collect()
}
