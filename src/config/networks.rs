//! Addresses and networks of other machines, as `kiosk.toml` names them.

use core::net::IpAddr;

use ipnet::IpNet;
use toml_edit::Item;

use super::kinds::{Complaint, Kind, each_text};

/// Addresses of machines, or of the networks they are in. An empty list is none.
pub(super) struct Networks;

impl Kind for Networks {
    type Value = Vec<IpNet>;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Vec<IpNet>> {
        each_text(self, item, wrong, |text, at, wrong| {
            let one = || text.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            let network = text.parse::<IpNet>().or_else(|_| one());
            if network.is_err() {
                wrong.push(Complaint {
                    at,
                    what: format!("\"{text}\" is neither an address nor a network in numbers."),
                    remedy: "Write it as 192.0.2.7, 10.0.0.0/24, 2001:db8::7 or 2001:db8::/32.".to_owned(),
                });
            }
            network.ok()
        })
    }

    fn needs(&self) -> String {
        "a list of addresses such as [\"192.0.2.7\", \"10.0.0.0/24\"]".to_owned()
    }
}
