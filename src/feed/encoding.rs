//! Bytes to text, for files that office programs have saved in their own way.

use std::borrow::Cow;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

/// A text and how well it could be made out.
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static Encoding,
    /// Whether every byte had a meaning; otherwise replacement marks stand in the text.
    pub clean: bool,
}

/// Decodes by the byte order mark, else as strict UTF-8, else as Shift_JIS with the characters
/// of Windows (CP932: ①, 髙, 﨑). When none fits, whichever leaves fewer holes.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return by(encoding, &bytes[mark..]);
    }
    let utf8 = by(UTF_8, bytes);
    if utf8.clean {
        return utf8;
    }
    let sjis = by(SHIFT_JIS, bytes);
    if sjis.clean || holes(&sjis) < holes(&utf8) { sjis } else { utf8 }
}

fn by<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding, clean: !had_errors }
}

fn holes(decoded: &Decoded<'_>) -> usize {
    decoded.text.matches('\u{fffd}').count()
}

/// Where the lines of a text begin, to say on which of them something stands.
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Lines end as any editor ends them: LF, CR LF, or CR alone.
    pub fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(i, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        });
        Lines { starts: std::iter::once(0).chain(ends.map(|(i, _)| i + 1)).collect() }
    }

    /// The line, counted from 1, on which the byte stands.
    pub fn at(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// Where the line after that of the byte begins.
    pub fn next_after(&self, offset: usize) -> Option<usize> {
        self.starts.get(self.starts.partition_point(|start| *start <= offset)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str, clean: bool) {
        let decoded = decode(bytes);
        assert_eq!((&*decoded.text, decoded.encoding.name(), decoded.clean), (text, encoding, clean));
    }

    #[test]
    fn the_encodings_of_municipal_files_are_told_apart() {
        let wards = "①髙﨑～世田谷";
        check(wards.as_bytes(), wards, "UTF-8", true);
        check(format!("\u{feff}{wards}").as_bytes(), wards, "UTF-8", true);
        check(&SHIFT_JIS.encode(wards).0, wards, "Shift_JIS", true);
        let utf16: Vec<u8> = "\u{feff}世".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, "世", "UTF-16LE", true);
        check(b"", "", "UTF-8", true);
        check(&[wards.as_bytes(), b"\xff"].concat(), &format!("{wards}\u{fffd}"), "UTF-8", false);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines = Lines::of("a\nb\r\nc\rd");
        assert_eq!([0, 1, 2, 5, 7].map(|offset| lines.at(offset)), [1, 1, 2, 3, 4]);
        assert_eq!(lines.next_after(0), Some(2));
        assert_eq!(lines.next_after(7), None);
    }
}
