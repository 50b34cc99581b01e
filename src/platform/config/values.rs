//! Parsers of settings that are not plain texts.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

/// Parses an address and a port to listen on.
pub fn parse_listen(text: &str) -> Result<SocketAddr, String> {
    text.trim().parse().map_err(|_| {
        "must be an IP address and a port up to 65535, like 127.0.0.1:8080, or 0.0.0.0:8080 for every \
         address of this machine"
            .to_owned()
    })
}

/// Parses the maximum number of codes in 24 hours.
pub fn parse_codes(text: &str) -> Result<i64, String> {
    let number = text.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "must be a whole number from 1 up, like 1000".to_owned())
}

/// Parses a setting that is on or off.
pub fn parse_switch(text: &str) -> Result<bool, String> {
    text.trim().parse().map_err(|_| "must be true or false".to_owned())
}

/// Parses a network or an address of reverse proxies, but not the network of every address.
pub fn parse_network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    let network = text.parse::<IpNet>().or_else(|_| alone()).map_err(|_| {
        "must be networks like 10.0.0.0/8 or addresses, separated by commas".to_owned()
    })?;
    match network.prefix_len() {
        0 => {
            Err("must name the proxies: with every address trusted, anyone can claim to come from \
                  anywhere"
                .to_owned())
        }
        _ => Ok(network),
    }
}

/// Parses the code of a country (ISO 3166-1 alpha-2).
pub fn parse_country(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        true => Ok(code),
        false => Err("must be codes of two letters, like NL,BE, separated by commas".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_a_network_or_an_address_whatever_blanks_are_around_it() {
        let parsed = |text: &str| parse_network(text).map(|network| network.to_string());
        assert_eq!(parsed("10.0.0.0/8").as_deref(), Ok("10.0.0.0/8"));
        assert_eq!(parsed(" 127.0.0.1 ").as_deref(), Ok("127.0.0.1/32"));
        assert_eq!(parsed("::1").as_deref(), Ok("::1/128"));
        for bad in ["", "proxy", "10.0.0.0/33", "0.0.0.0/0", "::/0"] {
            assert!(parse_network(bad).is_err(), "{bad}");
        }
    }
}
