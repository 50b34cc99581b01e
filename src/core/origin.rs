//! The origin of a request: its address, network and browser.

/// The origin of a request, as far as it can be trusted.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, Default)]
pub struct Origin {
    /// The network of the address, by which attempts are counted.
    pub network: String,
    pub address: String,
    /// The `User-Agent`.
    pub agent: String,
}
