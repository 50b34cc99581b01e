//! What the start says of wrong configurations: which setting, what is wrong, what to do, and no secret.

mod wrong;

use std::ffi::OsString;
use std::path::Path;

use callbook::cli::{Cli, configuration};
use callbook::platform::config;

use self::wrong::{FROM, KEY, SID, TOKEN, WRONG, Wrong};
use super::commands::callbook;

/// It stands in every secret of the table, and in no message.
const SECRET: &str = "hush";
/// Each so many of the table are given to the program itself, too.
const EACH: usize = 8;

/// The message, in which the name of the folder is `{}` again.
fn said_of(wrong: &Wrong, folder: &str) -> String {
    let mut args: Vec<OsString> = vec!["callbook".into()];
    if !wrong.toml.is_empty() {
        args.extend(["--config".into(), format!("{folder}/callbook.toml").into()]);
    }
    let loaded = config::load::<Cli>(args, &variables(wrong, folder));
    let error = loaded.and_then(|cli| configuration::check(&cli.config)).expect_err(wrong.name);
    format!("{error:#}")
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

#[track_caller]
fn check(wrong: &Wrong, said: &str, folder: &str) {
    let said = said.replace(folder, "{}");
    for words in wrong.says {
        assert!(said.contains(words), "{}: {words:?} is not in: {said}", wrong.name);
    }
    assert!(!said.contains(SECRET), "{}: {said}", wrong.name);
    assert!(said.len() < 700, "{}: {said}", wrong.name);
}

#[test]
fn each_of_them_is_named_with_its_cause_and_what_to_do_and_without_a_secret() {
    const { assert!(WRONG.len() >= 40) };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for wrong in WRONG {
        prepare(folder.path(), wrong);
        check(wrong, &said_of(wrong, path), path);
    }
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
        check(wrong, &said, path);
        assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0, "{}", wrong.name);
    }
}

#[test]
fn the_examples_of_the_readme_and_what_people_paste_are_taken() {
    let service = ("TWILIO_FROM", "MG0123456789abcdef0123456789abcdef");
    let lists: &[&[(&str, &str)]] = &[
        &[("PUBLIC_URL", "https://callbook.example"), ("TRUSTED_PROXIES", "127.0.0.1/32")],
        &[("TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1"), ("PHONE_COUNTRIES", "NL, be,DE")],
        &[KEY, ("DATABASE_URL", "postgres://callbook@db/callbook?sslmode=verify-full")],
        &[KEY, ("DATABASE_URL", "postgres://callbook:p%23ss%2F@db/callbook")],
        &[("SMTP_URL", "smtps://user:p%23ss@mail.example"), ("MAIL_FROM", "Ops <ops@x.example>")],
        &[("SMTP_URL", "smtp://relay.example?tls=off"), ("PUBLIC_URL", "https://x.example")],
        &[SID, TOKEN, FROM],
        &[SID, TOKEN, service, ("TWILIO_CALL_FROM", "+1 (500) 555-0006")],
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

#[cfg(unix)]
#[test]
fn a_value_that_is_no_text_is_named_and_not_passed_over() {
    use std::os::unix::ffi::OsStringExt;
    let folder = tempfile::tempdir().unwrap();
    let mut command = callbook(folder.path());
    command.env("CALLBOOK_DATA_DIR", OsString::from_vec(b"/tmp/\xff".to_vec()));
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(said.contains("CALLBOOK_DATA_DIR is not text in UTF-8"), "{said}");
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
