//! Styles, scripts and icons: built in, named by their content, compressed once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::OnceLock;

use anyhow::Context;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;

use super::errors::{Error, Result};
use super::gate::Anyone;
use super::routes::Routes;
use super::{App, paths};
use crate::platform::secrets;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The style sheets of every page, in the order of their layers; served as one.
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
    "css/print.css",
];

/// The name the styles are asked for by.
const STYLE: &str = "css/callbook.css";

/// The scripts of our own, one a behaviour, each of which looks for what it is about; served as one.
const SCRIPTS: &[&str] = &[
    "js/menu.js",
    "js/card.js",
    "js/find.js",
    "js/rail.js",
    "js/copy.js",
    "js/countdown.js",
    "js/print.js",
    "js/reveal.js",
    "js/passkey.js",
    "js/zone.js",
    "js/example.js",
];

/// The name the scripts are asked for by.
const SCRIPT: &str = "js/callbook.js";

/// Writes bytes in fewer.
type Compress = fn(&[u8]) -> std::io::Result<Vec<u8>>;

/// The codings by name, the one that comes out smallest first.
const CODINGS: [(&str, Compress); 2] = [("br", brotlied), ("gzip", gzipped)];

struct Asset {
    kind: &'static str,
    plain: Bytes,
    /// What it is in each of the codings, where that is less: made when it is first asked for, for
    /// brotli at its best would hold up every start.
    coded: [OnceLock<Option<Bytes>>; CODINGS.len()],
}

impl Asset {
    /// The first of the codings that is taken and worth it, by name, and the asset in it.
    fn coded(&self, is_taken: impl Fn(&str) -> bool) -> Option<(&'static str, &Bytes)> {
        let codings = CODINGS.iter().zip(&self.coded);
        codings.filter(|((name, _), _)| is_taken(name)).find_map(|((name, compress), kept)| {
            // Writing into memory does not fail; were it to, there is the plain one.
            let make = || compress(&self.plain).ok().filter(|small| small.len() < self.plain.len());
            Some((*name, kept.get_or_init(|| make().map(Bytes::from)).as_ref()?))
        })
    }
}

/// All assets, by what templates call them and by what browsers do.
pub struct Assets {
    urls: HashMap<String, String>,
    by_path: HashMap<String, Asset>,
}

impl Assets {
    /// Reads and names them.
    ///
    /// # Errors
    /// When a style sheet or script that is listed is not there.
    pub fn load() -> anyhow::Result<Self> {
        let mut assets = Self { urls: HashMap::new(), by_path: HashMap::new() };
        let mut styles = Vec::new();
        for path in STYLES {
            styles.extend(Files::get(path).context(*path)?.data.iter());
        }
        assets.add(STYLE, styles)?;
        let mut scripts = Vec::new();
        for path in SCRIPTS {
            // Names of one are not names of another.
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
        let plain = plain.into();
        let kind = kind(path).context("a file of unknown kind")?;
        self.urls.insert(path.to_owned(), paths::ASSET.replace("{*path}", &name));
        self.by_path.insert(name, Asset { kind, plain, coded: Default::default() });
        Ok(())
    }

    /// Where the file is served. A test walks every page and asks for what it names.
    pub fn url(&self, path: &str) -> &str {
        self.urls.get(path).map_or("", String::as_str)
    }
}

fn gzipped(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

fn brotlied(mut plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut plain, &mut small, &BrotliEncoderParams::default())?;
    Ok(small)
}

fn kind(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        _ => return None,
    })
}

/// Whether a path is one of an asset.
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
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = |coding: &str| accepted.is_some_and(|accepted| accepted.contains(coding));
    let coded = asset.coded(takes);
    let mut answer = coded.map_or(&asset.plain, |(_, small)| small).clone().into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some((coding, _)) = coded {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(answer)
}
