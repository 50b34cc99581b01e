//! Answers that are the same for everyone: made once, compressed once, identified by an ETag.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::errors::Result;
use crate::platform::i18n::Lang;
use crate::platform::secrets;

/// Compresses bytes with an effort.
type Compress = fn(&[u8], Effort) -> std::io::Result<Vec<u8>>;

/// How hard bytes are compressed.
#[derive(Clone, Copy, Debug)]
enum Effort {
    /// The smallest result: for files that are part of every first visit.
    Most,
    /// A fast result: for answers that a request itself compresses.
    Moderate,
}

/// The content codings by name, the one with the smallest result first.
const CODINGS: [(&str, Compress); 2] = [("br", brotlied), ("gzip", gzipped)];

/// Bytes that do not change while the program runs.
pub struct Constant {
    kind: &'static str,
    effort: Effort,
    plain: Bytes,
    /// Weak, because it stands for the bytes in every coding (RFC 9110 §8.8.3).
    etag: String,
    /// The bytes in each coding, where that is smaller. Compressed on the first request that
    /// accepts the coding: brotli at its best would delay every start.
    coded: [OnceLock<Option<Bytes>>; CODINGS.len()],
}

impl Constant {
    /// Makes a constant from bytes that a request has produced.
    pub fn new(kind: &'static str, plain: Vec<u8>) -> Self {
        Self::with(Effort::Moderate, kind, plain)
    }

    /// Makes a constant from bytes that are built in.
    pub fn built_in(kind: &'static str, plain: Vec<u8>) -> Self {
        Self::with(Effort::Most, kind, plain)
    }

    fn with(effort: Effort, kind: &'static str, plain: Vec<u8>) -> Self {
        let etag = format!("W/\"{}\"", secrets::encode(&secrets::digest(&plain)[..12]));
        Self { kind, effort, plain: plain.into(), etag, coded: Default::default() }
    }

    /// Returns the bytes as markup that a template has produced, to embed in a page.
    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.plain).unwrap_or_default()
    }

    /// Returns the smallest accepted coding and the bytes in it; `None` when no accepted coding is
    /// smaller than the plain bytes.
    fn coded(&self, is_taken: impl Fn(&str) -> bool) -> Option<(&'static str, &Bytes)> {
        let codings = CODINGS.iter().zip(&self.coded);
        codings.filter(|((name, _), _)| is_taken(name)).find_map(|((name, compress), kept)| {
            // Writing to memory does not fail; if it did, the plain bytes would be sent.
            let make = || {
                compress(&self.plain, self.effort)
                    .ok()
                    .filter(|small| small.len() < self.plain.len())
            };
            Some((*name, kept.get_or_init(|| make().map(Bytes::from)).as_ref()?))
        })
    }

    /// Answers a request with these headers. `caching` is the value of `Cache-Control`, `varies`
    /// names the headers that the answer depends on.
    pub fn answer(
        &self,
        asked: &HeaderMap,
        caching: &'static str,
        varies: &'static str,
    ) -> Response {
        let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
        let is_known = text(IF_NONE_MATCH).is_some_and(|known| {
            known.split(',').any(|one| one.trim() == self.etag || one.trim() == "*")
        });
        let takes =
            |coding: &str| text(ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains(coding));
        let coded = self.coded(takes).filter(|_| !is_known);
        let mut answer = match is_known {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => coded.map_or(&self.plain, |(_, small)| small).clone().into_response(),
        };
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        headers.insert(VARY, HeaderValue::from_static(varies));
        if let Ok(etag) = HeaderValue::from_str(&self.etag) {
            headers.insert(ETAG, etag);
        }
        if let Some((coding, _)) = coded {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        answer
    }
}

fn gzipped(plain: &[u8], _: Effort) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

fn brotlied(mut plain: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let mut small = Vec::new();
    let quality = match effort {
        Effort::Most => 11,
        Effort::Moderate => 6,
    };
    let params = BrotliEncoderParams { quality, ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut plain, &mut small, &params)?;
    Ok(small)
}

/// The constants made so far, by name and language.
#[derive(Default)]
pub struct Constants(Mutex<HashMap<(&'static str, Lang), Arc<Constant>>>);

impl Constants {
    /// Returns the constant of this name and language, and makes it on the first call; two
    /// concurrent first calls may both make it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn get(
        &self,
        name: &'static str,
        lang: Lang,
        make: impl FnOnce() -> Result<Constant>,
    ) -> Result<Arc<Constant>> {
        let made = self.0.lock().ok().and_then(|made| made.get(&(name, lang)).cloned());
        if let Some(constant) = made {
            return Ok(constant);
        }
        let constant = Arc::new(make()?);
        if let Ok(mut made) = self.0.lock() {
            made.insert((name, lang), constant.clone());
        }
        Ok(constant)
    }
}
