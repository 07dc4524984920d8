//! The log: lines for people, or for programs.

use std::fmt;
use std::io::{self, IsTerminal};

use hiroba::config::{Config, LogFormat};
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// Begins the log of this process, on standard error.
pub fn start(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::builder().parse_lossy(
        std::env::var("RUST_LOG").unwrap_or_else(|_| format!("off,hiroba={}", config.log.key())),
    );
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(io::stderr);
    match config.log_format {
        // Colours are for people: a file or a journal is searched.
        LogFormat::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => log.event_format(Json).init(),
    }
}

/// Each event one object on one line: when, how grave, and what it says, each thing under a name of its own.
struct Json;

impl<S, N> FormatEvent<S, N> for Json
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        _: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut at = String::new();
        SystemTime.format_time(&mut Writer::new(&mut at))?;
        // Last, so that no event takes their places.
        fields.0.insert("timestamp".to_owned(), Value::from(at));
        fields.0.insert("level".to_owned(), Value::from(event.metadata().level().as_str()));
        writeln!(writer, "{}", Value::Object(fields.0))
    }
}

/// What an event says, by its names; the sentence itself is `message`.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, field: &Field, value: Value) {
        self.0.insert(field.name().to_owned(), value);
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, Value::from(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, Value::from(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, Value::from(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, Value::from(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, Value::from(value));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, Value::from(format!("{value:?}")));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_is_one_object_whatever_an_event_says() {
        let kept = Kept::default();
        let to = kept.clone();
        let log = tracing_subscriber::fmt().with_writer(move || to.clone()).event_format(Json).finish();
        tracing::subscriber::with_default(log, || {
            tracing::info!(
                status = 404_u16,
                ok = false,
                ms = 1.5,
                route = "/a/{b}",
                "two\nlines, \"quoted\" 会"
            );
            tracing::warn!(level = "mine", timestamp = "mine", "not theirs");
        });
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert_eq!(lines[0]["message"], "two\nlines, \"quoted\" 会");
        assert_eq!(lines[0]["level"], "INFO");
        assert_eq!(
            (&lines[0]["status"], &lines[0]["ok"], &lines[0]["ms"]),
            (&404.into(), &false.into(), &1.5.into())
        );
        assert_eq!(lines[0]["route"], "/a/{b}");
        assert!(lines[0]["timestamp"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok(), "{text}");
        assert_eq!(lines[1]["level"], "WARN");
        assert_ne!(lines[1]["timestamp"], "mine");
    }
}
