//! Uploads of files: few at once, each within its limit, worked on by one thread beside the pages.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::errors::{Error, Result};
use super::form;
use crate::platform::threads::WorkThreads;

/// The uploads that are read or worked on at once, because each is in memory as a whole.
const AT_ONCE: usize = 8;
/// How long an upload waits until it is read, and how long a client waits that was refused.
const PATIENCE: Duration = Duration::from_secs(2);
/// The bytes that a form adds to its file: boundaries, names, types.
const FRAME_BYTES: usize = 16 * 1024;
/// The most bytes that are read of a file that is too large, and dropped: a browser reads no answer
/// before it has sent its form.
const MOST_DROPPED: usize = 64 * 1024 * 1024;

/// The uploads of this instance.
pub struct Uploads {
    slots: Arc<Semaphore>,
    threads: WorkThreads,
}

/// A file that was uploaded, which holds one of the places until it is worked on.
pub struct Upload {
    file: Bytes,
    slot: OwnedSemaphorePermit,
}

impl Uploads {
    /// Starts the thread that works on files.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn new() -> anyhow::Result<Self> {
        let threads = WorkThreads::start("upload", 1)?;
        Ok(Self { slots: Arc::new(Semaphore::new(AT_ONCE)), threads })
    }

    /// Reads the file of this input, of at most so many bytes, from a form. Without the input the
    /// file is empty.
    ///
    /// # Errors
    /// When it is larger, too slow, or no such form; or when too many others upload.
    pub async fn read(&self, request: Request, input: &str, most: usize) -> Result<Upload> {
        if !is_multipart(&request) {
            return Err(Error::UnsupportedMediaType);
        }
        let slot = tokio::time::timeout(PATIENCE, self.slots.clone().acquire_owned());
        let slot = slot.await.map_err(|_| Error::Busy(PATIENCE))?;
        let slot = slot.context("the places of uploads are gone")?;
        let (parts, body) = request.into_parts();
        let within = most + FRAME_BYTES;
        let announced = parts.headers.get(CONTENT_LENGTH).and_then(|size| size.to_str().ok());
        let is_too_large =
            announced.and_then(|size| size.parse().ok()).is_some_and(|size: usize| size > within);
        let body = form::in_time(read_within(body, within)).await;
        let body = body.map_err(|error| if is_too_large { too_large(most) } else { error })?;
        let mut request = Request::from_parts(parts, Body::from(body));
        // The body is within its limit, which is not the usual one.
        DefaultBodyLimit::disable().apply(&mut request);
        let parts = Multipart::from_request(request, &()).await;
        let mut parts = parts.map_err(|_| Error::Unreadable)?;
        while let Some(part) = parts.next_field().await.map_err(|_| Error::Unreadable)? {
            if part.name() != Some(input) {
                continue;
            }
            let file = part.bytes().await.map_err(|_| Error::Unreadable)?;
            return match file.len() > most {
                true => Err(too_large(most)),
                false => Ok(Upload { file, slot }),
            };
        }
        Ok(Upload { file: Bytes::new(), slot })
    }

    /// Works on a file beside the pages. The place moves into the work: a caller that goes away does
    /// not make room for another while the file is still worked on.
    ///
    /// # Errors
    /// When the work panics, which would be a defect.
    pub async fn work<T: Send + 'static>(
        &self,
        upload: Upload,
        work: impl FnOnce(&[u8]) -> T + Send + 'static,
    ) -> Result<T> {
        let Upload { file, slot } = upload;
        let work = move || {
            let done = work(&file);
            drop(slot);
            done
        };
        Ok(self.threads.run(work).await?)
    }
}

fn too_large(most: usize) -> Error {
    Error::TooLarge(most as u64)
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/form-data"))
}

/// Reads a body of at most so many bytes. What is beyond them is read too, and dropped.
async fn read_within(mut body: Body, most: usize) -> Result<Bytes> {
    let (mut read, mut size) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| form::body_error(&error, most))?;
        let Ok(data) = frame.into_data() else { continue };
        size = size.saturating_add(data.len());
        match size {
            size if size <= most => read.extend_from_slice(&data),
            size if size <= MOST_DROPPED => read = Vec::new(),
            _ => break,
        }
    }
    match size > most {
        true => Err(too_large(most)),
        false => Ok(read.into()),
    }
}
