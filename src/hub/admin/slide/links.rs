//! Whether a link answers. Asked only when somebody wants it, and only of machines that everybody
//! can reach: never of this one or its neighbours.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::{Client, Url, redirect};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why it is not known whether a link answers, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No address of the web.
    Address,
    /// There is no such name.
    Name,
    /// It leads to this machine or its neighbours.
    Inside,
    /// No answer in time, or none at all.
    Silent,
}

impl Trouble {
    /// The message that says it.
    pub fn key(self) -> &'static str {
        match self {
            Trouble::Address => "schedule-mend-url",
            Trouble::Name => "schedule-link-name",
            Trouble::Inside => "schedule-link-inside",
            Trouble::Silent => "schedule-link-silent",
        }
    }
}

/// Whether everybody can reach it, as far as its number says.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || ip.is_unspecified()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4() {
        return is_public_v4(inner);
    }
    let [first, second, ..] = ip.segments();
    // 64:ff9b::/96 and 2002::/16 carry an address of the older kind inside.
    let carries = (first == 0x64 && second == 0xff9b) || first == 0x2002 || (first == 0x2001 && second == 0);
    let documentation = first == 0x2001 && second == 0xdb8;
    let global = (0x2000..0x4000).contains(&first);
    global && !carries && !documentation
}

/// Whether a machine is one that everybody can reach.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// The status with which a link answers. A way further is an answer too, and is not followed.
///
/// # Errors
/// When it cannot be asked, or does not answer.
pub async fn answers(url: &str) -> Result<u16, Trouble> {
    let url = Url::parse(url).map_err(|_| Trouble::Address)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Trouble::Address);
    }
    let host = url.host_str().ok_or(Trouble::Address)?.trim_matches(['[', ']']).to_owned();
    let port = url.port_or_known_default().ok_or(Trouble::Address)?;
    let looking = tokio::net::lookup_host((host.as_str(), port));
    let found = tokio::time::timeout(PATIENCE, looking).await.map_err(|_| Trouble::Name)?;
    let addresses: Vec<SocketAddr> = found.map_err(|_| Trouble::Name)?.collect();
    if addresses.is_empty() {
        return Err(Trouble::Name);
    }
    if !addresses.iter().all(|address| is_public(address.ip())) {
        return Err(Trouble::Inside);
    }
    // The first caller in the process wins; all of them want the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // The numbers that were looked at are the ones that are asked: a name may answer otherwise
    // the second time.
    let client = Client::builder()
        .user_agent(concat!("hiroba/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .resolve_to_addrs(&host, &addresses)
        .build()
        .map_err(|_| Trouble::Silent)?;
    let answer = client.get(url).send().await.map_err(|_| Trouble::Silent)?;
    Ok(answer.status().as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, public: bool) {
        assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
    }

    #[test]
    fn only_machines_that_everybody_can_reach_are_asked() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            check(inside, false);
        }
        for outside in ["8.8.8.8", "203.0.114.1", "2606:4700::1111"] {
            check(outside, true);
        }
    }

    #[tokio::test]
    async fn what_leads_inside_is_not_asked() {
        assert_eq!(answers("http://127.0.0.1:1/").await, Err(Trouble::Inside));
        assert_eq!(answers("http://[::1]/").await, Err(Trouble::Inside));
        assert_eq!(answers("http://localhost/").await, Err(Trouble::Inside));
        assert_eq!(answers("file:///etc/passwd").await, Err(Trouble::Address));
        assert_eq!(answers("not an address").await, Err(Trouble::Address));
    }
}
