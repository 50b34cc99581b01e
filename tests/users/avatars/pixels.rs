//! What becomes of the pixels of a picture, and of everything beside them.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::{BLUE, alike, file, picture, plain, uploaded, url};
use crate::support::{Browser, TestApp};

const RED: Rgb<u8> = Rgb([220, 30, 30]);
const GREEN: Rgb<u8> = Rgb([30, 180, 60]);
const WHITE: Rgb<u8> = Rgb([255, 255, 255]);
const SECRET: &str = "52.0907N 5.1214E";

async fn large(browser: &Browser, file: &[u8]) -> RgbImage {
    picture(browser, &url(&uploaded(browser, file).await, "#general")).await
}

/// Returns the colours of the four quarters: at the top from left to right, then at the bottom.
fn quarters(image: &RgbImage) -> [Rgb<u8>; 4] {
    let (near, far) = (image.width() / 4, 3 * image.width() / 4);
    [(near, near), (far, near), (near, far), (far, far)].map(|(x, y)| *image.get_pixel(x, y))
}

/// Returns a picture whose quarters are white, red, green and blue.
fn quartered(side: u32) -> RgbImage {
    RgbImage::from_fn(side, side, |x, y| match (x < side / 2, y < side / 2) {
        (true, true) => WHITE,
        (false, true) => RED,
        (true, false) => GREEN,
        (false, false) => BLUE,
    })
}

/// Returns the TIFF block of an EXIF with an orientation and a text.
fn exif(orientation: u8) -> Vec<u8> {
    let text = format!("{SECRET}\0");
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x0e, 0, 2, 0, 0, 0, u8::try_from(text.len()).unwrap(), 0, 0, 0, 38]);
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    assert_eq!(tiff.len(), 38);
    tiff.extend(text.as_bytes());
    tiff
}

/// Adds a segment to a JPEG, behind its first marker.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let size = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &size, content, &jpeg[2..]].concat()
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 95).encode_image(image).unwrap();
    jpeg
}

#[tokio::test]
async fn jpeg_png_and_webp_are_taken_whatever_their_name_says() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let image = RgbImage::from_pixel(300, 200, BLUE);
    for kind in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let shown = large(&alice, &file(image.clone(), kind)).await;
        assert_eq!(shown.dimensions(), (256, 256), "{kind:?}");
        assert!(shown.pixels().all(|pixel| alike(*pixel, BLUE)), "{kind:?}");
    }
    let grey = image::GrayImage::from_pixel(3, 1000, image::Luma([128]));
    let shown = large(&alice, &file(grey, ImageFormat::Png)).await;
    assert!(shown.pixels().all(|pixel| alike(*pixel, Rgb([128; 3]))));
}

#[tokio::test]
async fn a_picture_is_cropped_to_the_square_in_its_middle() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (width, height) in [(3000, 1000), (1000, 3000), (90, 30)] {
        let image = RgbImage::from_fn(width, height, |x, y| {
            let longer = if width > height { x * 3 / width } else { y * 3 / height };
            [RED, BLUE, GREEN][usize::try_from(longer).unwrap()]
        });
        let shown = large(&alice, &file(image, ImageFormat::Png)).await;
        assert_eq!(quarters(&shown).map(|pixel| alike(pixel, BLUE)), [true; 4]);
    }
}

#[tokio::test]
async fn a_picture_is_turned_as_its_exif_says() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let image = jpeg(&quartered(600));
    // What the quarters are that are stored as white, red, green, blue (EXIF 2.32, 4.6.4.A).
    let meant = [
        (1, [WHITE, RED, GREEN, BLUE]),
        (2, [RED, WHITE, BLUE, GREEN]),
        (3, [BLUE, GREEN, RED, WHITE]),
        (4, [GREEN, BLUE, WHITE, RED]),
        (5, [WHITE, GREEN, RED, BLUE]),
        (6, [GREEN, WHITE, BLUE, RED]),
        (7, [BLUE, RED, GREEN, WHITE]),
        (8, [RED, BLUE, WHITE, GREEN]),
        (99, [WHITE, RED, GREEN, BLUE]),
    ];
    for (orientation, colours) in meant {
        app.pass(std::time::Duration::from_secs(60));
        let exif = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
        let shown = quarters(&large(&alice, &with_segment(&image, 0xe1, &exif)).await);
        let alike = shown.iter().zip(colours).all(|(shown, meant)| alike(*shown, meant));
        assert!(alike, "{orientation}: {shown:?}");
    }
}

#[tokio::test]
async fn nothing_of_a_file_is_kept_but_its_pixels() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let script = "<script>alert(1)</script>";
    let plain_jpeg = jpeg(&quartered(64));
    let exif = [b"Exif\0\0".as_slice(), &exif(1)].concat();
    let comment = with_segment(&plain_jpeg, 0xfe, script.as_bytes());
    let profile = [b"ICC_PROFILE\0\x01\x01".as_slice(), SECRET.as_bytes()].concat();
    let archive = [plain_jpeg.as_slice(), b"PK\x03\x04", script.as_bytes(), SECRET.as_bytes()];
    let trailing = [plain(64, 64).as_slice(), script.as_bytes(), SECRET.as_bytes()].concat();
    for (what, file) in [
        ("EXIF", with_segment(&plain_jpeg, 0xe1, &exif)),
        ("comment", comment),
        ("profile", with_segment(&plain_jpeg, 0xe2, &profile)),
        ("archive behind a JPEG", archive.concat()),
        ("page behind a PNG", trailing),
    ] {
        let page = uploaded(&alice, &file).await;
        for selector in ["#masthead", "#general"] {
            let stored = alice.get(&url(&page, selector)).await.expect(200).bytes;
            let has = |text: &str| stored.windows(text.len()).any(|part| part == text.as_bytes());
            assert!(
                ![SECRET, script, "Exif", "ICC_PROFILE", "PK\x03\x04"].into_iter().any(has),
                "{what}"
            );
            assert!(stored.starts_with(b"\xff\xd8\xff") && stored.ends_with(b"\xff\xd9"), "{what}");
        }
    }
}

#[tokio::test]
async fn what_is_transparent_is_white() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let clear = RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 0]));
    for kind in [ImageFormat::Png, ImageFormat::WebP] {
        let shown = large(&alice, &file(clear.clone(), kind)).await;
        assert!(shown.pixels().all(|pixel| alike(*pixel, WHITE)), "{kind:?}");
    }
    let half = RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 128]));
    let shown = large(&alice, &file(half, ImageFormat::Png)).await;
    assert!(shown.pixels().all(|pixel| alike(*pixel, Rgb([127; 3]))));
}

/// Writes a chunk of a RIFF.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len()).unwrap().to_le_bytes();
    let padding = &[0][..content.len() % 2];
    [name, size.as_slice(), content, padding].concat()
}

#[tokio::test]
async fn of_an_animation_the_first_picture_counts() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let frame = |colour| {
        let still = file(RgbImage::from_pixel(32, 32, colour), ImageFormat::WebP);
        // Its place, its size, its duration, and how it is drawn, before the chunk of the picture.
        let head = [0, 0, 0, 0, 0, 0, 31, 0, 0, 31, 0, 0, 100, 0, 0, 0];
        chunk(b"ANMF", &[&head, &still[12..]].concat())
    };
    let canvas = chunk(b"VP8X", &[2, 0, 0, 0, 31, 0, 0, 31, 0, 0]);
    let content = [b"WEBP".to_vec(), canvas, chunk(b"ANIM", &[0; 6]), frame(GREEN), frame(RED)];
    let shown = large(&alice, &chunk(b"RIFF", &content.concat())).await;
    assert!(shown.pixels().all(|pixel| alike(*pixel, GREEN)), "{:?}", shown.get_pixel(9, 9));
}

#[tokio::test]
async fn a_picture_of_noise_is_stored_small_too() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut seed = 1_u32;
    let noise = RgbImage::from_fn(512, 512, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [one, two, three, _] = seed.to_be_bytes();
        Rgb([one, two, three])
    });
    let page = uploaded(&alice, &file(noise, ImageFormat::Png)).await;
    let stored = alice.get(&url(&page, "#general")).await.expect(200).bytes.len();
    assert!(stored <= 32 * 1024, "{stored}");
}
