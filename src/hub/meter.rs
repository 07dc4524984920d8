//! Figures for an operator's monitoring. Routes and kinds only: no address, no id, no name.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::live::Live;
use super::store::Store;
use crate::api::sync::RecordOutcome;

/// What is counted while the hub works. Clones share it.
#[derive(Clone, Debug)]
pub struct Meter {
    registry: Arc<Registry>,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    records: Family<Outcome, Counter>,
    /// Numbers requests, so that a line in the log can be found by what an answer says.
    pub(super) requests_so_far: Arc<AtomicU64>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// From a millisecond to eight seconds.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 14))
}

/// What is read off when it is asked for.
#[derive(Debug)]
struct Now(Live);

impl Collector for Now {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let Now(live) = self;
        let displays = i64::try_from(live.displays.count()).unwrap_or(i64::MAX);
        let waiting = i64::try_from(live.displays.waiting()).unwrap_or(i64::MAX);
        for (name, help, value) in [
            (
                "hiroba_hub_waiting",
                "Kiosks that wait for changes because the live channel is held back",
                waiting,
            ),
            ("hiroba_hub_live_connections", "Kiosks that hold the live channel of this process", displays),
            ("hiroba_hub_revision", "Revision of what screens show", *live.revision().borrow()),
            ("hiroba_hub_last_record", "Number of the record that came last", *live.records().borrow()),
        ] {
            let gauge = ConstGauge::new(value);
            let metric = encoder.encode_descriptor(name, help, None, gauge.metric_type())?;
            gauge.encode(metric)?;
        }
        Ok(())
    }
}

impl Meter {
    pub(super) fn new(store: &Store, live: &Live) -> Meter {
        let requests = Family::default();
        let durations = Family::new_with_constructor(durations as fn() -> Histogram);
        let records = Family::default();
        let mut registry = Registry::with_prefix("hiroba_hub");
        registry.register("requests", "Requests by route and status", requests.clone());
        let help = "From a request to the head of its answer";
        registry.register_with_unit("request_duration", help, Unit::Seconds, durations.clone());
        registry.register("records", "Records that were sent, by what became of them", records.clone());
        let help = "How long changes take to the disk";
        registry.register_with_unit("commit_duration", help, Unit::Seconds, store.commits());
        let version = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("program", "The program", version);
        registry.register_collector(Box::new(Now(live.clone())));
        let requests_so_far = Arc::new(AtomicU64::new(0));
        Meter { registry: Arc::new(registry), requests, durations, records, requests_so_far }
    }

    /// A request was answered.
    pub(super) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.durations.get_or_create(&Route { route: route.clone() }).observe(took.as_secs_f64());
        self.requests.get_or_create(&Request { method, route, status }).inc();
    }

    /// A record came.
    pub(super) fn recorded(&self, outcome: RecordOutcome) {
        let outcome = match outcome {
            RecordOutcome::Stored => "stored",
            RecordOutcome::Repeated => "repeated",
            RecordOutcome::Parked => "parked",
        };
        self.records.get_or_create(&Outcome { outcome }).inc();
    }

    /// Everything as OpenMetrics text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a String cannot fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}
