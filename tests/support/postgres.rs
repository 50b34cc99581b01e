//! A PostgreSQL server of a test's own, which can be stopped, frozen and restarted.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

pub struct Postgres {
    folder: TempDir,
    settings: String,
}

/// Returns a program of the newest PostgreSQL that is installed.
fn program(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").unwrap();
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|found| found.unwrap().path()).max_by_key(|path| number(path));
    newest.unwrap().join("bin").join(name)
}

/// Makes a command that runs as the user postgres, because PostgreSQL refuses to run as root.
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

/// Makes a folder that PostgreSQL may write to.
pub fn folder() -> TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o777)).unwrap();
    folder
}

impl Postgres {
    /// Starts a new server, with settings for its command line.
    pub fn start(settings: &str) -> Self {
        Self::start_in(folder(), settings.to_owned())
    }

    /// Starts a new server on an address, with a certificate and its key, which are files of that
    /// folder.
    pub fn start_at(folder: TempDir, address: SocketAddr, certificate: Option<&str>) -> Self {
        let (ip, port) = (address.ip(), address.port());
        let mut settings = format!("-c listen_addresses={ip} -c port={port}");
        if let Some(kind) = certificate {
            let path = folder.path().display();
            let (from, to) = (format!("{path}/{kind}.key"), format!("{path}/server.key"));
            // PostgreSQL accepts no key that others can read.
            done(as_postgres("/usr/bin/install".as_ref()).args(["-m", "600", &from, &to]));
            let ssl = format!(" -c ssl=on -c ssl_cert_file={path}/{kind}.pem -c ssl_key_file={to}");
            settings.push_str(&ssl);
        }
        Self::start_in(folder, settings)
    }

    fn start_in(folder: TempDir, settings: String) -> Self {
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

    /// Starts the server again.
    pub fn go_on(&self) {
        let folder = self.folder.path().display();
        let options = format!(
            "-c fsync=off -c listen_addresses='' -c unix_socket_directories='{folder}' {}",
            self.settings
        );
        let log = self.folder.path().join("log");
        done(self.control().arg("-l").arg(log).arg("-o").arg(options).arg("start"));
    }

    /// Stops the server at once.
    pub fn stop(&self) {
        done(self.control().args(["-m", "fast", "stop"]));
    }

    /// Freezes every process of the server.
    pub fn freeze(&self) {
        self.signal("STOP");
    }

    /// Continues every frozen process.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, signal: &str) {
        let file = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let postmaster = file.lines().next().unwrap();
        done(Command::new("kill").arg(format!("-{signal}")).arg(postmaster));
        // The postmaster always has children.
        done(Command::new("pkill").arg(format!("-{signal}")).args(["-P", postmaster]));
    }

    /// Returns the server's folder, which has its socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=postgres", self.folder.path().display())
    }

    /// Creates a database.
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
