use crate::support::{Program, TestApp};

#[tokio::test]
async fn a_program_that_mistook_the_url_gets_json_and_no_page() {
    let app = TestApp::new().await;
    let token = app.token("alice").await;
    let asks = |name: &'static str, value: &str| {
        let program = Program::new(app.router(), None);
        program.always(name, value);
        program
    };
    for program in [
        asks("authorization", &format!("Bearer {token}")),
        asks("authorization", &token),
        asks("accept", "application/json"),
        asks("accept", "application/json, text/plain, */*"),
    ] {
        for (path, status) in
            [("/users", 406), ("/login", 406), ("/docs/api", 406), ("/nothing", 404), ("/", 406)]
        {
            let reply = program.get(path).await.expect(status);
            assert_eq!(reply.json()["code"], status, "{path}");
            assert_eq!(reply.faults().len(), 1);
        }
        program.delete("/users").await.expect(405).json();
        assert_eq!(program.get("/healthz").await.status, 200);
    }
}

/// A proxy may add a header of its own to a browser's request.
#[tokio::test]
async fn a_browser_behind_a_proxy_that_signs_in_gets_pages() {
    let app = TestApp::new().await;
    let seen = async |headers: &[(&'static str, &str)]| {
        let browser = Program::new(app.router(), None);
        for (name, value) in headers {
            browser.always(name, value);
        }
        browser.get("/login").await.expect(200).header("content-type").to_owned()
    };
    let html = "text/html; charset=utf-8";
    let bearer = "Bearer of.a.proxy";
    assert_eq!(seen(&[("authorization", bearer), ("accept", "text/html,*/*")]).await, html);
    assert_eq!(seen(&[("authorization", bearer), ("sec-fetch-mode", "navigate")]).await, html);
    assert_eq!(seen(&[("authorization", "Basic eDp5")]).await, html);
    assert_eq!(seen(&[]).await, html);
}
