//! The keys of `[voice]`.

use super::super::kinds::{Flag, Whole, Words};
use super::{Key, Section, once};

pub(in crate::config) static VOICE: Section = once(
    "voice",
    &[
        &VOICE_ENABLED,
        &VOICE_DEVICE,
        &VOICE_SPEED,
        &VOICE_VOLUME,
        &VOICE_DICTIONARY,
        &VOICE_FILE,
        &VOICE_HEADPHONES,
        &VOICE_PRIVATE,
    ],
);

pub(in crate::config) static VOICE_ENABLED: Key<Flag> = Key {
    name: "enabled",
    kind: Flag,
    otherwise: || true,
    doc: "Whether visitors can have the screen read aloud. It never speaks by itself.",
};
pub(in crate::config) static VOICE_DEVICE: Key<Words> = Key {
    name: "device",
    kind: Words,
    otherwise: String::new,
    doc: "The sound device by its ALSA name, as `aplay -L` lists them. Empty: the usual one.",
};
pub(in crate::config) static VOICE_SPEED: Key<Whole> = Key {
    name: "speed",
    kind: Whole { range: (60, 175), unit: "percent" },
    otherwise: || 100,
    doc: "How fast it speaks at first. Visitors change it in steps; it comes back afterwards.",
};
pub(in crate::config) static VOICE_VOLUME: Key<Whole> = Key {
    name: "volume",
    kind: Whole { range: (1, 5), unit: "steps" },
    otherwise: || 4,
    doc: "How loud it speaks at first, 6 dB from step to step. It comes back after every visit.",
};
pub(in crate::config) static VOICE_DICTIONARY: Key<Words> = Key {
    name: "dictionary",
    kind: Words,
    otherwise: String::new,
    doc: "Folder of the Japanese dictionary. Empty: where scripts/voices puts it.",
};
pub(in crate::config) static VOICE_FILE: Key<Words> = Key {
    name: "voice",
    kind: Words,
    otherwise: String::new,
    doc: "File of the Japanese voice (.htsvoice). Empty: where scripts/voices puts it.",
};
pub(in crate::config) static VOICE_HEADPHONES: Key<Words> = Key {
    name: "headphones",
    kind: Words,
    otherwise: String::new,
    doc: "A file that holds 1 while headphones are plugged in, as of a switch. Empty: the sound card says it.",
};
pub(in crate::config) static VOICE_PRIVATE: Key<Flag> = Key {
    name: "private",
    kind: Flag,
    otherwise: || false,
    doc: "Whether only the one in front hears it: a handset, or headphones that stay plugged in. Else numbers and answers are not said aloud.",
};
