//! URLs of settings: the public one, and those that may hold a password.

use std::net::IpAddr;

use anyhow::{anyhow, ensure};
use url::{Host, Url};

/// The advice about a password that a URL cannot hold as it is.
const ENCODE: &str = "percent-encode these characters in its user and password: / is %2F, ? is \
    %3F, # is %23, @ is %40, : is %3A";

/// An http(s) origin without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Returns the origin of this machine at a port.
    pub fn local(port: u16) -> Self {
        Self(format!("http://localhost:{port}"))
    }

    /// Returns the origin, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the host, without a port.
    pub fn host(&self) -> &str {
        let authority = self.0.split_once("://").map_or(self.as_str(), |(_, rest)| rest);
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        }
    }

    /// Tells whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        is_loopback_host(self.host())
    }

    /// Tells whether it is https, so that cookies are `Secure` and HSTS is sent.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// Tells whether a host, without a port, is a name or an address of this machine (RFC 6761 §6.3).
pub fn is_loopback_host(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match address {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

/// Parses an origin, as browsers write it.
///
/// # Errors
/// When it is something else, with what it must be.
pub fn parse_public_url(text: &str) -> Result<PublicUrl, String> {
    let wrong = || "must be http://host[:port] or https://host[:port], without a path".to_owned();
    let url = Url::parse(text.trim()).map_err(|_| wrong())?;
    let is_origin = url.username().is_empty()
        && url.password().is_none()
        && url.port() != Some(0)
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_origin {
        return Err(wrong());
    }
    let unspecified = match url.host() {
        Some(Host::Ipv4(address)) => address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_unspecified(),
        _ => false,
    };
    if unspecified {
        return Err("must be a name or address under which browsers reach Callbook; 0.0.0.0 and \
                    [::] are only for the setting listen"
            .to_owned());
    }
    Ok(PublicUrl(url.origin().ascii_serialization()))
}

/// Parses a URL that may hold a password. A password that was pasted without percent-encoding may
/// contain a sign that ends it early, and the rest would name another host: that is an error.
///
/// # Errors
/// When the URL is invalid, with what to do, and never with a part of the URL.
pub fn read_url(text: &str) -> anyhow::Result<Url> {
    let (_, rest) = text.split_once("://").ok_or_else(|| {
        anyhow!(
            "it is not a URL; a URL begins with, for example, smtps:// or \
            postgres://"
        )
    })?;
    ensure!(
        !text.contains(|c: char| c.is_whitespace() || c.is_control()),
        "it contains a space or a line break; {ENCODE}, and a space is %20"
    );
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_cut = rest.contains('#')
        || (!authority.is_empty() && path.contains('@'))
        || (rest.starts_with('?') && rest.contains('@'))
        || query.split('&').any(|option| option.contains('@') && !option.contains('='));
    ensure!(!is_cut, "a /, ? or # ends its host too early; {ENCODE}");
    let url = Url::parse(text).map_err(|why| match why {
        url::ParseError::InvalidPort => {
            anyhow!("its port is invalid: it must be a number from 1 to 65535; {ENCODE}")
        }
        why => anyhow!("it is not a URL: {why}"),
    })?;
    ensure!(url.port() != Some(0), "its port is invalid: it must be a number from 1 to 65535");
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        assert!(parse_public_url("https://Callbook.example/").is_ok_and(|url| url.is_https()));
        for bad in [
            "callbook.example",
            "ftp://x",
            "https://x/path",
            "https://x?q",
            "https://x#top",
            "https://u:p@x",
            "https://x:0",
            "https://x:99999",
            "http://0.0.0.0:8080",
            "http://[::]",
            "",
        ] {
            assert!(parse_public_url(bad).is_err(), "{bad}");
        }
        for local in
            ["http://localhost:8080", "http://127.0.0.2", "http://[::1]:80", "http://a.localhost"]
        {
            assert!(parse_public_url(local).is_ok_and(|url| url.is_loopback()), "{local}");
        }
        for far in
            ["http://localhost.example", "http://127.0.0.1.example", "http://[::2]", "http://lan"]
        {
            assert!(parse_public_url(far).is_ok_and(|url| !url.is_loopback()), "{far}");
        }
        for (given, origin) in [
            ("https://bücher.example:443/", "https://xn--bcher-kva.example"),
            (" http://Host:8080 ", "http://host:8080"),
        ] {
            assert_eq!(parse_public_url(given).unwrap().as_str(), origin);
        }
    }

    #[test]
    fn a_password_that_would_change_the_host_is_refused_and_not_repeated() {
        for bad in [
            "smtps://user:hu#sh@mail.example",
            "smtps://user:1234#sh@mail.example",
            "smtps://user:hu/sh@mail.example",
            "smtps://user:h@u/sh@mail.example",
            "smtps://user:12?sh@mail.example",
            "smtps://user:12/3?sh@mail.example/",
            "smtps://user:hush@mail.example:99999",
            "smtps://user:hu sh@mail.example",
            "user:hush@mail.example",
        ] {
            let error = read_url(bad).expect_err(bad).to_string();
            assert!(!error.contains("sh@") && !error.contains("hush"), "{bad}: {error}");
        }
        for fine in [
            "smtps://user:hu%23sh@mail.example",
            "postgres:///callbook?host=/run/postgresql&user=me@corp",
            "postgres://db:5432/callbook?user=me@corp",
            "smtp://user:h@sh@mail.example:2525?tls=off",
        ] {
            assert!(read_url(fine).is_ok(), "{fine}");
        }
    }
}
