//! File modes: other users of the machine cannot read what the program stores.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::cli::commands::{Running, callbook};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn files_are_for_their_user_alone_whatever_the_mask_was() {
    let folder = tempfile::tempdir().unwrap();
    let program = callbook(folder.path());
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "umask 0000 && exec \"$0\""]).arg(program.get_program());
    command.current_dir(folder.path()).stdout(std::process::Stdio::piped());
    command.env("CALLBOOK_LISTEN", "127.0.0.1:0").stderr(std::process::Stdio::null());
    let mut running = Running::start(&mut command);
    running.lines(1);
    let data = folder.path().join("data");
    assert_eq!(mode(&data), 0o700);
    let mut files = Vec::new();
    for file in std::fs::read_dir(&data).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        files.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    for expected in ["callbook.db", "callbook.db-wal", "callbook.db-shm", "secret.key"] {
        assert!(files.iter().any(|name| name == expected), "{files:?}");
    }
}

#[test]
fn a_key_that_others_can_read_is_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    Running::start(&mut callbook(folder.path())).lines(1);
    std::fs::set_permissions(folder.path().join("data/secret.key"), Permissions::from_mode(0o644))
        .unwrap();
    let mut again = Running::start(&mut callbook(folder.path()));
    let line = std::io::BufRead::lines(std::io::BufReader::new(again.take_stderr())).next();
    assert!(line.unwrap().unwrap().contains("chmod 600 ./data/secret.key"));
}
