//! The client's address: the peer's, or the one that a trusted proxy reports.

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use ipnet::{IpNet, Ipv6Net};

/// The one warning about a proxy that is not trusted.
static WARNED: Once = Once::new();

/// Returns the client's address. `X-Forwarded-For` is read from the right, only past addresses of
/// trusted proxies: anyone may have written what is further left.
pub fn address(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpNet]) -> String {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let Some(peer) = peer else { return String::new() };
    let forwarded = headers.get_all("x-forwarded-for").iter();
    let forwarded: Vec<&str> =
        forwarded.filter_map(|value| value.to_str().ok()).flat_map(|v| v.split(',')).collect();
    if !forwarded.is_empty() && !is_ours(&peer, trusted) && is_near(peer.to_canonical()) {
        warn_once(peer.to_canonical());
    }
    client_address(peer, &forwarded, trusted).to_canonical().to_string()
}

/// Tells whether an address is of this machine or of a private network, where a proxy stands:
/// anyone else may write `X-Forwarded-For`.
fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(peer) => peer.is_private() || peer.is_loopback() || peer.is_link_local(),
        IpAddr::V6(peer) => {
            peer.is_unique_local() || peer.is_loopback() || peer.is_unicast_link_local()
        }
    }
}

/// Warns that a proxy seems to be in front that is not trusted: everyone behind it would share its
/// limits, and stand in histories with its address.
fn warn_once(peer: IpAddr) {
    WARNED.call_once(|| {
        tracing::warn!(
            event = "proxy_not_trusted",
            %peer,
            "a proxy sends X-Forwarded-For and is not trusted; if it is yours, name it in \
             trusted_proxies (CALLBOOK_TRUSTED_PROXIES)"
        );
    });
}

fn is_ours(address: &IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|net| net.contains(&address.to_canonical()))
}

/// Returns the network of an address that stands for one customer: the first 64 bits of an IPv6
/// address, a whole IPv4 address.
pub fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => {
            let net = Ipv6Net::new(address, 64).map(|net| net.trunc().to_string());
            net.unwrap_or_else(|_| address.to_string())
        }
        _ => address.to_owned(),
    }
}

fn client_address(peer: IpAddr, forwarded: &[&str], trusted: &[IpNet]) -> IpAddr {
    let mut client = peer;
    for hop in forwarded.iter().rev() {
        match hop_address(hop) {
            Some(before) if is_ours(&client, trusted) => client = before,
            _ => break,
        }
    }
    client
}

/// Parses an address as proxies write it: bare, with a port, in brackets or in quotes.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim().trim_matches('"');
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.unwrap_or(hop).parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &str) -> String {
        let trusted: Vec<IpNet> = trusted.split(' ').filter_map(|net| net.parse().ok()).collect();
        client_address(peer.parse().unwrap(), forwarded, &trusted).to_string()
    }

    #[test]
    fn a_customer_of_ipv6_is_one_network() {
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("198.51.100.7"), network("198.51.100.8"));
    }

    #[test]
    fn a_stranger_cannot_say_who_they_are() {
        assert_eq!(seen("203.0.113.9", &["10.0.0.1"], ""), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["127.0.0.1"], "10.0.0.0/8"), "203.0.113.9");
    }

    #[test]
    fn a_trusted_proxy_is_believed_and_no_further() {
        let trusted = "10.0.0.0/8";
        assert_eq!(seen("10.0.0.1", &["198.51.100.7"], trusted), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &["1.2.3.4", "198.51.100.7"], trusted), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &["198.51.100.7", "10.0.0.2"], trusted), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &["nonsense"], trusted), "10.0.0.1");
    }

    #[test]
    fn a_proxy_may_write_ports_brackets_and_quotes() {
        for (written, meant) in [
            ("203.0.113.7:51234", "203.0.113.7"),
            ("\"203.0.113.7\"", "203.0.113.7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("[2001:db8::7]:443", "2001:db8::7"),
            ("\"[2001:db8::7]:443\"", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
        ] {
            assert_eq!(seen("10.0.0.1", &[written], "10.0.0.0/8"), meant, "{written}");
        }
        for nonsense in ["203.0.113.7:", "[2001:db8::7", "203.0.113.7:99999", "[]", "\""] {
            assert_eq!(seen("10.0.0.1", &[nonsense], "10.0.0.0/8"), "10.0.0.1", "{nonsense}");
        }
    }
}
