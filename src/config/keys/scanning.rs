//! The keys of `[scanning]`.

use super::super::ScanningWay;
use super::super::kinds::{Number, OneOf};
use super::{Key, Section, once};

pub(in crate::config) static SCANNING: Section = once("scanning", &[&SCANNING_WAY, &SCANNING_PACE_S]);

pub(in crate::config) static SCANNING_WAY: Key<OneOf<ScanningWay>> = Key {
    name: "way",
    kind: OneOf { names: || ScanningWay::ALL.map(ScanningWay::key).to_vec(), from: ScanningWay::from_key },
    otherwise: || ScanningWay::Auto,
    doc: "\"auto\": the frame walks and the key takes. \"step\": the key walks and waiting takes.",
};
pub(in crate::config) static SCANNING_PACE_S: Key<Number> = Key {
    name: "pace_s",
    kind: Number { range: (0.5, 20.0), unit: "seconds" },
    otherwise: || 2.0,
    doc: "How long the frame stands at each place; the first place of a new screen has twice as long.",
};
