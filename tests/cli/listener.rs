use std::time::Duration;

use callbook::cli::listener::{self, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::support::TestApp;

pub struct Server {
    address: std::net::SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    done: tokio::task::JoinHandle<()>,
    _app: TestApp,
}

impl Server {
    pub async fn start(limits: Limits) -> Self {
        Self::start_behind(limits, &[]).await
    }

    /// Starts a listener behind proxies in these networks.
    async fn start_behind(limits: Limits, trusted: &[&str]) -> Self {
        let app = TestApp::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let trusted = trusted.iter().map(|net| net.parse().unwrap()).collect();
        let (stop, stopped) = oneshot::channel();
        let stopped = async {
            let _ = stopped.await;
        };
        let done = tokio::spawn(listener::serve(listener, app.router(), limits, trusted, stopped));
        Self { address, stop: Some(stop), done, _app: app }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes and reads until the server closes.
    pub async fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        read_all(&mut stream).await
    }
}

async fn read_all(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A reset counts as a close.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

const HEALTH: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn it_answers_over_a_socket() {
    let server = Server::start(Limits::default()).await;
    let answer = server.exchange(HEALTH).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("ok\n"), "{answer}");
}

#[tokio::test]
async fn a_client_that_is_slow_with_its_headers_is_let_go_while_others_are_answered() {
    let limits = Limits { headers: Duration::from_millis(200), ..Limits::default() };
    let server = Server::start(limits).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: local").await.unwrap();
    assert!(server.exchange(HEALTH).await.contains("200 OK"));
    assert!(!read_all(&mut slow).await.contains("200 OK"));
}

#[tokio::test]
async fn a_body_that_never_ends_is_refused_early() {
    let server = Server::start(Limits::default()).await;
    let mut stream = server.connect().await;
    let head = b"POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n";
    stream.write_all(head).await.unwrap();
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let mut sent = 0;
    while sent < 1024 && stream.write_all(chunk.as_bytes()).await.is_ok() {
        sent += 1;
    }
    assert!(sent < 1024, "4 MiB were taken");
}

#[tokio::test]
async fn a_body_that_stalls_is_given_up_and_told_so() {
    let server = Server::start(Limits::default()).await;
    let mut stream = server.connect().await;
    let head = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\nemail=";
    stream.write_all(head).await.unwrap();
    let answer = read_all(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("Request took too long"));
}

#[tokio::test]
async fn floods_of_headers_are_refused() {
    let server = Server::start(Limits::default()).await;
    let many = "X-A: b\r\n".repeat(80);
    let long = format!("X-A: {}\r\n", "b".repeat(100_000));
    for headers in [many, long] {
        let request = format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        let answer = server.exchange(request.as_bytes()).await;
        assert!(!answer.contains("200 OK"), "{answer}");
    }
    assert!(server.exchange(HEALTH).await.contains("200 OK"));
}

#[tokio::test]
async fn no_more_connections_than_there_is_room_for() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let server = Server::start(limits).await;
    let (first, second) = (server.connect().await, server.connect().await);
    let mut third = server.connect().await;
    third.write_all(HEALTH).await.unwrap();
    let waited = tokio::time::timeout(Duration::from_millis(300), third.readable()).await;
    assert!(waited.is_err(), "the third was answered");
    drop((first, second));
    assert!(read_all(&mut third).await.contains("200 OK"));
}

#[tokio::test]
async fn one_network_cannot_take_every_connection_but_a_proxy_brings_everyones() {
    let limits = Limits { of_one_network: 2, ..Limits::default() };
    let server = Server::start(limits).await;
    let (first, _second) = (server.connect().await, server.connect().await);
    assert_eq!(server.exchange(HEALTH).await, "", "the third is closed");
    let other = tokio::net::TcpSocket::new_v4().unwrap();
    other.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut other = other.connect(server.address).await.unwrap();
    other.write_all(HEALTH).await.unwrap();
    assert!(read_all(&mut other).await.contains("200 OK"), "another network has its own");
    drop(first);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(server.exchange(HEALTH).await.contains("200 OK"), "there is room again");

    let server = Server::start_behind(limits, &["127.0.0.0/8"]).await;
    let _idle = [server.connect().await, server.connect().await, server.connect().await];
    assert!(server.exchange(HEALTH).await.contains("200 OK"));
}

#[tokio::test]
async fn a_stop_lets_what_is_under_way_finish_and_takes_nothing_new() {
    let mut server = Server::start(Limits::default()).await;
    let mut busy = server.connect().await;
    let body = "email=alice%40acme.example&password=not+hers";
    let head = format!(
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        body.len()
    );
    busy.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.stop.take().unwrap().send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(TcpStream::connect(server.address).await.is_err(), "the listener is closed");
    busy.write_all(body.as_bytes()).await.unwrap();
    let answer = read_all(&mut busy).await;
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    server.done.await.unwrap();
}

#[tokio::test]
async fn a_stop_does_not_wait_for_ever() {
    let limits = Limits { drain: Duration::from_millis(200), ..Limits::default() };
    let mut server = Server::start(limits).await;
    let mut stuck = server.connect().await;
    let head = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\
        Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=";
    stuck.write_all(head).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.stop.take().unwrap().send(()).unwrap();
    // Bounds the wait for the body's own deadline; it is no measurement.
    tokio::time::timeout(Duration::from_secs(4), server.done).await.unwrap().unwrap();
}
