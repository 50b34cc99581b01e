//! A router that takes only handlers with a gate, and lists its routes.

use std::any::type_name;
use std::collections::HashMap;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, delete, get, post, put};

use super::App;
use super::gate::Gate;

/// A route as it was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    /// The name of its handler's gate.
    pub gate: &'static str,
    /// The path of its handler in the crate.
    pub handler: &'static str,
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

/// The routes of a noun.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    list: Vec<Route>,
    /// Routes whose handlers only explain why they do nothing.
    refusing: Vec<Route>,
}

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

    /// Registers a handler of PUT.
    #[must_use]
    pub fn put<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("PUT", path, T::GATE, type_name::<H>(), put(handler))
    }

    /// Registers a handler of DELETE.
    #[must_use]
    pub fn delete<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("DELETE", path, T::GATE, type_name::<H>(), delete(handler))
    }

    /// Registers a handler of DELETE that only explains why nothing can be deleted.
    #[must_use]
    pub fn refuse_delete<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        let mut routes = self.delete(path, handler);
        routes.refusing.extend(routes.list.last().copied());
        routes
    }

    /// Returns the value of `Allow` for each path: the methods that do something. `PATCH` stands
    /// for `PUT`.
    pub fn allowed(&self) -> HashMap<&'static str, String> {
        const ORDER: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];
        let mut allowed: HashMap<_, Vec<_>> = HashMap::new();
        for method in ORDER {
            let done = self.list.iter().filter(|route| route.method == method);
            for route in done.filter(|route| !self.refusing.contains(route)) {
                allowed.entry(route.path).or_default().push(match method {
                    "GET" => "GET,HEAD",
                    "PUT" => "PUT,PATCH",
                    method => method,
                });
            }
        }
        let said = |(path, methods): (_, Vec<_>)| (path, format!("{},OPTIONS", methods.join(",")));
        allowed.into_iter().map(said).collect()
    }

    /// Joins two sets of routes.
    #[must_use]
    pub fn and(mut self, others: Routes) -> Self {
        self.router = self.router.merge(others.router);
        self.list.extend(others.list);
        self.refusing.extend(others.refusing);
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
        self.list.push(Route { method, path, gate, handler });
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
        self.router
    }
}
