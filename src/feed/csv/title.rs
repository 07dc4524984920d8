//! What an office has put into a title: "第３回ピアサポート活動ワーキンググループ「場をひろげる」".

use super::dates::half_width;

/// The parts of such a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    pub number: u32,
    pub series: &'a str,
    pub theme: Option<&'a str>,
}

/// A title that begins with 第N回; the theme is what it has in brackets behind the name.
pub fn parts(title: &str) -> Option<Parts<'_>> {
    let (number, rest) = title.trim().strip_prefix('第')?.split_once('回')?;
    let number = ordinal(number)?;
    let brackets = [('「', '」'), ('『', '』')];
    let themed = brackets.into_iter().find_map(|(open, close)| {
        let (series, rest) = rest.split_once(open)?;
        // A theme may have brackets of its own kind inside it.
        let (theme, _) = rest.rsplit_once(close)?;
        Some((series, theme))
    });
    let (series, theme) = themed.map_or((rest, None), |(series, theme)| (series, Some(theme)));
    let (series, theme) = (series.trim(), theme.map(str::trim).filter(|theme| !theme.is_empty()));
    (!series.is_empty()).then_some(Parts { number, series, theme })
}

/// 3, ３, 三, 十二, 二十.
fn ordinal(text: &str) -> Option<u32> {
    let text = half_width(text);
    let text = text.trim();
    if text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |text: &str| {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(None),
            (Some(kanji), None) => {
                let value = (1..).zip("一二三四五六七八九".chars()).find(|(_, known)| *known == kanji);
                value.map(|(value, _)| Some(value))
            }
            (Some(_), Some(_)) => None,
        }
    };
    match text.split_once('十') {
        Some((tens, ones)) => Some(digit(tens)?.unwrap_or(1) * 10 + digit(ones)?.unwrap_or(0)),
        None => digit(text)?,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: Option<(u32, &str, Option<&str>)>) {
        let expected = expected.map(|(number, series, theme)| Parts { number, series, theme });
        assert_eq!(parts(title), expected, "{title}");
    }

    #[test]
    fn number_series_and_theme_stand_in_the_title() {
        check("第３回ピアサポートの会「場をひろげる」", Some((3, "ピアサポートの会", Some("場をひろげる"))));
        check("第4回　つどい『人と場をつなぐ』（前編）", Some((4, "つどい", Some("人と場をつなぐ"))));
        check("第５回ピアサポートの会", Some((5, "ピアサポートの会", None)));
        check("第十二回つどい", Some((12, "つどい", None)));
        check("第二十回つどい「」", Some((20, "つどい", None)));
        check("第一回つどい「「場」と人」", Some((1, "つどい", Some("「場」と人"))));
        check("ひろば「場をひろげる」", None);
        check("第3回", None);
        check("第回つどい", None);
        check("第三者の回「x」", None);
    }
}
