//! A router that takes only handlers with a gate, and lists its routes and operations.

use std::any::type_name;
use std::collections::HashMap;

use axum::Router;
use axum::handler::Handler;
use axum::http::HeaderValue;
use axum::routing::{MethodRouter, get, post};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::App;
use super::gate::Gate;

/// A route as it was registered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: &'static str,
    pub path: String,
    /// The name of its handler's gate.
    pub gate: &'static str,
    /// The path of its handler in the crate.
    pub handler: &'static str,
    /// Whether its handler only explains why it does nothing.
    pub is_refused: bool,
}

/// A handler whose first parameter is a [`Gate`], by the type of its parameters. Others cannot be
/// registered.
pub trait Gated {
    const GATE: &'static str;
}

impl<M, G: Gate> Gated for (M, G) {
    const GATE: &'static str = G::NAME;
}
impl<M, G: Gate, A> Gated for (M, G, A) {
    const GATE: &'static str = G::NAME;
}
impl<M, G: Gate, A, B> Gated for (M, G, A, B) {
    const GATE: &'static str = G::NAME;
}
impl<M, G: Gate, A, B, C> Gated for (M, G, A, B, C) {
    const GATE: &'static str = G::NAME;
}
impl<M, G: Gate, A, B, C, D> Gated for (M, G, A, B, C, D) {
    const GATE: &'static str = G::NAME;
}
impl<M, G: Gate, A, B, C, D, E> Gated for (M, G, A, B, C, D, E) {
    const GATE: &'static str = G::NAME;
}

/// Makes the [`Routes`] of an API from its handlers. Each handler's `#[utoipa::path]` says its
/// method and path, and describes it.
macro_rules! operations {
    ($($handler:ident),+ $(,)?) => {
        $crate::web::routes::Routes::new()
            $(.operation($handler, utoipa_axum::routes!($handler)))+
    };
}
pub(crate) use operations;

/// The routes of a noun, and the OpenAPI document of those that are operations of an API.
#[derive(Default)]
pub struct Routes {
    router: OpenApiRouter<App>,
    list: Vec<Route>,
}

/// The methods of operations, as `Allow` orders them.
const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// Registers a handler of GET and HEAD.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("GET", path, T::GATE, type_name::<H>(), get(handler))
    }

    /// Registers a handler of POST.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("POST", path, T::GATE, type_name::<H>(), post(handler))
    }

    /// Registers an operation of an API, for `operations!`. One that describes no success is
    /// listed as refused.
    #[must_use]
    pub fn operation<H: Handler<T, App>, T: Gated + 'static>(
        mut self,
        _: H,
        described: UtoipaMethodRouter<App>,
    ) -> Self {
        let (_, paths, _) = &described;
        for (path, item) in &paths.paths {
            let operations = [&item.get, &item.post, &item.put, &item.delete];
            for (method, operation) in METHODS.into_iter().zip(operations) {
                let Some(operation) = operation else { continue };
                let mut statuses = operation.responses.responses.keys();
                self.list.push(Route {
                    method,
                    path: path.clone(),
                    gate: T::GATE,
                    handler: type_name::<H>(),
                    is_refused: !statuses.any(|status| status.starts_with('2')),
                });
            }
        }
        self.router = self.router.routes(described);
        self
    }

    /// Returns the value of `Allow` for each path: the methods that do something. `PATCH` stands
    /// for `PUT`.
    pub fn allowed(&self) -> HashMap<String, HeaderValue> {
        let mut allowed: HashMap<_, Vec<_>> = HashMap::new();
        for method in METHODS {
            let done = self.list.iter().filter(|route| route.method == method);
            for route in done.filter(|route| !route.is_refused) {
                allowed.entry(route.path.clone()).or_default().push(match method {
                    "GET" => "GET,HEAD",
                    "PUT" => "PUT,PATCH",
                    method => method,
                });
            }
        }
        let said = |(path, methods): (_, Vec<_>)| {
            Some((path, format!("{},OPTIONS", methods.join(",")).parse().ok()?))
        };
        allowed.into_iter().filter_map(said).collect()
    }

    /// Joins two sets of routes.
    #[must_use]
    pub fn and(mut self, others: Routes) -> Self {
        self.router = self.router.merge(others.router);
        self.list.extend(others.list);
        self
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        gate: &'static str,
        handler: &'static str,
        router: MethodRouter<App>,
    ) -> Self {
        self.router = self.router.route(path, router);
        let path = path.to_owned();
        self.list.push(Route { method, path, gate, handler, is_refused: false });
        self
    }

    /// Lists every route, sorted.
    pub fn list(&self) -> Vec<Route> {
        let mut list = self.list.clone();
        list.sort_unstable();
        list
    }

    /// Returns the axum router.
    pub fn into_router(self) -> Router<App> {
        self.router.into()
    }

    /// Returns the paths and schemas of the operations.
    pub fn into_openapi(self) -> OpenApi {
        self.router.into_openapi()
    }
}
