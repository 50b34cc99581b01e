//! Errors of wrong configurations: the setting, what is wrong, what to do, and no secret.

mod wrong;

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;

use callbook::cli::{Cli, configuration};
use callbook::platform::config;

use self::wrong::{FROM, KEY, SID, TOKEN, Variables, WRONG, Wrong};
use super::commands::{Running, callbook};

/// The text in every secret of the table, which no message may contain.
const SECRET: &str = "hush";
/// Every so many configurations of the table are also given to the program itself.
const EACH: usize = 8;

/// Returns the message, with `{}` for the folder's name.
fn said_of(wrong: &Wrong, folder: &str) -> String {
    let mut args: Vec<OsString> = vec!["callbook".into()];
    if !wrong.toml.is_empty() {
        args.extend(["--config".into(), format!("{folder}/callbook.toml").into()]);
    }
    let loaded = config::load::<Cli>(args, &variables(wrong, folder));
    let checked = loaded.and_then(|cli| configuration::check(&cli.config));
    checked.map_or_else(|error| format!("{error:#}"), |_| "nothing".to_owned())
}

fn variables(wrong: &Wrong, folder: &str) -> Vec<(String, String)> {
    let full =
        |(name, value): &(&str, &str)| (format!("CALLBOOK_{name}"), value.replace("{}", folder));
    wrong.env.iter().map(full).collect()
}

fn prepare(folder: &Path, wrong: &Wrong) {
    std::fs::write(folder.join("empty"), " \n").unwrap();
    std::fs::write(folder.join("secret"), "hush\n").unwrap();
    std::fs::write(folder.join("lines"), "smtps://u:hush@mail.example\nhush\n").unwrap();
    std::fs::write(folder.join("callbook.toml"), wrong.toml).unwrap();
}

/// Lists what is wrong with a message.
fn faults(wrong: &Wrong, said: &str, folder: &str) -> Vec<String> {
    let said = said.replace(folder, "{}");
    let missing = wrong.says.iter().filter(|words| !said.contains(**words));
    let mut faults: Vec<_> =
        missing.map(|words| format!("{}: {words:?} is not in: {said}", wrong.name)).collect();
    if said.contains(SECRET) || said.len() > 700 {
        faults.push(format!("{}: {said}", wrong.name));
    }
    faults
}

#[test]
fn each_of_them_is_named_with_its_cause_and_what_to_do_and_without_a_secret() {
    const { assert!(WRONG.len() >= 40) };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let faults = WRONG.iter().flat_map(|wrong| {
        prepare(folder.path(), wrong);
        faults(wrong, &said_of(wrong, path), path)
    });
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_program_says_so_too_and_touches_nothing() {
    for wrong in WRONG.iter().skip(1).step_by(EACH) {
        let (folder, empty) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = folder.path().to_str().unwrap();
        prepare(folder.path(), wrong);
        let mut command = callbook(empty.path());
        command.envs(variables(wrong, path));
        if !wrong.toml.is_empty() {
            command.arg("--config").arg(folder.path().join("callbook.toml"));
        }
        let output = command.output().unwrap();
        assert!(!output.status.success(), "{}", wrong.name);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(faults(wrong, &said, path), [""; 0]);
        assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0, "{}", wrong.name);
    }
}

#[test]
fn the_examples_of_the_readme_and_what_people_paste_are_taken() {
    const SERVICE: (&str, &str) = ("TWILIO_FROM", "MG0123456789abcdef0123456789abcdef");
    let lists: &[Variables] = &[
        &[("PUBLIC_URL", "https://callbook.example"), ("TRUSTED_PROXIES", "127.0.0.1/32")],
        &[("PUBLIC_URL", "http://lan:8080"), ("ALLOW_PLAIN_HTTP", "true")],
        &[("TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1"), ("PHONE_COUNTRIES", "NL, be,DE")],
        &[KEY, ("DATABASE_URL", "postgres://callbook@db/callbook?sslmode=verify-full")],
        &[KEY, ("DATABASE_URL", "postgres://callbook:p%23ss%2F@db/callbook")],
        &[("SMTP_URL", "smtps://user:p%23ss@mail.example"), ("MAIL_FROM", "Ops <ops@x.example>")],
        &[("SMTP_URL", "smtp://relay.example?tls=off"), ("PUBLIC_URL", "https://x.example")],
        &[SID, TOKEN, FROM],
        &[SID, TOKEN, SERVICE, ("TWILIO_CALL_FROM", "+1 (500) 555-0006")],
        &[("LOG", "info,callbook=debug,sqlx=off"), ("SECURITY_CONTACT", "mailto:sec@x.example")],
        &[
            ("SERVICE_HOST", "10.0.0.1"),
            ("PORT", "tcp://10.0.0.1:80"),
            ("SMTP_URL", ""),
            ("UNKNOWN", ""),
        ],
    ];
    for list in lists {
        let env: Vec<_> = list
            .iter()
            .map(|(name, value)| (format!("CALLBOOK_{name}"), (*value).to_owned()))
            .collect();
        let loaded = config::load::<Cli>(["callbook".into()], &env);
        loaded.and_then(|cli| configuration::check(&cli.config)).unwrap_or_else(|error| {
            panic!("{list:?}: {error:#}");
        });
    }
}

#[test]
fn what_the_settings_leave_open_is_said_with_what_to_do() {
    const MAIL: &str = "smtp://relay.example?tls=off";
    let lists: &[(Variables, &[&str])] = &[
        (&[("PUBLIC_URL", "http://lan:8080"), ("ALLOW_PLAIN_HTTP", "true")], &["use https://"]),
        (&[("PUBLIC_URL", "http://127.0.0.1:8080"), ("ALLOW_PLAIN_HTTP", "true")], &[]),
        (&[("SMTP_URL", MAIL), ("PUBLIC_URL", "https://x.example")], &["leave tls=off out"]),
        (&[("SMTP_URL", "smtp://localhost?tls=off")], &[]),
        (&[KEY, ("DATABASE_URL", "postgres://db/c")], &[]),
        (&[KEY, ("DATABASE_URL", "postgres://db/c?sslmode=verify-full")], &[]),
        (&[KEY, ("DATABASE_URL", "postgres://localhost/c")], &[]),
        (&[KEY, ("DATABASE_URL", "postgres:///c?host=/run/postgresql")], &[]),
        (
            &[KEY, ("DATABASE_URL", "postgres://db/c?sslmode=verify-ca")],
            &["use sslmode=verify-full"],
        ),
        (&[KEY, ("DATABASE_URL", "postgres://db/c?sslmode=require")], &["with sslrootcert=FILE"]),
        (&[KEY, ("DATABASE_URL", "postgres://db/c?sslmode=prefer")], &["unencrypted"]),
        (&[KEY, ("DATABASE_URL", "postgres://db/c?sslmode=disable")], &["unencrypted"]),
    ];
    for (list, says) in lists {
        let env: Vec<_> = list
            .iter()
            .map(|(name, value)| (format!("CALLBOOK_{name}"), (*value).to_owned()))
            .collect();
        let cli = config::load::<Cli>(["callbook".into()], &env).unwrap();
        let said = configuration::check(&cli.config).unwrap();
        assert_eq!(said.len(), says.len(), "{list:?}: {said:?}");
        assert!(said.iter().zip(*says).all(|(said, says)| said.contains(says)), "{said:?}");
    }
}

#[test]
fn every_file_with_a_secret_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("key"), KEY.1).unwrap();
    std::fs::write(path("mail"), "smtp://localhost?tls=off").unwrap();
    std::fs::write(path("callbook.toml"), "twilio_auth_token = ''\nlog = 'info'").unwrap();
    std::fs::write(path("secret.toml"), "mail_hook_secret = 'whsec_AAAAAAAAAAAAAAAAAAAAAA=='")
        .unwrap();
    let warned = |config: &str, mode: u32| {
        for name in ["key", "mail", "callbook.toml", "secret.toml"] {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(path(name), permissions).unwrap();
        }
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_SECRET_KEY_FILE", "key").env("CALLBOOK_SMTP_URL_FILE", "mail");
        let mut running = Running::start(command.arg("--config").arg(config));
        let log = BufReader::new(running.take_stderr()).lines().map(Result::unwrap);
        let lines: Vec<_> = log.take_while(|line| !line.contains("\"listening\"")).collect();
        lines.iter().filter(|line| line.contains("secret_file_open")).count()
    };
    assert_eq!(warned("callbook.toml", 0o644), 2, "a file without a secret may be read");
    assert_eq!(warned("secret.toml", 0o640), 3, "by a group too");
    assert_eq!(warned("secret.toml", 0o600), 0);
}

#[cfg(unix)]
#[test]
fn a_value_that_is_no_text_is_named_and_not_passed_over() {
    use std::os::unix::ffi::OsStringExt;
    let folder = tempfile::tempdir().unwrap();
    let mut command = callbook(folder.path());
    command.env("CALLBOOK_DATA_DIR", OsString::from_vec(b"/tmp/\xff".to_vec()));
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(said.contains("CALLBOOK_DATA_DIR is not valid UTF-8"), "{said}");
}

#[test]
fn a_port_that_is_taken_is_said_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    for (address, says) in [(address.as_str(), "another program"), ("192.0.2.1:8080", "0.0.0.0")] {
        let output = callbook(folder.path()).env("CALLBOOK_LISTEN", address).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        for words in ["the setting listen", address, says] {
            assert!(said.contains(words), "{said}");
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    for (name, value, says) in [
        (
            "CALLBOOK_DATA_DIR",
            "file/data",
            ["cannot create the folder file/data", "CALLBOOK_DATA_DIR"],
        ),
        ("CALLBOOK_DATABASE_URL", "sqlite:none/x.db", ["none/x.db", "its folder must exist"]),
    ] {
        let output = callbook(folder.path()).env(name, value).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && says.iter().all(|says| said.contains(says)), "{said}");
    }
}
