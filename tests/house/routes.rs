use callbook::app::router;

use crate::support::asks_for_a_session;

/// Routes that are open to everyone on purpose. All others require a session.
const PUBLIC: &[(&str, &str)] = &[
    ("GET", "/.well-known/change-password"),
    ("GET", "/.well-known/passkey-endpoints"),
    ("GET", "/.well-known/security.txt"),
    ("GET", "/assets/{*path}"),
    ("GET", "/docs/api"),
    ("GET", "/docs/api/older"),
    ("GET", "/forgot-password/new"),
    ("GET", "/healthz"),
    ("GET", "/links/alert"),
    ("GET", "/links/invitation"),
    ("GET", "/links/reset"),
    ("GET", "/links/undo"),
    ("GET", "/links/veto"),
    ("GET", "/links/welcome"),
    ("GET", "/links/{purpose}/{token}"),
    ("GET", "/login"),
    ("GET", "/login/challenge"),
    ("GET", "/login/passkey"),
    ("GET", "/readyz"),
    ("GET", "/robots.txt"),
    ("GET", "/setup/{token}"),
    ("GET", "/time-zones"),
    ("GET", "/time-zones.json"),
    ("POST", "/forgot-password/new"),
    ("POST", "/links/alert"),
    ("POST", "/links/invitation"),
    ("POST", "/links/reset"),
    ("POST", "/links/undo"),
    ("POST", "/links/veto"),
    ("POST", "/links/welcome"),
    ("POST", "/login"),
    ("POST", "/login/challenge"),
    ("POST", "/login/passkey"),
    ("POST", "/logout"),
    ("POST", "/setup/{token}"),
];

#[test]
fn every_route_has_a_gate_or_stands_on_the_public_list() {
    let open = |gate: &str| matches!(gate, "Anyone" | "Visitor");
    let all = router::routes().list();
    let found = all.iter().filter(|route| open(route.gate));
    let found: Vec<_> = found.map(|route| (route.method, &*route.path)).collect();
    assert_eq!(found, PUBLIC);
}

#[tokio::test]
async fn a_route_behind_a_gate_shows_a_stranger_nothing() {
    let app = crate::support::TestApp::new().await;
    let mut walked = 0;
    for route in router::routes().list().iter().filter(|route| asks_for_a_session(route.gate)) {
        let stranger = app.visitor();
        let path = route.path.replace(['{', '}'], "");
        match route.method {
            "GET" => assert!(stranger.get(&path).await.location().starts_with("/login")),
            _ => assert_eq!(stranger.post(&path, &[]).await.status, 401, "{route:?}"),
        }
        walked += 1;
    }
    assert!(walked >= 40);
}

/// The gates that require a token of programs.
const API_GATES: &[&str] = &["ApiCaller", "ApiAdmin", "ApiSender", "V1Caller", "V1Admin"];

/// Routes of the APIs that are open: sign-in with a password, and the OpenAPI documents.
const PUBLIC_API: &[(&str, &str)] =
    &[("GET", "/api/v4/openapi.json"), ("GET", "/openapi.json"), ("POST", "/public/login")];

#[tokio::test]
async fn a_route_of_the_apis_asks_for_a_token_or_stands_on_the_public_list() {
    let app = crate::support::TestApp::new().await;
    let (gated, open): (Vec<_>, Vec<_>) = callbook::api::routes()
        .list()
        .into_iter()
        .partition(|route| API_GATES.contains(&route.gate));
    let open: Vec<_> = open.iter().map(|route| (route.method, &*route.path)).collect();
    assert_eq!(open, PUBLIC_API);
    assert!(gated.len() >= 30);
    // A session does not count as a token.
    let cookie = format!("sid={}", app.sign_in("alice").await.cookie("sid").unwrap());
    for route in gated {
        let path = route.path.replace("{id}", "usr_01arz3ndektsv4rrffq69g5fav");
        let stranger = app.stranger();
        stranger.always("cookie", &cookie);
        let method = route.method.parse().unwrap();
        let reply = stranger.send(method, &path, "application/json", "{}").await;
        assert_eq!(reply.status, 401, "{route:?}");
        assert_eq!(reply.faults().len(), 1);
    }
}

/// Lists every route with its gate and its handler, as `docs/routes.txt` does.
fn listed() -> String {
    let mut lines: Vec<_> = app_routes()
        .into_iter()
        .map(|route| {
            let handler = route.handler.trim_start_matches("callbook::");
            format!("{} {} {} {handler}\n", route.method, route.path, route.gate)
        })
        .collect();
    lines.sort();
    lines.concat()
}

fn app_routes() -> Vec<callbook::web::routes::Route> {
    let mut routes = router::routes().list();
    routes.extend(callbook::api::routes().list());
    routes
}

/// To renew the list: `UPDATE_ROUTES=1 cargo nextest run -E 'test(house::routes)'`.
#[test]
fn the_list_of_routes_is_the_one_in_the_documents() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/routes.txt");
    if std::env::var_os("UPDATE_ROUTES").is_some() {
        std::fs::write(path, listed()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), listed());
}
