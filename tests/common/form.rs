//! A form as a browser sends it.

/// The body of a form with these fields.
pub fn body(fields: &[(&str, impl AsRef<str>)]) -> String {
    let field = |(name, value): &(&str, _)| format!("{}={}", encoded(name), encoded(AsRef::as_ref(value)));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

/// A text as it stands in a form.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
