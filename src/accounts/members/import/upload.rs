//! The upload of a file: read up to its limit, and counted beyond it.

use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;

use crate::web::App;
use crate::web::errors::{Error, Result};

/// The limit of a form that carries a file's text, in KiB.
pub const MAX_KIB: usize = 256;
/// The limit of a file in bytes: percent-encoded in a form, it grows to up to three times its size.
pub const MAX_BYTES: u64 = 84 * 1024;
/// The most bytes that are received of a file that is too large: a browser shows no answer before it
/// has sent everything.
const MOST_RECEIVED: usize = 16 * 1024 * 1024;

/// A file as it arrived.
pub enum ImportFile {
    Text(String),
    /// The file is not UTF-8.
    NotText,
    /// Its size in bytes.
    TooLarge(u64),
}

impl FromRequest<App> for ImportFile {
    type Rejection = Error;
    async fn from_request(mut request: Request, app: &App) -> Result<Self> {
        let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let length = length.and_then(|length| length.parse::<u64>().ok()).unwrap_or_default();
        DefaultBodyLimit::max(MOST_RECEIVED).apply(&mut request);
        let parts = Multipart::from_request(request, app).await.map_err(|_| Error::Unreadable)?;
        let mut size = 0;
        match receive(parts, &mut size).await {
            Ok(file) if size <= MAX_BYTES => {
                Ok(String::from_utf8(file).map_or(Self::NotText, Self::Text))
            }
            Ok(_) => Ok(Self::TooLarge(size)),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Ok(Self::TooLarge(length.max(size)))
            }
            Err(_) => Err(Error::Unreadable),
        }
    }
}

/// Receives the whole body, and keeps the file up to its limit; `size` counts all of it.
async fn receive(
    mut parts: Multipart,
    size: &mut u64,
) -> std::result::Result<Vec<u8>, MultipartError> {
    let mut file = Vec::new();
    while let Some(mut part) = parts.next_field().await? {
        if part.name() != Some("file") {
            continue;
        }
        while let Some(chunk) = part.chunk().await? {
            *size += chunk.len() as u64;
            if *size <= MAX_BYTES {
                file.extend_from_slice(&chunk);
            }
        }
    }
    Ok(file)
}
