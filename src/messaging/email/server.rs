//! The mail server of a URL: its host, its encryption, and the credentials.

use anyhow::{Context, bail, ensure};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use percent_encoding::percent_decode_str;
use url::Url;

/// A mail server.
pub struct Server {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub credentials: Option<Credentials>,
}

/// The encryption of a connection to a mail server.
pub enum Tls {
    /// Plain text, as the URL asks for.
    Off,
    /// STARTTLS, which is required (RFC 3207).
    Raised(TlsParameters),
    /// Implicit TLS (RFC 8314).
    FromTheStart(TlsParameters),
}

impl Server {
    /// Parses the server's URL. Its certificate must be signed by the given authority, or else by a
    /// public one.
    ///
    /// # Errors
    /// When the URL is invalid, with what to do; the URL, which holds a password, is not repeated.
    pub fn at(url: &Url, authority: Option<Certificate>) -> anyhow::Result<Self> {
        ensure!(matches!(url.scheme(), "smtps" | "smtp"), "it must begin with smtps:// or smtp://");
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.context("it has no host: smtps://user:password@host")?;
        let host = host.trim_matches(['[', ']']).to_owned();
        ensure!(matches!(url.path(), "" | "/"), "it has a path; end it after the host or the port");
        let options: Vec<_> = url.query_pairs().collect();
        let off = match options.as_slice() {
            [] => false,
            [(name, value)] if name == "tls" && value == "off" => true,
            _ => bail!("its only option is tls=off"),
        };
        let tls = || {
            let mut tls = TlsParameters::builder(host.clone());
            if let Some(authority) = authority {
                let none = tls.certificate_store(CertificateStore::None);
                tls = none.add_root_certificate(authority);
            }
            anyhow::Ok(tls.build_rustls()?)
        };
        let is_smtps = url.scheme() == "smtps";
        match (is_smtps, off, url.port()) {
            (true, true, _) => bail!("smtps:// always uses TLS; use smtp:// with tls=off"),
            (true, false, Some(25 | 587)) => {
                bail!("servers expect STARTTLS on this port: use smtp://")
            }
            (false, false, Some(465)) => {
                bail!("servers expect implicit TLS on this port: use smtps://")
            }
            _ => {}
        }
        let (default_port, tls) = match (is_smtps, off) {
            (true, _) => (465, Tls::FromTheStart(tls()?)),
            (false, true) => (25, Tls::Off),
            (false, false) => (587, Tls::Raised(tls()?)),
        };
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (_, None) => bail!("it has a user but no password: smtps://user:password@host"),
            (user, Some(password)) => Some(Credentials::new(decoded(user)?, decoded(password)?)),
        };
        ensure!(
            credentials.is_none() || !matches!(tls, Tls::Off),
            "a password is never sent unencrypted: leave tls=off out, or the password"
        );
        let port = url.port().unwrap_or(default_port);
        Ok(Self { host, port, tls, credentials })
    }
}

fn decoded(text: &str) -> anyhow::Result<String> {
    let text = percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| anyhow::anyhow!("the percent-decoded user or password is not valid UTF-8"))?;
    Ok(text.into_owned())
}
