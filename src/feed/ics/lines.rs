//! A calendar file as its logical lines, cut into components.
//!
//! Cutting before parsing keeps a broken event from reaching into its neighbours, and it is what
//! knows on which line of the file something stands.

use crate::feed::{Problem, ProblemKind, Unreadable};

/// The text of a calendar with folded lines joined, one logical line after the other.
pub struct Lines {
    text: String,
    /// Where each logical line begins in the text, and on which line of the file.
    starts: Vec<(usize, u32)>,
}

/// One `VEVENT` or `VTIMEZONE`, from its BEGIN to its END.
#[derive(Clone, Copy)]
pub struct Block<'a> {
    pub text: &'a str,
    starts: &'a [(usize, u32)],
    base: usize,
}

/// What a calendar file holds, as far as meetings are concerned.
pub struct Parts<'a> {
    pub events: Vec<Block<'a>>,
    pub zones: Vec<Block<'a>>,
    /// The calendar's own zone, which Google and Apple write beside every standard.
    pub declared_zone: Option<(&'a str, u32)>,
}

impl<'a> Block<'a> {
    /// The line of the file on which the block begins.
    pub fn line(&self) -> u32 {
        self.starts.first().map_or(1, |(_, number)| *number)
    }

    /// The line of the file on which a property stands; otherwise the line of the block.
    pub fn line_of(&self, property: &str) -> u32 {
        self.own(property).next().map_or_else(|| self.line(), |(_, number)| number)
    }

    /// What stands behind the colon, untouched, on each line of a property.
    pub fn values_of(&self, property: &str) -> Vec<&'a str> {
        self.own(property).map(|(text, _)| text.split_once(':').map_or("", |(_, value)| value)).collect()
    }

    /// The lines of a property of the block itself, not of an alarm inside it.
    fn own(&self, property: &str) -> impl Iterator<Item = (&'a str, u32)> {
        let mut depth = 0;
        self.lines().filter(move |(text, _)| {
            if starts_with(text, "BEGIN:") {
                depth += 1;
            } else if starts_with(text, "END:") {
                depth -= 1;
            }
            depth == 1 && name_of(text).is_some_and(|name| name.eq_ignore_ascii_case(property))
        })
    }

    fn lines(&self) -> impl Iterator<Item = (&'a str, u32)> + use<'a> {
        let (text, base) = (self.text, self.base);
        self.starts.iter().map(move |(start, number)| {
            let rest = text.get(start - base..).unwrap_or_default();
            (rest.split('\n').next().unwrap_or_default(), *number)
        })
    }
}

impl Lines {
    /// Joins folded lines and decodes the text.
    ///
    /// Joining comes first: some programs fold in the middle of a character.
    pub fn of(bytes: &[u8], problems: &mut Vec<Problem>) -> Lines {
        let utf16;
        let bytes = match encoding_rs::Encoding::for_bom(bytes) {
            Some((encoding, length)) if encoding == encoding_rs::UTF_8 => &bytes[length..],
            Some((encoding, _)) => {
                utf16 = encoding.decode(bytes).0.into_owned();
                utf16.as_bytes()
            }
            None => bytes,
        };
        let joined = join(bytes);
        let encoding = encoding_of(&joined);
        if encoding == Encoding::ShiftJis {
            problems.push(Problem {
                line: None,
                field: None,
                kind: ProblemKind::OtherEncoding,
                message: "The calendar is written in Shift_JIS, where calendars must be in UTF-8. It was \
                          read as Shift_JIS; please look whether all characters are right."
                    .into(),
            });
        }
        let mut lines = Lines { text: String::with_capacity(bytes.len()), starts: Vec::new() };
        for (line, number) in &joined {
            lines.starts.push((lines.text.len(), *number));
            match encoding {
                Encoding::ShiftJis => lines.text.push_str(encoding_rs::SHIFT_JIS.decode(line).0.trim_end()),
                Encoding::Utf8 => {
                    let decoded = String::from_utf8_lossy(line);
                    if std::str::from_utf8(line).is_err() {
                        problems.push(Problem {
                            line: Some(*number),
                            field: None,
                            kind: ProblemKind::BrokenCharacters,
                            message: "This line holds bytes that are no characters (it is not UTF-8). They \
                                      were replaced by \u{fffd}."
                                .into(),
                        });
                    }
                    lines.text.push_str(decoded.trim_end());
                }
            }
            lines.text.push('\n');
        }
        lines
    }

    /// Cuts the calendar into its components.
    ///
    /// # Errors
    /// When it is no calendar at all, or stops before its end.
    pub fn parts(&self, problems: &mut Vec<Problem>) -> Result<Parts<'_>, Unreadable> {
        let mut parts = Parts { events: Vec::new(), zones: Vec::new(), declared_zone: None };
        let mut calendars = 0;
        let mut in_calendar = false;
        let mut open: Option<Open> = None;
        for (i, (text, number)) in self.lines().enumerate() {
            if let Some(component) = after(text, "BEGIN:") {
                if component.eq_ignore_ascii_case("VCALENDAR") && open.is_none() {
                    calendars += 1;
                    in_calendar = true;
                } else if in_calendar {
                    match &mut open {
                        // Events do not stand inside one another: the one before was never ended.
                        Some(unfinished) if component.eq_ignore_ascii_case("VEVENT") => {
                            problems.push(never_ended(unfinished, self.starts[unfinished.first].1));
                            self.close(*unfinished, i, &mut parts);
                            open = Some(Open { kind: Kind::Event, first: i, depth: 1 });
                        }
                        Some(outer) => outer.depth += 1,
                        None => open = Some(Open { kind: Kind::of(component), first: i, depth: 1 }),
                    }
                }
            } else if let Some(component) = after(text, "END:") {
                if component.eq_ignore_ascii_case("VCALENDAR") {
                    if let Some(unfinished) = open.take() {
                        problems.push(never_ended(&unfinished, self.starts[unfinished.first].1));
                        self.close(unfinished, i, &mut parts);
                    }
                    in_calendar = false;
                } else if let Some(mut current) = open.take() {
                    current.depth -= 1;
                    let ends_event = component.eq_ignore_ascii_case("VEVENT") && current.kind == Kind::Event;
                    if current.depth == 0 || ends_event {
                        self.close(current, i + 1, &mut parts);
                    } else {
                        open = Some(current);
                    }
                } else if component.eq_ignore_ascii_case("VEVENT") {
                    problems.push(Problem {
                        line: Some(number),
                        field: Some("END".into()),
                        kind: ProblemKind::NoBeginning,
                        message:
                            "An event ends here whose beginning (BEGIN:VEVENT) is missing. It is not shown."
                                .into(),
                    });
                }
            } else if in_calendar && open.is_none() && parts.declared_zone.is_none() {
                if let Some(zone) = after(text, "X-WR-TIMEZONE:") {
                    parts.declared_zone = Some((zone, number));
                }
            } else if open.is_some_and(|open| open.kind == Kind::Event)
                && !text.is_empty()
                && name_of(text).is_none()
            {
                problems.push(Problem {
                    line: Some(number),
                    field: None,
                    kind: ProblemKind::StrayLine,
                    message: "This line is no property of an event (perhaps the rest of a text that was cut \
                              off). It was left out."
                        .into(),
                });
            }
        }
        if calendars == 0 {
            return Err(Unreadable::Broken("it is no calendar: BEGIN:VCALENDAR is missing".into()));
        }
        if in_calendar {
            let (what, line) = match open {
                Some(open) => (open.kind.name(), self.starts[open.first].1),
                None => ("VCALENDAR", self.starts.first().map_or(1, |(_, number)| *number)),
            };
            return Err(Unreadable::Truncated(format!("the {what} that begins on line {line} has no end")));
        }
        Ok(parts)
    }

    fn lines(&self) -> impl Iterator<Item = (&str, u32)> {
        self.text.split('\n').zip(&self.starts).map(|(text, (_, number))| (text, *number))
    }

    fn close<'a>(&'a self, open: Open, end: usize, parts: &mut Parts<'a>) {
        let into = match open.kind {
            Kind::Event => &mut parts.events,
            Kind::Zone => &mut parts.zones,
            Kind::Other => return,
        };
        let base = self.starts[open.first].0;
        let stop = self.starts.get(end).map_or(self.text.len(), |(start, _)| *start);
        into.push(Block { text: &self.text[base..stop], starts: &self.starts[open.first..end], base });
    }
}

#[derive(Clone, Copy)]
struct Open {
    kind: Kind,
    first: usize,
    depth: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Event,
    Zone,
    /// Tasks, journals, free-busy times: nothing a sign shows.
    Other,
}

impl Kind {
    fn of(component: &str) -> Kind {
        if component.eq_ignore_ascii_case("VEVENT") {
            Kind::Event
        } else if component.eq_ignore_ascii_case("VTIMEZONE") {
            Kind::Zone
        } else {
            Kind::Other
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Event => "event (VEVENT)",
            Kind::Zone => "time zone (VTIMEZONE)",
            Kind::Other => "component",
        }
    }
}

fn never_ended(open: &Open, line: u32) -> Problem {
    Problem {
        line: Some(line),
        field: Some("BEGIN".into()),
        kind: ProblemKind::NeverEnded,
        message: format!(
            "The {} that begins here has no end. It was read up to the next one.",
            open.kind.name()
        ),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    ShiftJis,
}

/// A calendar must be UTF-8. Old Japanese programs write Shift_JIS; one broken byte in a UTF-8
/// file must not turn all the rest into rubbish, so the majority of the lines decides.
fn encoding_of(lines: &[(Vec<u8>, u32)]) -> Encoding {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for (line, _) in lines.iter().filter(|(line, _)| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    let japanese = |line: &[u8]| {
        encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(line).is_some()
    };
    if bad > good && lines.iter().all(|(line, _)| japanese(line)) {
        Encoding::ShiftJis
    } else {
        Encoding::Utf8
    }
}

fn join(bytes: &[u8]) -> Vec<(Vec<u8>, u32)> {
    // Lines end in CR LF; many programs write LF, and very old ones CR.
    let stop = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let mut lines: Vec<(Vec<u8>, u32)> = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == stop)) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line, lines.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some((last, _))) => last.extend_from_slice(rest),
            (line, _) => lines.push((line.to_vec(), number)),
        }
    }
    lines
}

fn starts_with(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

fn after<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    starts_with(text, head).then(|| text[head.len()..].trim())
}

/// The name of the property on a line, if the line is one.
fn name_of(line: &str) -> Option<&str> {
    let end = line.find([':', ';'])?;
    let name = &line[..end];
    let is_name = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    is_name.then_some(name)
}
