//! Styles, scripts and icons: built in, named by a hash of their content, compressed once.

use std::collections::HashMap;

use anyhow::Context;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use rust_embed::RustEmbed;

use super::constant::Constant;
use super::errors::{Error, Result};
use super::gate::Anyone;
use super::routes::Routes;
use super::{App, paths};
use crate::platform::secrets;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The style sheets of every page, in the order of their layers; served as one file.
const STYLES: &[&str] = &[
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/card.css",
    "css/field.css",
    "css/button.css",
    "css/row.css",
    "css/steps.css",
    "css/progress.css",
    "css/notice.css",
    "css/summary.css",
    "css/print.css",
];

/// The asset name of the style sheet.
const STYLE: &str = "css/callbook.css";

/// Our own scripts, one for each behaviour, each of which finds its own elements; served as one
/// file.
const SCRIPTS: &[&str] = &[
    "js/menu.js",
    "js/card.js",
    "js/find.js",
    "js/rail.js",
    "js/copy.js",
    "js/languages.js",
    "js/countdown.js",
    "js/print.js",
    "js/reveal.js",
    "js/passkey.js",
    "js/zone.js",
    "js/example.js",
    "js/upload.js",
];

/// The asset name of the script.
const SCRIPT: &str = "js/callbook.js";

/// All assets, by the name in templates and by the name in URLs.
pub struct Assets {
    urls: HashMap<String, String>,
    by_path: HashMap<String, Constant>,
}

impl Assets {
    /// Reads the built-in files and names them.
    ///
    /// # Errors
    /// When a listed style sheet or script is missing.
    pub fn load() -> anyhow::Result<Self> {
        let mut assets = Self { urls: HashMap::new(), by_path: HashMap::new() };
        let mut styles = Vec::new();
        for path in STYLES {
            styles.extend(Files::get(path).context(*path)?.data.iter());
        }
        assets.add(STYLE, styles)?;
        let mut scripts = Vec::new();
        for path in SCRIPTS {
            // Each script has a scope of its own.
            scripts.extend(b"(() => {\n");
            scripts.extend(Files::get(path).context(*path)?.data.iter());
            scripts.extend(b"})();\n");
        }
        assets.add(SCRIPT, scripts)?;
        let joined = |path: &str| STYLES.contains(&path) || SCRIPTS.contains(&path);
        for path in Files::iter().filter(|path| !joined(path) && kind(path).is_some()) {
            let file = Files::get(&path).context("a listed file")?;
            assets.add(&path, file.data.into_owned())?;
        }
        Ok(assets)
    }

    fn add(&mut self, path: &str, plain: Vec<u8>) -> anyhow::Result<()> {
        let (stem, ending) = path.rsplit_once('.').context("a name without an ending")?;
        let print = secrets::encode(&secrets::digest(&plain)[..9]);
        let name = format!("{stem}.{print}.{ending}");
        let kind = kind(path).context("a file of unknown kind")?;
        self.urls.insert(path.to_owned(), paths::ASSET.replace("{*path}", &name));
        self.by_path.insert(name, Constant::built_in(kind, plain));
        Ok(())
    }

    /// Returns the URL of an asset. A test walks every page and requests each asset that it names.
    pub fn url(&self, path: &str) -> &str {
        self.urls.get(path).map_or("", String::as_str)
    }
}

fn kind(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        _ => return None,
    })
}

/// Tells whether a path is an asset's.
pub fn is_asset(path: &str) -> bool {
    paths::ASSET.strip_suffix("{*path}").is_some_and(|folder| path.starts_with(folder))
}

/// The route of all assets.
pub fn routes() -> Routes {
    Routes::new().get(paths::ASSET, show)
}

async fn show(
    _: Anyone,
    State(app): State<App>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let asset = app.assets.by_path.get(&path).ok_or(Error::NotFound)?;
    Ok(asset.answer(&headers, "public, max-age=31536000, immutable", "accept-encoding"))
}
