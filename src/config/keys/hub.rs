//! The keys of `[hub]`.

use super::super::kinds::{Flag, Whole, Words};
use super::super::networks::Networks;
use super::{Key, Section, once};

pub(in crate::config) static HUB: Section = once(
    "hub",
    &[
        &HUB_ADDRESS,
        &HUB_LISTEN,
        &HUB_PUBLIC_ADDRESS,
        &HUB_DATABASE,
        &HUB_CERTIFICATE,
        &HUB_KEY,
        &HUB_BACKUPS,
        &HUB_KEEP_BACKUPS,
        &HUB_METRICS_TOKEN,
        &HUB_NEAR_CALENDARS,
        &HUB_PROXIES,
    ],
);

pub(in crate::config) static HUB_ADDRESS: Key<Words> = Key {
    name: "address",
    kind: Words,
    otherwise: String::new,
    doc: "Another machine's hub, http(s)://...; the screen then shows a code to pair with. Empty: a hub of its own.",
};
pub(in crate::config) static HUB_LISTEN: Key<Words> = Key {
    name: "listen",
    kind: Words,
    otherwise: || "127.0.0.1:8168".to_owned(),
    doc: "Where staff's browsers find the hub of this machine. 0.0.0.0:8168: from other machines too.",
};
pub(in crate::config) static HUB_PUBLIC_ADDRESS: Key<Words> = Key {
    name: "public_address",
    kind: Words,
    otherwise: String::new,
    doc: "How others reach it, for links and QR codes, when that is not what `listen` says.",
};
pub(in crate::config) static HUB_DATABASE: Key<Words> = Key {
    name: "database",
    kind: Words,
    otherwise: String::new,
    doc: "A file, or postgres://... Empty: hub.sqlite beside the records.",
};
pub(in crate::config) static HUB_CERTIFICATE: Key<Words> = Key {
    name: "certificate",
    kind: Words,
    otherwise: String::new,
    doc: "File of the TLS certificate (PEM). Empty: no TLS, for this machine alone or behind a proxy.",
};
pub(in crate::config) static HUB_KEY: Key<Words> = Key {
    name: "key",
    kind: Words,
    otherwise: String::new,
    doc: "File of the key that belongs to the certificate (PEM).",
};
pub(in crate::config) static HUB_BACKUPS: Key<Words> = Key {
    name: "backups",
    kind: Words,
    otherwise: String::new,
    doc: "Folder of the daily copies of the database; another disk is best. Empty: backups beside it.",
};
pub(in crate::config) static HUB_KEEP_BACKUPS: Key<Whole> = Key {
    name: "keep_backups",
    kind: Whole { range: (0, 1000), unit: "copies" },
    otherwise: || 14,
    doc: "How many daily copies are kept. 0: none is made.",
};
pub(in crate::config) static HUB_METRICS_TOKEN: Key<Words> = Key {
    name: "metrics_token",
    kind: Words,
    otherwise: String::new,
    doc: "With this token other machines may read /metrics. Empty: this machine alone.",
};
pub(in crate::config) static HUB_NEAR_CALENDARS: Key<Flag> = Key {
    name: "near_calendars",
    kind: Flag,
    otherwise: || false,
    doc: "Staff may subscribe to calendars on this machine itself too (127.0.0.1, 169.254...).",
};
pub(in crate::config) static HUB_PROXIES: Key<Networks> = Key {
    name: "proxies",
    kind: Networks,
    otherwise: Vec::new,
    doc: "Proxies on other machines that say for whom they ask (X-Forwarded-For): [\"192.0.2.7\", \"10.0.0.0/24\"].",
};
