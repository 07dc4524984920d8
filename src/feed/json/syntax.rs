//! What is wrong with a file that is no JSON, in words that help somebody find the place.

use serde_json::error::Category;

use super::super::Unreadable;

/// Why the text cannot be read at all.
pub fn unreadable(error: &serde_json::Error, text: &str) -> Unreadable {
    // serde_json counts bytes, of which a kanji has three; an editor counts characters.
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let column = line.char_indices().take_while(|(i, _)| *i < error.column()).count();
    let place = format!("line {}, column {column}", error.line());
    match error.classify() {
        Category::Eof => Unreadable::Truncated(format!(
            "the end of the file comes at {place}, before the last bracket or quotation mark is closed"
        )),
        Category::Data => {
            Unreadable::Broken("a programme has to begin with { and hold its fields by name".to_owned())
        }
        Category::Io | Category::Syntax => {
            Unreadable::Broken(format!("{place}: {}", hint(&error.to_string())))
        }
    }
}

/// serde_json's sentence, told by what staff most likely did. An unknown one is passed on.
fn hint(message: &str) -> String {
    const HINTS: [(&str, &str); 9] = [
        ("trailing comma", "a comma stands before a closing bracket; it has to go"),
        ("expected `,` or", "a comma or a closing bracket is missing before this place"),
        ("expected `:`", "a colon is missing between a name and its value"),
        (
            "key must be a string",
            "a name has to stand in straight quotation marks (\"), and no comma may stand before }",
        ),
        (
            "control character",
            "a text goes on over the end of its line; a closing quotation mark may be missing (a new line inside a text is written \\n)",
        ),
        ("expected value", "a value is missing here, or a text stands without straight quotation marks (\")"),
        ("expected ident", "only true, false and null may stand without quotation marks"),
        ("trailing characters", "something stands after the last closing bracket"),
        (
            "invalid escape",
            "a backslash stands before a letter it cannot stand before; write \\\\ for a backslash",
        ),
    ];
    let known = HINTS.iter().find(|(sign, _)| message.starts_with(sign));
    known.map_or_else(|| message.to_owned(), |(_, hint)| (*hint).to_owned())
}
