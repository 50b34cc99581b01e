//! Faults of the disk under SQLite: it fills up, or its files are removed.

use std::io::Write;
use std::path::Path;

use super::site::{Site, free_address, refused, stored};
use crate::cli::commands::callbook;

/// Saves until a save is refused, and returns that answer.
fn save_until_refused(site: &Site, saved: &mut usize) -> String {
    for _ in 0..2000 {
        let answer = site.save_after(*saved).unwrap();
        if !answer.starts_with("HTTP/1.1 200") {
            return answer;
        }
        *saved += 1;
    }
    panic!("every save went through");
}

/// The disk is a file system in memory, in a namespace of the program's own.
#[test]
fn a_full_disk_stops_saves_and_nothing_after_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let program = callbook(folder.path());
    let mut command = std::process::Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "--", "sh", "-c"]);
    command.arg("mount -t tmpfs -o size=8m tmpfs data && exec \"$0\"").arg(program.get_program());
    command.current_dir(folder.path()).stdout(std::process::Stdio::piped());
    command.stderr(std::process::Stdio::null());
    program.get_envs().for_each(|(name, value)| match value {
        Some(value) => drop(command.env(name, value)),
        None => drop(command.env_remove(name)),
    });
    let (site, running) = Site::set_up(&mut command, &free_address());
    stored(&site.save_after(0).unwrap());
    let mut saved = 1;

    let inside = format!("/proc/{}/root{}", running.id(), data.display());
    let filler = Path::new(&inside).join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    refused(&save_until_refused(&site, &mut saved));
    site.wait_until("the database does not serve");
    refused(&site.save_after(saved).unwrap());

    std::fs::remove_file(&filler).unwrap();
    drop(file);
    site.wait_until_ready();
    assert_eq!(site.number(), saved, "what was acknowledged, and no more");
    stored(&site.save_after(saved).unwrap());
    assert_eq!(site.number(), saved + 1);
}

#[test]
fn a_database_without_its_files_takes_nothing_until_they_are_back() {
    let folder = tempfile::tempdir().unwrap();
    let (site, _running) = Site::set_up(&mut callbook(folder.path()), &free_address());
    let mut saved = 0;
    for file in ["callbook.db", "callbook.db-wal"] {
        let (file, away) = (folder.path().join("data").join(file), folder.path().join("away"));
        std::fs::rename(&file, &away).unwrap();
        site.wait_until("the database does not serve");
        refused(&site.save_after(saved).unwrap());

        std::fs::rename(&away, &file).unwrap();
        site.wait_until_ready();
        assert_eq!(site.number(), saved);
        stored(&site.save_after(saved).unwrap());
        saved += 1;
    }
    assert_eq!(site.number(), saved);
}

#[test]
fn what_was_saved_survives_a_log_file_that_was_removed() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let (site, running) = Site::set_up(&mut callbook(folder.path()), &address);
    stored(&site.save_after(0).unwrap());
    std::fs::remove_file(folder.path().join("data/callbook.db-wal")).unwrap();
    site.wait_until("the database does not serve");
    assert!(running.stop().success());

    let mut again = callbook(folder.path());
    let _running = crate::cli::commands::Running::start(again.env("CALLBOOK_LISTEN", &address));
    site.wait_until_ready();
    assert_eq!(site.number(), 1);
}
