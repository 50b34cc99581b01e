//! A PostgreSQL of a test's own, which may be stopped, frozen and started again.

use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Postgres {
    folder: tempfile::TempDir,
    settings: &'static str,
}

/// The newest one's programs, wherever the system keeps them.
fn program(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").unwrap();
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|found| found.unwrap().path()).max_by_key(|path| number(path));
    newest.unwrap().join("bin").join(name)
}

/// PostgreSQL's programs refuse to run as root.
pub fn as_postgres(program: &Path) -> Command {
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout != b"0\n" {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

fn done(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

impl Postgres {
    /// A new one that is running, with settings for its command line.
    pub fn start(settings: &'static str) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o777)).unwrap();
        let server = Self { folder, settings };
        let mut make = as_postgres(&program("initdb"));
        make.current_dir("/").arg("-D").arg(server.data());
        done(make.args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"]));
        server.go_on();
        server
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn control(&self) -> Command {
        let mut command = as_postgres(&program("pg_ctl"));
        command.current_dir("/").arg("-D").arg(self.data()).args(["-w", "-s"]);
        command
    }

    /// Starts it again.
    pub fn go_on(&self) {
        let folder = self.folder.path().display();
        let options = format!(
            "-c fsync=off -c listen_addresses='' -c unix_socket_directories='{folder}' {}",
            self.settings
        );
        let log = self.folder.path().join("log");
        done(self.control().arg("-l").arg(log).arg("-o").arg(options).arg("start"));
    }

    /// Stops it at once.
    pub fn stop(&self) {
        done(self.control().args(["-m", "fast", "stop"]));
    }

    /// Stops every process of it where it is.
    pub fn freeze(&self) {
        self.signal("STOP");
    }

    /// And lets them go on.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, signal: &str) {
        let file = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let postmaster = file.lines().next().unwrap();
        done(Command::new("kill").arg(format!("-{signal}")).arg(postmaster));
        // Its children, of which there are always some.
        done(Command::new("pkill").arg(format!("-{signal}")).args(["-P", postmaster]));
    }

    /// Its folder, where its socket is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// One of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=postgres", self.folder.path().display())
    }

    /// Makes a database in it.
    pub fn create(&self, database: &str, options: &[&str]) {
        let mut make = as_postgres(&program("createdb"));
        make.current_dir("/").arg("-h").arg(self.folder.path()).args(["-U", "postgres"]);
        done(make.args(options).arg(database));
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.thaw();
        let _ = self.control().args(["-m", "immediate", "stop"]).output();
    }
}
