//! Uploads that would take all memory, every core, or the place of everyone else.

use std::convert::Infallible;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use futures_util::{StreamExt, stream};

use crate::support::{TestApp, file_form};
use crate::users::avatars::{UPLOAD, plain};

const MIB: usize = 1024 * 1024;

fn request(body: impl Into<Body>, site: &str) -> Request<Body> {
    Request::post(UPLOAD)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", site)
        .body(body.into())
        .unwrap()
}

/// Compresses zeros to whole bytes, of which any number may follow each other in a stream.
fn deflated(zeros: usize) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; zeros]).unwrap();
    encoder.flush().unwrap();
    encoder.get_ref().clone()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    let size = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&size, named.as_slice(), &crc32fast::hash(&named).to_be_bytes()].concat()
}

/// Returns a valid black PNG in full colours.
fn black(side: u32) -> Vec<u8> {
    let size = usize::try_from(side).unwrap();
    let zeros = size * (1 + 3 * size);
    let sum = (u32::try_from(zeros % 65_521).unwrap() << 16) | 1;
    let stream = [
        vec![0x78, 0x01],
        deflated(MIB).repeat(zeros / MIB),
        deflated(zeros % MIB),
        vec![3, 0],
        sum.to_be_bytes().to_vec(),
    ];
    let sides = [side.to_be_bytes(), side.to_be_bytes()].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[&sides, [8, 2, 0, 0, 0].as_slice()].concat()),
        chunk(b"IDAT", &stream.concat()),
        chunk(b"IEND", b""),
    ]
    .concat()
}

#[tokio::test]
async fn a_bomb_is_refused_by_its_header() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let bomb = black(30_000);
    assert!(bomb.len() < 5 * MIB, "{}", bomb.len());
    for file in [bomb, black(5_001)] {
        let page = alice.upload(UPLOAD, "picture", &file).await.expect(422).page();
        assert!(page.text("#general [role=alert]").contains("too many pixels"));
    }
    alice.upload(UPLOAD, "picture", &black(5_000)).await.expect(303);
}

#[tokio::test]
async fn another_site_uploads_nothing() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let body = file_form("picture", &plain(9, 9));
    alice.send(request(body.clone(), "cross-site")).await.expect(403);
    assert!(alice.get("/settings").await.page().all("img").is_empty());
    alice.send(request(body, "same-origin")).await.expect(303);
}

#[tokio::test]
async fn eight_files_are_read_at_once_and_pages_are_answered_beside_them() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let held = || {
        request(Body::from_stream(stream::pending::<Result<Bytes, Infallible>>()), "same-origin")
    };
    let mut all: Vec<_> = (0..8).map(|_| Box::pin(alice.send(held()))).collect();
    for one in &mut all {
        assert!(futures_util::poll!(one.as_mut()).is_pending());
    }
    let all = futures_util::future::join_all(all);
    let others = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let refused = bob.upload(UPLOAD, "picture", &plain(9, 9)).await.expect(503);
        assert_eq!(refused.header("retry-after"), "2");
        bob.get("/settings").await.expect(200);
    };
    tokio::select! {
        _ = all => panic!("a body that never comes was answered"),
        () = others => {}
    }
    // Whoever went away makes room.
    bob.upload(UPLOAD, "picture", &plain(9, 9)).await.expect(303);
}

/// Sends chunks of zeros for as long as they are read, and returns the status and how many were.
async fn send_mebibytes(app: &TestApp, most: usize) -> (u16, usize) {
    let alice = app.sign_in("alice").await;
    let count = Arc::new(AtomicUsize::new(0));
    let read = count.clone();
    let zeros = stream::iter(0..most).map(move |_| {
        read.fetch_add(1, Ordering::Relaxed);
        Ok::<_, Infallible>(Bytes::from(vec![0; MIB]))
    });
    let reply = alice.send(request(Body::from_stream(zeros), "same-origin")).await;
    assert!(reply.page().text("#general [role=alert]").contains("5 MB"));
    (reply.status, count.load(Ordering::Relaxed))
}

#[tokio::test]
async fn a_file_that_is_too_large_is_read_to_its_end_unless_it_has_none() {
    let app = TestApp::new().await;
    assert_eq!(send_mebibytes(&app, 20).await, (413, 20));
    assert_eq!(send_mebibytes(&app, 1_000_000).await, (413, 65));
}
