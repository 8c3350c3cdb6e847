//! Dovecot as a child process on loopback, without rights and with a folder of its own.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use muster_mail::{ImapServer, Patience, Secret, Security, SignIn};
use tempfile::TempDir;

use crate::certificate::Certificate;

pub const USER: &str = "rita@acme.example";
const PASSWORD: &str = "correct \"horse\" \\";

pub struct Dovecot {
    child: Child,
    folder: TempDir,
    certificate: Certificate,
    ports: [u16; 2],
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // The whole group: its workers are its own children.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.child.wait();
    }
}

fn binary() -> PathBuf {
    let found = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"]
        .into_iter()
        .map(PathBuf::from)
        .find(|path| path.is_file());
    found.expect(
        "Dovecot is not installed. `cargo xtask test --step packages` installs it (Debian: \
         dovecot-imapd).",
    )
}

impl Dovecot {
    /// Starts it with the mailbox of [`USER`].
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let certificate = Certificate::new(folder.path());
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(folder.path().join("mail").join(part)).unwrap();
        }
        let users = format!("{USER}:{{PLAIN}}{PASSWORD}::::::\n");
        fs::write(folder.path().join("users"), users).unwrap();
        // Another program may be quicker on the ports we found free.
        for _ in 0..10 {
            let free = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
            let ports = [0, 1].map(|n: usize| free[n].local_addr().unwrap().port());
            drop(free);
            let settings = settings(folder.path(), &certificate, ports);
            fs::write(folder.path().join("dovecot.conf"), settings).unwrap();
            if let Some(child) = started(folder.path(), ports[0]) {
                return Self {
                    child,
                    folder,
                    certificate,
                    ports,
                };
            }
        }
        panic!("Dovecot found no port in ten tries");
    }

    pub fn server(&self, security: Security) -> ImapServer {
        ImapServer {
            host: "localhost".to_owned(),
            port: match security {
                Security::Tls => self.ports[1],
                _ => self.ports[0],
            },
            security,
            sign_in: SignIn::Password {
                user: USER.to_owned(),
                password: Secret::new(PASSWORD),
            },
            extra_root_certificates: vec![self.certificate.der.clone()],
            patience: Patience::default(),
        }
    }

    /// Puts a mail into a folder, as a mail server does; `""` is the inbox.
    pub fn deliver(&self, folder: &str, name: &str, mail: &str) {
        self.put(folder, name, mail);
        hand_over(self.folder.path());
    }

    /// The same without giving the file to Dovecot's user.
    pub fn put(&self, folder: &str, name: &str, mail: &str) {
        let new = self.folder.path().join("mail").join(folder).join("new");
        fs::create_dir_all(&new).unwrap();
        for part in ["cur", "tmp"] {
            fs::create_dir_all(new.with_file_name(part)).unwrap();
        }
        fs::write(new.join(name), mail.replace('\n', "\r\n")).unwrap();
    }

    /// The mails that carry a flag, or were moved to where mails are that somebody has seen.
    pub fn touched(&self) -> Vec<String> {
        let cur = fs::read_dir(self.folder.path().join("mail/cur")).unwrap();
        cur.map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| {
                name.split_once(":2,")
                    .is_some_and(|(_, flags)| !flags.is_empty())
            })
            .collect()
    }

    /// Numbers all mails anew, as after a mailbox was restored.
    pub fn renumber(&self) {
        let mail = self.folder.path().join("mail");
        for entry in fs::read_dir(&mail).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("dovecot") {
                fs::remove_file(path).unwrap();
            }
        }
        // The new numbering must not begin in the second of the old one.
        let list = "3 V99 N1 G0123456789abcdef0123456789abcdef\n";
        fs::write(mail.join("dovecot-uidlist"), list).unwrap();
        hand_over(self.folder.path());
    }
}

fn settings(folder: &Path, certificate: &Certificate, [port, tls_port]: [u16; 2]) -> String {
    let (user, group) = if is_root() {
        ("nobody".to_owned(), "nogroup".to_owned())
    } else {
        (id("-un"), id("-gn"))
    };
    let folder = folder.display();
    let (cert, key) = (certificate.file.display(), certificate.key.display());
    format!(
        "base_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = /dev/stderr\n\
         protocols = imap\nlisten = 127.0.0.1, ::1\n\
         default_login_user = {user}\ndefault_internal_user = {user}\n\
         default_internal_group = {group}\n\
         ssl = yes\nssl_cert = <{cert}\nssl_key = <{key}\n\
         mail_location = maildir:{folder}/mail\nfirst_valid_uid = 1\nfirst_valid_gid = 1\n\
         passdb {{\n driver = passwd-file\n args = scheme=PLAIN {folder}/users\n}}\n\
         userdb {{\n driver = static\n args = home={folder}/home\n}}\n\
         service imap-login {{\n chroot =\n inet_listener imap {{\n port = {port}\n }}\n \
         inet_listener imaps {{\n port = {tls_port}\n ssl = yes\n }}\n}}\n\
         service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
    )
}

fn id(what: &str) -> String {
    let said = Command::new("id").arg(what).output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

fn is_root() -> bool {
    id("-u") == "0"
}

/// Dovecot does not touch mail as root. Where tests run as root, it and its files are nobody's.
fn hand_over(folder: &Path) {
    if is_root() {
        let done = Command::new("chown")
            .args(["-R", "nobody:nogroup"])
            .arg(folder)
            .status();
        assert!(done.unwrap().success());
    }
}

/// Starts it; `None` when somebody else took the port.
fn started(folder: &Path, port: u16) -> Option<Child> {
    hand_over(folder);
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(binary());
        command
    } else {
        Command::new(binary())
    };
    let mut child = command
        .args(["-F", "-c"])
        .arg(folder.join("dovecot.conf"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("starting up") {
        if log.read_line(&mut said).unwrap() == 0 {
            let _ = child.wait();
            assert!(said.contains("in use"), "Dovecot ended:\n{said}");
            return None;
        }
    }
    // Nobody reads its log any more, but its pipe must not fill up.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    // It listens before it says that it starts.
    TcpStream::connect(("127.0.0.1", port)).unwrap();
    Some(child)
}
