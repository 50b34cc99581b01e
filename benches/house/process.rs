//! The program as a process: its time to the first answer, and its memory at rest and in a flood.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::flood::Flood;
use super::measure::median;

const STARTS: usize = 5;

/// Starts the program several times on a full database, and prints medians.
pub async fn measure(url: &str, key: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (mut times, mut sizes, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_callbook"))
            .current_dir(folder.path())
            .env("CALLBOOK_LISTEN", &address)
            .env("CALLBOOK_DATABASE_URL", url)
            .env("CALLBOOK_SECRET_KEY", key)
            .env("CALLBOOK_TRUSTED_PROXIES", "127.0.0.0/8")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !is_ready(&address) {
            std::thread::sleep(Duration::from_millis(2));
        }
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(Duration::from_secs(1));
        sizes.push(resident_mib(&child));
        let flood = Flood::begin(address.parse().unwrap());
        let (start, mut peak) = (Instant::now(), 0.0_f64);
        while start.elapsed() < super::ROUND {
            tokio::time::sleep(Duration::from_millis(20)).await;
            peak = peak.max(resident_mib(&child));
        }
        flood.end().await;
        peaks.push(peak);
        stop(&mut child);
    }
    println!("start until ready: {:.0} ms", median(&times));
    println!("memory at rest:    {:.1} MiB resident", median(&sizes));
    println!("memory in a flood: {:.1} MiB resident at most", median(&peaks));
}

fn is_ready(address: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let request = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut answer = String::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.contains("200 OK")
}

fn resident_mib(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn stop(child: &mut Child) {
    Command::new("kill").arg(child.id().to_string()).status().unwrap();
    child.wait().unwrap();
}
