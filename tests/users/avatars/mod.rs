//! Avatars: uploading, showing, replacing and removing the picture of a person.

mod faults;
mod pixels;
mod viewers;

use std::io::Cursor;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::accounts::page_of;
use crate::support::{Browser, Page, Reply, TestApp};

pub const UPLOAD: &str = "/settings/general/avatar";
const REMOVAL: &str = "/settings/general/avatar/removal";
const BLUE: Rgb<u8> = Rgb([20, 60, 200]);

/// Writes a picture to a file of this kind.
fn file(image: impl Into<DynamicImage>, kind: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.into().write_to(&mut file, kind).unwrap();
    file.into_inner()
}

/// Returns a PNG of one colour.
pub fn plain(width: u32, height: u32) -> Vec<u8> {
    file(RgbImage::from_pixel(width, height, BLUE), ImageFormat::Png)
}

async fn upload(browser: &Browser, file: &[u8]) -> Reply {
    browser.upload(UPLOAD, "picture", file).await
}

/// Uploads a picture and returns the page that follows.
async fn uploaded(browser: &Browser, file: &[u8]) -> Page {
    let reply = upload(browser, file).await.expect(303);
    browser.follow(reply).await.expect(200).page()
}

/// Returns the URL of the picture at these elements.
fn url(page: &Page, selector: &str) -> String {
    page.attribute(&format!("{selector} img.avatar"), "src")
}

/// Fetches a picture and decodes it.
async fn picture(browser: &Browser, url: &str) -> RgbImage {
    let reply = browser.get(url).await.expect(200);
    assert_eq!(reply.header("content-type"), "image/jpeg");
    image::load_from_memory_with_format(&reply.bytes, ImageFormat::Jpeg).unwrap().into_rgb8()
}

/// Tells whether two colours look alike.
fn alike(one: Rgb<u8>, other: Rgb<u8>) -> bool {
    one.0.iter().zip(other.0).all(|(one, other)| one.abs_diff(other) < 24)
}

#[tokio::test]
async fn a_picture_is_shown_wherever_its_person_is() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let page = uploaded(&alice, &plain(40, 30)).await;
    assert_eq!(page.text("#page-notice [role=status]"), "Your avatar was saved.");
    assert_eq!(page.texts("span.avatar"), [""; 0], "no initials are left");
    let small = url(&page, "#masthead");
    let large = url(&page, "#general");
    assert!(small.starts_with("/avatars/avt_") && small.ends_with("/small"), "{small}");
    assert_eq!(large, small.replace("/small", "/large"));
    assert_eq!(page.attribute("#masthead img", "alt"), "");
    assert_eq!(picture(&alice, &small).await.dimensions(), (96, 96));
    assert_eq!(picture(&alice, &large).await.dimensions(), (256, 256));

    let users = bob.get("/users").await.expect(200).page();
    assert_eq!(users.texts("#masthead span.avatar"), ["BB"]);
    assert_eq!(url(&users, "tbody"), small);
    assert_eq!(users.texts("tbody span.avatar"), ["BB", "CC"]);
    let person = bob.get(&page_of(&bob, "Alice Archer").await).await.expect(200).page();
    assert_eq!(url(&person, "main"), large);
    let team = crate::accounts::teams::make(
        &app,
        "Night",
        &[crate::accounts::teams::who(&app, "alice").await],
    )
    .await;
    let team = alice.get(&format!("/teams/{team}?q=ali")).await.expect(200).page();
    assert_eq!(team.all("main img.avatar").len(), 2, "in the team, and found");
    for image in team.all("main img.avatar") {
        assert_eq!(image.attr("src"), Some(small.as_str()));
        assert_eq!((image.attr("width"), image.attr("height")), (Some("32"), Some("32")));
    }
    assert_eq!(picture(&bob, &small).await.dimensions(), (96, 96));
}

#[tokio::test]
async fn a_picture_is_kept_by_its_browser_alone_and_never_asked_for_again() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let first = url(&uploaded(&alice, &plain(40, 30)).await, "#masthead");
    let reply = alice.get(&first).await.expect(200);
    assert_eq!(reply.header("cache-control"), "private, max-age=31536000, immutable");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(reply.header("content-encoding"), "");

    app.pass(Duration::from_secs(1));
    let second = url(&uploaded(&alice, &plain(40, 30)).await, "#masthead");
    assert_ne!(first, second, "another upload has another URL");
    alice.get(&first).await.expect(404);
    alice.get(&second).await.expect(200);
    for path in [second.replace("small", "huge"), second.replace("avt_", "usr_")] {
        alice.get(&path).await.expect(404);
    }
}

#[tokio::test]
async fn a_picture_is_removed_and_the_initials_are_back() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert!(page.all(&format!("form[action^='{REMOVAL}']")).is_empty(), "there is none");
    let page = uploaded(&alice, &plain(40, 30)).await;
    let small = url(&page, "#masthead");
    let reply = alice.submit(&page.form(&format!("{REMOVAL}#general"))).await;
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "Your avatar was removed.");
    assert_eq!(page.texts("#masthead .avatar"), ["AA"]);
    assert!(page.all("img").is_empty());
    alice.get(&small).await.expect(404);
    alice.post(REMOVAL, &[]).await.expect(303);
}

#[tokio::test]
async fn a_script_gets_the_card_and_the_masthead_with_the_picture() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.upload_by_script(UPLOAD, "picture", &plain(40, 30)).await.expect(200).page();
    assert_eq!(page.texts(".card h2"), ["General Settings"]);
    assert_eq!(page.text(".card [role=status]"), "Your avatar was saved.");
    assert_eq!(page.all("hx-partial img.avatar").len(), 1);
    // The form of the name is not outdated by it.
    let form = page.form("/settings/general").fill("general-name", "Ada Lovelace");
    alice.submit_by_script(&form).await.expect(200);
    let page = alice.upload_by_script(UPLOAD, "picture", b"GIF89a").await.expect(422).page();
    assert_eq!(page.texts(".card h2"), ["General Settings"]);
    assert_eq!(page.all("img.avatar.large").len(), 1, "the last picture stays");
}

#[tokio::test]
async fn the_copy_of_ones_data_has_the_picture() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let page = uploaded(&alice, &plain(40, 30)).await;
    let large = alice.get(&url(&page, "#general")).await.expect(200).bytes;
    let copy = alice.submit(&page.form("/settings/data/export")).await.expect(200);
    let copy: serde_json::Value = serde_json::from_str(&copy.text).unwrap();
    let written = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &large);
    assert_eq!(copy["avatar"]["media_type"], "image/jpeg");
    assert_eq!(copy["avatar"]["large"], written);
    assert_eq!(copy["avatar"]["created_at"], "2026-11-22T10:00:00Z");
}
