//! A router that only takes handlers with a gate, and remembers which.

use std::any::type_name;

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
    /// The name of the gate before its handler.
    pub gate: &'static str,
    /// The path of its handler in the crate.
    pub handler: &'static str,
}

/// Handlers whose first parameter is a [`Gate`]; the type of the parameters says which. Without
/// one a handler cannot be registered.
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

/// A slice's routes.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    list: Vec<Route>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers GET (and HEAD) at the path.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("GET", path, T::GATE, type_name::<H>(), get(handler))
    }

    /// Answers POST at the path.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("POST", path, T::GATE, type_name::<H>(), post(handler))
    }

    /// Answers PUT at the path.
    #[must_use]
    pub fn put<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("PUT", path, T::GATE, type_name::<H>(), put(handler))
    }

    /// Answers DELETE at the path.
    #[must_use]
    pub fn delete<H: Handler<T, App>, T: Gated + 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("DELETE", path, T::GATE, type_name::<H>(), delete(handler))
    }

    /// These and those.
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
        self.list.push(Route { method, path, gate, handler });
        self
    }

    /// Every route, sorted.
    pub fn list(&self) -> Vec<Route> {
        let mut list = self.list.clone();
        list.sort_unstable();
        list
    }

    /// The router itself.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
