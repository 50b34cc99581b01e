//! Where a request comes from, as far as it can be believed.

/// Where a request comes from, as far as it can be believed.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, Default)]
pub struct Origin {
    /// The network of the address, by which tries are counted.
    pub network: String,
    pub address: String,
    /// The browser, in its own words.
    pub agent: String,
}
