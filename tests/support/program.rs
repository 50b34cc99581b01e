//! A program: it sends what clients of the APIs send, and reads JSON.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use callbook::platform::ids::{AccountId, AccountUserId, ApiTokenId, UserId};
use callbook::platform::secrets::token::ApiToken;
use serde_json::Value;

use super::{Browser, Reply, TestApp};

/// A client with a token, or without.
pub struct Program {
    wire: Browser,
    authorization: Option<String>,
}

impl Reply {
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json", "{}", self.text);
        serde_json::from_str(&self.text).unwrap()
    }

    /// Lists the messages of the errors.
    #[track_caller]
    pub fn faults(&self) -> Vec<String> {
        let json = self.json();
        let message = |error: &Value| error["message"].as_str().unwrap().to_owned();
        json["errors"].as_array().unwrap().iter().map(message).collect()
    }
}

impl Program {
    pub fn new(router: Router, authorization: Option<String>) -> Self {
        Self { wire: Browser::new(router, false), authorization }
    }

    /// Sends this header with every request from now on.
    pub fn always(&self, name: &'static str, value: &str) -> &Self {
        self.wire.always(name, value);
        self
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        self.wire.send(request.body(body.into()).unwrap()).await
    }

    /// Sends a request that no client of ours would send.
    pub async fn raw(&self, request: Request<Body>) -> Reply {
        self.wire.send(request).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, "application/json", "").await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, "application/json", body.to_string()).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PUT, path, "application/json", body.to_string()).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, "application/json", "").await
    }

    pub async fn form(&self, method: Method, path: &str, body: &str) -> Reply {
        self.send(method, path, "application/x-www-form-urlencoded", body.to_owned()).await
    }
}

impl TestApp {
    /// Makes a program with a token of a person, named by the local part of their address, in their
    /// first account.
    pub async fn program(&self, who: &str) -> Program {
        let token = self.token(who).await;
        Program::new(self.router(), Some(format!("Bearer {token}")))
    }

    /// Makes a program without a token.
    pub fn stranger(&self) -> Program {
        Program::new(self.router(), None)
    }

    /// Creates a token of a person in their first account.
    pub async fn token(&self, who: &str) -> String {
        let mut tx = self.app.db.begin().await.unwrap();
        let place = callbook::sql!(
            &mut tx,
            fetch_one(UserId, AccountId, AccountUserId),
            "SELECT m.user_id, m.account_id, m.id FROM account_users m \
             JOIN emails e ON e.user_id = m.user_id \
             WHERE substr(e.address, 1, length($1)) = $1 ORDER BY m.id LIMIT 1",
            who
        )
        .unwrap();
        let (token, id) = (ApiToken::generate(), ApiTokenId::mint(self.clock.now()));
        callbook::sql!(
            &mut tx,
            execute,
            "INSERT INTO api_tokens (id, account_id, account_user_id, user_id, name, digest, tail, \
                created_at, updated_at) VALUES ($1, $2, $3, $4, 'Test', $5, $6, $7, $7)",
            id,
            place.1,
            place.2,
            place.0,
            &token.digest()[..],
            token.tail(),
            self.clock.now()
        )
        .unwrap();
        tx.commit().await.unwrap();
        token.reveal().to_owned()
    }
}
