//! Files that are refused, each with its reason; the last picture stays.

use image::{ImageFormat, RgbImage};

use super::{BLUE, UPLOAD, file, plain, upload, uploaded, url};
use crate::support::TestApp;

const OTHER_KIND: &str = "This file isn’t a JPEG, PNG or WebP picture. Choose a picture in one of \
    these formats.";
const DAMAGED: &str = "This picture is damaged and can’t be read. Choose another one.";
const TOO_LARGE: &str = "This file is too large. Choose a picture of up to 5 MB.";
const TOO_MANY_PIXELS: &str =
    "This picture has too many pixels. Choose one of up to 25 megapixels.";
const MOST: usize = 5 * 1024 * 1024;

/// Writes a chunk of a PNG.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    let size = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&size, named.as_slice(), &crc32fast::hash(&named).to_be_bytes()].concat()
}

/// Returns a PNG of nothing but its announced size.
fn announced(width: u32, height: u32, bits: u8) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = [size.as_slice(), &[bits, 6, 0, 0, 0]];
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head.concat()),
        // An empty stream of zlib.
        chunk(b"IDAT", &[0x78, 0x9c, 3, 0, 0, 0, 0, 1]),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// Returns a JPEG whose header says another size.
fn swollen() -> Vec<u8> {
    let mut jpeg = file(RgbImage::from_pixel(64, 64, BLUE), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    jpeg
}

/// Returns a lossless WebP whose header says the largest size.
fn swollen_webp() -> Vec<u8> {
    let mut webp = file(RgbImage::from_pixel(64, 64, BLUE), ImageFormat::WebP);
    let stream = webp.windows(4).position(|name| name == b"VP8L").unwrap() + 8;
    assert_eq!(webp[stream], 0x2f);
    // Twice 14 bits, each one less than a side of 16,383.
    let sides: u32 = 0x3ffe << 14 | 0x3ffe;
    webp[stream + 1..stream + 5].copy_from_slice(&sides.to_le_bytes());
    webp
}

/// A file that is a picture of this kind, as far as its middle.
fn half(kind: ImageFormat) -> Vec<u8> {
    let noisy = RgbImage::from_fn(200, 200, |x, y| {
        let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        let [one, two, three, _] = mixed.to_be_bytes();
        image::Rgb([one, two, three])
    });
    let whole = file(noisy, kind);
    whole[..whole.len() / 2].to_vec()
}

#[tokio::test]
async fn each_fault_is_named_and_the_last_picture_stays() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let kept = url(&uploaded(&alice, &plain(9, 9)).await, "#masthead");
    let mut large = plain(9, 9);
    large.resize(MOST + 1, 0);
    let mut wrong = Vec::new();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    for (what, file, status, reason) in [
        ("nothing", Vec::new(), 422, "Choose a picture first."),
        ("SVG", svg.into(), 422, OTHER_KIND),
        (
            "GIF",
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
                .into(),
            422,
            OTHER_KIND,
        ),
        (
            "BMP",
            b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\x01\0\x01\0\x01\0\x18\0\0\0\0\0".into(),
            422,
            OTHER_KIND,
        ),
        ("page", "<!doctype html><script>alert(1)</script>".into(), 422, OTHER_KIND),
        ("page before a PNG", [b"<html>".as_slice(), &plain(9, 9)].concat(), 422, OTHER_KIND),
        ("head of a PNG", plain(9, 9)[..20].into(), 422, DAMAGED),
        ("half a PNG", half(ImageFormat::Png), 422, DAMAGED),
        ("half a WebP", half(ImageFormat::WebP), 422, DAMAGED),
        ("head of a JPEG", half(ImageFormat::Jpeg)[..100].into(), 422, DAMAGED),
        ("first bytes of a JPEG", vec![0xff, 0xd8, 0xff], 422, DAMAGED),
        ("announced PNG", announced(30_000, 30_000, 8), 422, TOO_MANY_PIXELS),
        ("long PNG", announced(u32::MAX >> 1, 1, 16), 422, TOO_MANY_PIXELS),
        ("deep PNG", announced(5_000, 5_000, 16), 422, TOO_MANY_PIXELS),
        ("empty PNG", announced(5_000, 5_000, 8), 422, DAMAGED),
        ("PNG without size", announced(0, 0, 8), 422, DAMAGED),
        ("swollen JPEG", swollen(), 422, TOO_MANY_PIXELS),
        ("swollen WebP", swollen_webp(), 422, TOO_MANY_PIXELS),
        ("large file", large, 413, TOO_LARGE),
    ] {
        app.pass(std::time::Duration::from_secs(10));
        let reply = upload(&alice, &file).await;
        if reply.status == 303 {
            wrong.push(format!("{what} is taken"));
            continue;
        }
        let page = reply.page();
        assert_eq!(page.text("title"), "Error: My Settings · Callbook", "{what}");
        assert_eq!(url(&page, "#masthead"), kept, "{what}");
        let told = (reply.status, page.text("#general [role=alert]"));
        if told != (status, reason.to_owned()) {
            wrong.push(format!("{what}: {told:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    alice.get(&kept).await.expect(200);
}

#[tokio::test]
async fn a_file_of_five_mebibytes_is_taken_and_one_byte_more_is_not() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut picture = plain(9, 9);
    picture.resize(MOST, 0);
    upload(&alice, &picture).await.expect(303);
    picture.push(0);
    upload(&alice, &picture).await.expect(413);
    let page = alice.upload_by_script(UPLOAD, "picture", &picture).await.expect(413).page();
    assert_eq!(page.texts(".card h2"), ["General Settings"]);
    assert_eq!(page.text(".card [role=alert]"), TOO_LARGE);
    picture.resize(20 * 1024 * 1024, 0);
    let page = upload(&alice, &picture).await.expect(413).page();
    assert_eq!(page.text("#general [role=alert]"), TOO_LARGE);
    // The limit of every other form is what it was.
    let long = "n".repeat(65 * 1024);
    alice.post("/settings/general", &[("name", &long)]).await.expect(413);
}

#[tokio::test]
async fn what_is_no_form_with_a_file_changes_nothing() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    alice.post(UPLOAD, &[("picture", "x")]).await.expect(415);
    alice.upload(UPLOAD, "other", &plain(9, 9)).await.expect(422);
    let page = alice.get("/settings").await.page();
    assert!(page.all("img").is_empty());
}
