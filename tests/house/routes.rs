use callbook::app;

/// Routes that are open to everyone, on purpose. All others ask for a session.
const PUBLIC: &[(&str, &str)] = &[
    ("GET", "/.well-known/change-password"),
    ("GET", "/.well-known/passkey-endpoints"),
    ("GET", "/.well-known/security.txt"),
    ("GET", "/assets/{*path}"),
    ("GET", "/dev/outbox"),
    ("GET", "/dev/outbox/{number}/mail"),
    ("GET", "/forgot-password/new"),
    ("GET", "/healthz"),
    ("GET", "/links/reset"),
    ("GET", "/links/undo"),
    ("GET", "/links/{purpose}/{token}"),
    ("GET", "/login"),
    ("GET", "/login/challenge"),
    ("GET", "/login/passkey"),
    ("GET", "/readyz"),
    ("GET", "/robots.txt"),
    ("GET", "/setup/{token}"),
    ("GET", "/time-zones"),
    ("POST", "/forgot-password/new"),
    ("POST", "/links/reset"),
    ("POST", "/links/undo"),
    ("POST", "/login"),
    ("POST", "/login/challenge"),
    ("POST", "/login/passkey"),
    ("POST", "/logout"),
    ("POST", "/setup/{token}"),
];

#[test]
fn every_route_has_a_gate_or_stands_on_the_public_list() {
    let open = |gate: &str| matches!(gate, "Anyone" | "Visitor");
    let found: Vec<_> = app::routes()
        .list()
        .into_iter()
        .filter(|route| open(route.gate))
        .map(|route| (route.method, route.path))
        .collect();
    assert_eq!(found, PUBLIC);
}

#[tokio::test]
async fn a_route_behind_a_gate_shows_a_stranger_nothing() {
    let app = crate::support::TestApp::new().await;
    let mut walked = 0;
    let gated = |gate: &str| matches!(gate, "SignedIn" | "Admin");
    for route in app::routes().list().iter().filter(|route| gated(route.gate)) {
        let stranger = app.visitor();
        let path = route.path.replace(['{', '}'], "");
        match route.method {
            "GET" => assert!(stranger.get(&path).await.location().starts_with("/login")),
            _ => assert_eq!(stranger.post(&path, &[]).await.status, 401, "{route:?}"),
        }
        walked += 1;
    }
    assert!(walked >= 25);
}
