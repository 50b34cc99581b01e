//! `callbook openapi`: prints the OpenAPI document of an API.

use super::print;
use crate::api::reference;
use crate::platform::config::Config;

pub fn run(config: &Config, v1: bool) -> anyhow::Result<()> {
    let url = config.public_url();
    let api = if v1 { reference::v1(url.as_str()) } else { reference::v4(url.as_str()) };
    print(&format!("{}\n", api.to_pretty_json()?))
}
