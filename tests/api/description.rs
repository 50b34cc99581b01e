//! The OpenAPI documents: each route is in one, and nothing else is.

use callbook::api::reference;
use callbook::web::routes::Routes;

/// Lists `METHOD path` of everything in the documents.
fn described(api: &utoipa::openapi::OpenApi) -> Vec<String> {
    let json = serde_json::to_value(api).unwrap();
    let mut all: Vec<_> = json["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    all.sort_unstable();
    all
}

/// Lists `METHOD path` of everything that is served, except for the documents themselves.
fn served(routes: &Routes) -> Vec<String> {
    let routes = routes.list();
    let routes = routes.iter().filter(|route| !route.path.ends_with("openapi.json"));
    let mut all: Vec<_> = routes.map(|route| format!("{} {}", route.method, route.path)).collect();
    all.sort_unstable();
    all
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let url = "https://callbook.example";
    let mut both = described(&reference::v4(url));
    both.extend(described(&reference::v1(url)));
    both.sort_unstable();
    assert_eq!(both, served(&callbook::api::routes()));
    assert!(both.len() >= 30, "{both:?}");
}

#[tokio::test]
async fn they_are_open_to_everyone_and_say_where_they_are_served() {
    let app = crate::support::TestApp::new().await;
    for (path, title) in [
        ("/api/v4/openapi.json", "Callbook API v4"),
        ("/openapi.json", "Callbook API v1 (older API)"),
    ] {
        let json = app.stranger().get(path).await.expect(200).json();
        assert_eq!(json["openapi"], "3.1.0");
        assert_eq!(json["info"]["title"], title);
        assert_eq!(json["servers"][0]["url"], app.app.public_url.as_str());
    }
}

/// Lists the operations of each document.
fn operations() -> [Vec<serde_json::Value>; 2] {
    [reference::v4("https://a.example"), reference::v1("https://a.example")].map(|api| {
        let json = serde_json::to_value(&api).unwrap();
        let paths = json["paths"].as_object().unwrap().values();
        paths.flat_map(|methods| methods.as_object().unwrap().values().cloned()).collect()
    })
}

/// A key that is in use answers 409, and one that was used with another body 422.
#[test]
fn what_takes_an_idempotency_key_says_how_it_refuses_one() {
    let mut seen = 0;
    for one in operations().concat() {
        let mut parameters = one["parameters"].as_array().into_iter().flatten();
        if parameters.any(|parameter| parameter["name"] == "Idempotency-Key") {
            seen += 1;
            for status in ["409", "422"] {
                assert!(one["responses"][status].is_object(), "{} {status}", one["operationId"]);
            }
        }
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn operations_have_names_of_their_own() {
    for operations in operations() {
        let mut names: Vec<_> =
            operations.iter().map(|one| one["operationId"].as_str().unwrap()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
