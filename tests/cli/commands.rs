use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

/// Makes a command of the program in a folder of its own, without the tester's own settings.
pub fn callbook(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callbook"));
    let inherited = std::env::vars().map(|(name, _)| name);
    inherited.filter(|name| name.starts_with("CALLBOOK_")).for_each(|name| {
        command.env_remove(name);
    });
    command.env("CALLBOOK_LISTEN", "127.0.0.1:0");
    command.current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A process that is stopped with the test.
pub struct Running(Child);

impl Running {
    pub fn start(command: &mut Command) -> Self {
        Self(command.spawn().unwrap())
    }

    pub fn lines(&mut self, count: usize) -> Vec<String> {
        let out = BufReader::new(self.0.stdout.as_mut().unwrap());
        out.lines().take(count).map(Result::unwrap).collect()
    }

    /// Takes its standard error, to be read or closed.
    pub fn take_stderr(&mut self) -> ChildStderr {
        self.0.stderr.take().unwrap()
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(mut self) -> std::process::ExitStatus {
        Command::new("kill").arg(self.0.id().to_string()).status().unwrap();
        self.0.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Makes an empty file, which is a database without tables.
fn make_empty(file: &Path) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, "").unwrap();
}

fn error_of(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn demo_prints_where_it_is_and_who_can_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = Running::start(callbook(folder.path()).arg("demo"));
    let lines = demo.lines(5);
    let port: u16 = lines[0].strip_prefix("http://localhost:").unwrap().parse().unwrap();
    assert_ne!(port, 0);
    assert_eq!(lines[4], format!("http://localhost:{port}/dev/outbox"));
    for (line, who) in lines[1..4].iter().zip(["alice", "carol", "bob"]) {
        let (email, password) = line.rsplit_once("  ").unwrap();
        assert_eq!(email, format!("{who}@acme.example"));
        assert_eq!(password, crate::support::password_of(who));
    }
    assert!(demo.stop().success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it leaves nothing behind");
}

#[test]
fn serve_without_settings_makes_its_key_and_prints_the_set_up_url() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let url = |folder: &Path| {
        let mut server = Running::start(&mut callbook(folder));
        let line = server.lines(1).remove(0);
        assert!(server.stop().success());
        line
    };
    let first = url(folder.path());
    let token = |line: &str| line.rsplit_once("/setup/").unwrap().1.to_owned();
    assert!(first.starts_with("Create the first account at http://localhost:"), "{first}");
    assert_eq!(token(&url(folder.path())), token(&first), "the same until it is used");
    let data = folder.path().join("data");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data.join("secret.key")), 0o600);
    assert_eq!(mode(&data), 0o700);

    std::fs::remove_file(data.join("secret.key")).unwrap();
    let error = error_of(&mut callbook(folder.path()));
    assert!(error.contains("not the secret key"), "{error}");
}

#[test]
fn a_file_of_breached_passwords_that_is_none_ends_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let by_count = "F7C3BC1D808E04732ADF679965CCC34CA7AE3441:3\n\
                    7C4A8D09CA3762AF61E59520943DC26494F8941B:2\n";
    std::fs::write(folder.path().join("by_count"), by_count).unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    for (name, fault) in [
        ("missing", "callbook: the setting breached_passwords: cannot open missing: No such file"),
        ("by_count", "ordered by hash, not by count"),
        ("data", "data is not a file"),
    ] {
        let mut command = callbook(folder.path());
        let error = error_of(command.env("CALLBOOK_BREACHED_PASSWORDS", name));
        assert!(error.contains(fault), "{error}");
    }
}

/// Sends a request and reads the answer.
pub fn exchange(address: &str, request: &str) -> std::io::Result<String> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address)?;
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn the_log_names_requests_and_holds_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = callbook(folder.path());
    command.arg("demo").env("CALLBOOK_LOG", "debug").stderr(std::fs::File::create(&log).unwrap());
    let mut demo = Running::start(&mut command);
    let url = demo.lines(1).remove(0);
    let address = url.strip_prefix("http://").unwrap().replace("localhost", "127.0.0.1");
    let body = "email=alice%40acme.example&password=plum-kettle-verdict-orbit";
    let answer = exchange(
        &address,
        &format!(
            "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
            body.len()
        ),
    )
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = answer.split("sid=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let id = answer.split("x-request-id: ").nth(1).unwrap().split('\r').next().unwrap().to_owned();
    exchange(&address, "GET /setup/canary-token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let (code, token) = code_and_token(&address, &cookie);
    demo.stop();
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains(&id) && log.contains("/setup/{token}"), "{log}");
    let secrets = ["plum-kettle", "alice@", &cookie, "canary-token", "$argon2id", &code, &token];
    for secret in secrets.into_iter().chain(["612345678", "canary@"]) {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

/// Has a code and a link sent, reads them off the dev outbox, and uses both.
fn code_and_token(address: &str, cookie: &str) -> (String, String) {
    let post = |path: &str, body: &str| {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: sid={cookie}\r\n\
             Content-Length: {length}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n{body}"
        );
        let answer = exchange(address, &head).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    };
    let get = |path: &str| {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: sid={cookie}\r\n\r\n"
        );
        exchange(address, &head).unwrap()
    };
    post("/settings/phones", "country=NL&number=0612345678&method=sms");
    post("/settings/emails", "address=canary%40home.example");
    loop {
        let page = get("/dev/outbox");
        let code = page.split(" is your Callbook code").next().filter(|found| *found != page);
        let link = page.split("/links/email/").nth(1);
        if let (Some(code), Some(link)) = (code, link) {
            let token = link.split_whitespace().next().unwrap().to_owned();
            let page = get("/settings");
            let phone =
                page.split("/settings/phones/phn_").nth(1).unwrap().split('/').next().unwrap();
            let code = code[code.len() - 6..].to_owned();
            post(&format!("/settings/phones/phn_{phone}/verification"), &format!("code={code}"));
            get(&format!("/links/email/{token}"));
            return (code, token);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn a_second_start_at_the_same_moment_does_no_harm() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        make_empty(&folder.path().join("data/callbook.db"));
        let migrations: Vec<_> =
            (0..6).map(|_| callbook(folder.path()).arg("migrate").spawn().unwrap()).collect();
        for migration in migrations {
            let output = migration.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn demo_refuses_a_database_that_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("used.db").display());
    make_empty(&folder.path().join("used.db"));
    let used = callbook(folder.path()).arg("migrate").env("CALLBOOK_DATABASE_URL", &url).status();
    assert!(used.unwrap().success());
    let error = error_of(callbook(folder.path()).arg("demo").env("CALLBOOK_DATABASE_URL", &url));
    assert!(error.contains("demo needs an empty database"), "{error}");
}

#[test]
fn demo_is_for_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let error = error_of(callbook(folder.path()).arg("demo").env("CALLBOOK_LISTEN", "0.0.0.0:0"));
    assert!(error.contains("a loopback address"), "{error}");
}

#[test]
fn the_dev_outbox_is_for_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [
        ("CALLBOOK_LISTEN", "0.0.0.0:0"),
        ("CALLBOOK_PUBLIC_URL", "https://callbook.example"),
        ("CALLBOOK_TRUSTED_PROXIES", "127.0.0.1"),
    ] {
        let mut serve = callbook(folder.path());
        let error = error_of(serve.env("CALLBOOK_DEV_OUTBOX", "true").env(name, value));
        assert!(error.contains("a loopback address"), "{name}: {error}");
    }
}

#[test]
fn what_compose_leaves_empty_is_not_set() {
    let folder = tempfile::tempdir().unwrap();
    let mut migrate = callbook(folder.path());
    for name in
        ["LISTEN", "PUBLIC_URL", "DATABASE_URL", "SMTP_URL", "MAIL_HOOK_SECRET", "CODES_A_DAY"]
    {
        migrate.env(format!("CALLBOOK_{name}"), "");
    }
    // With an empty key anyone could sign a carrier's webhook.
    for name in ["ACCOUNT_SID", "AUTH_TOKEN", "FROM"] {
        migrate.env(format!("CALLBOOK_TWILIO_{name}"), "");
    }
    make_empty(&folder.path().join("data/callbook.db"));
    assert!(migrate.arg("migrate").status().unwrap().success());
    let mut half = callbook(folder.path());
    half.env("CALLBOOK_TWILIO_ACCOUNT_SID", "AC1").env("CALLBOOK_TWILIO_FROM", "+15005550006");
    let error = error_of(half.env("CALLBOOK_TWILIO_AUTH_TOKEN", ""));
    assert!(error.contains("need all of"), "{error}");
}

#[test]
fn with_postgresql_a_secret_key_is_required() {
    let folder = tempfile::tempdir().unwrap();
    let error = error_of(callbook(folder.path()).env("CALLBOOK_DATABASE_URL", "postgres://x/y"));
    assert!(error.contains("CALLBOOK_SECRET_KEY is required"), "{error}");
}

#[test]
fn help_says_each_setting_with_its_default() {
    let folder = tempfile::tempdir().unwrap();
    let output = callbook(folder.path()).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for setting in [
        "LISTEN",
        "PUBLIC_URL",
        "DATABASE_URL",
        "DATA_DIR",
        "SECRET_KEY",
        "SMTP_URL",
        "MAIL_FROM",
        "MAIL_HOOK_SECRET",
        "TWILIO_API_URL",
        "PHONE_COUNTRIES",
        "CODES_A_DAY",
        "DEV_OUTBOX",
        "LOG",
    ] {
        let at = help.find(&format!("CALLBOOK_{setting}")).unwrap();
        let line = help[..at].rfind("\n      --").unwrap();
        let entry = &help[line..at + help[at..].find("\n      --").unwrap_or(help.len() - at)];
        assert!(entry.contains("[default: "), "{entry}");
    }
}

#[test]
fn a_second_factor_is_reset_on_the_console_for_whoever_has_one() {
    let folder = tempfile::tempdir().unwrap();
    let reset = |email: &str| {
        error_of(callbook(folder.path()).args(["user", "reset-second-factor", email]))
    };
    let error = reset("nobody@acme.example");
    assert!(error.contains("there is no database at"), "{error}");
    assert!(error_of(callbook(folder.path()).arg("migrate")).contains("there is no database at"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "none is made");
    make_empty(&folder.path().join("data/callbook.db"));
    assert!(callbook(folder.path()).arg("migrate").status().unwrap().success());
    assert!(reset("nobody@acme.example").contains("nobody has verified this address"));
    assert!(reset("nonsense").contains("is not an email address"));
}
