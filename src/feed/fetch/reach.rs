//! How far a fetcher may reach that others tell what to fetch: staff in a browser, not whoever looks
//! after the machine. Otherwise an address could lead it to what only this machine may see.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::error::RefusedRedirect;

/// Which addresses are out of bounds: this machine itself, what answers on the cable alone (where
/// clouds keep their secrets), and the own server. Clones share it.
#[derive(Clone, Debug)]
pub struct Reach(Arc<Bounds>);

#[derive(Debug)]
struct Bounds {
    /// Host and port under which this server itself is known.
    own: Option<(String, u16)>,
    /// The one who looks after the machine lets it reach everything but itself.
    near: AtomicBool,
}

impl Reach {
    /// Everything but this machine and the server at this address.
    pub fn far(own: Option<&Url>) -> Reach {
        let own = own.and_then(|url| Some((url.host_str()?.to_lowercase(), url.port_or_known_default()?)));
        Reach(Arc::new(Bounds { own, near: AtomicBool::new(false) }))
    }

    /// Lets it reach this machine too, or not.
    pub fn allow_near(&self, allowed: bool) {
        self.0.near.store(allowed, Ordering::Relaxed);
    }

    /// Whether an address is out of bounds, as far as it says so itself.
    pub fn refuses(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default().to_lowercase();
        let port = url.port_or_known_default().unwrap_or_default();
        if self.0.own.as_ref().is_some_and(|(own, at)| *own == host && *at == port) {
            return true;
        }
        let bare = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        match bare.parse::<IpAddr>() {
            Ok(address) => self.refuses_ip(address),
            Err(_) => self.is_bounded() && (bare == "localhost" || bare.ends_with(".localhost")),
        }
    }

    fn is_bounded(&self) -> bool {
        !self.0.near.load(Ordering::Relaxed)
    }

    fn refuses_ip(&self, address: IpAddr) -> bool {
        self.is_bounded() && is_of_this_machine(address)
    }
}

/// Loopback, link-local, and what is nobody's address.
fn is_of_this_machine(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || v4.is_broadcast()
                || v4.octets().first() == Some(&0)
        }
        IpAddr::V6(v6) => {
            // What stands for an IPv4 address inside a network that has none.
            let inner = match v6.segments() {
                [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
                    Some(Ipv4Addr::new(a, b, c, d))
                }
                _ => None,
            };
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || v6.is_unicast_link_local()
                || inner.is_some_and(|inner| is_of_this_machine(inner.into()))
        }
    }
}

/// Looks names up, and leaves out the addresses that are out of bounds. What is connected to is one
/// of those that were looked at, so a name that changes its mind in between gains nothing.
impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.clone();
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            let within: Vec<SocketAddr> =
                found.iter().copied().filter(|address| !reach.refuses_ip(address.ip())).collect();
            if within.is_empty() && !found.is_empty() {
                return Err(RefusedRedirect::TooNear(host).into());
            }
            Ok(Box::new(within.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reach: &Reach, address: &str, refused: bool) {
        assert_eq!(reach.refuses(&Url::parse(address).unwrap()), refused, "{address}");
    }

    #[test]
    fn this_machine_is_out_of_bounds_however_it_is_written() {
        let reach = Reach::far(None);
        for address in [
            "http://127.0.0.1/a.ics",
            "http://127.9.9.9:8168/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:169.254.169.254]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[fe80::1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://x.localhost/",
            "http://224.0.0.1/",
        ] {
            check(&reach, address, true);
        }
        for address in ["https://calendar.example/a.ics", "http://192.168.1.7/a.ics", "http://[2001:db8::1]/"]
        {
            check(&reach, address, false);
        }
    }

    #[test]
    fn the_server_itself_stays_out_of_bounds_when_the_machine_is_not() {
        let reach = Reach::far(Some(&Url::parse("http://127.0.0.1:8168").unwrap()));
        reach.allow_near(true);
        check(&reach, "http://127.0.0.1:8168/calendar.ics", true);
        check(&reach, "http://127.0.0.1:9000/calendar.ics", false);
        let reach = Reach::far(Some(&Url::parse("https://hub.example").unwrap()));
        check(&reach, "https://HUB.example:443/calendar.ics", true);
        check(&reach, "https://hub.example:8443/calendar.ics", false);
    }

    #[tokio::test]
    async fn a_name_that_leads_here_is_refused_when_it_is_looked_up() {
        let reach = Reach::far(None);
        let refused = reach.resolve("localhost".parse().unwrap()).await.err().unwrap();
        assert!(refused.downcast_ref::<RefusedRedirect>().is_some(), "{refused}");
        reach.allow_near(true);
        assert!(reach.resolve("localhost".parse().unwrap()).await.is_ok());
    }
}
