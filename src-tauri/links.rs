//! `muster://` links: how they arrive. They are untrusted input and do nothing by themselves
//! (DESIGN.md section 6); so far they bring the window to the front.

use clap::Parser as _;
use tauri::{AppHandle, Url};

use crate::arguments::Arguments;
use crate::windows;

/// The scheme of our links, as `tauri.conf.json` declares it.
pub const SCHEME: &str = "muster";

/// A second `muster-desktop` was started and has ended; `words` is its command line.
pub fn second_start(app: &AppHandle, words: &[String]) {
    windows::focus_main(app);
    let Ok(arguments) = Arguments::try_parse_from(words) else {
        return;
    };
    if arguments.workspace.is_some() {
        tracing::warn!("a second start asked for a workspace; the open one stays");
    }
    // The deep-link plugin reports a link only when it is the one argument.
    if words.len() > 2
        && let Some(link) = arguments.link
    {
        arrived(app, &[link]);
    }
}

/// Links were opened, at the start or while Muster runs.
pub fn arrived(app: &AppHandle, links: &[Url]) {
    for link in links {
        // Only the first word: the rest may carry a sign-in code.
        tracing::info!(
            target = link.host_str().unwrap_or_default(),
            "a link was opened"
        );
    }
    windows::focus_main(app);
}

/// Makes this copy of Muster the one that opens our links, where that is not the installer's work.
/// Runs beside the start; a failure is logged and everything else goes on.
pub fn register(app: &AppHandle) {
    #[cfg(target_os = "linux")]
    {
        use tauri::Manager as _;
        let folder = app.path().data_dir();
        std::thread::spawn(move || {
            let registered = folder
                .map_err(std::io::Error::other)
                .and_then(|folder| linux::register(&folder.join("applications")));
            if let Err(error) = registered {
                tracing::warn!(%error, "links will not open this copy of Muster");
            }
        });
    }
    #[cfg(all(windows, debug_assertions))]
    {
        use tauri_plugin_deep_link::DeepLinkExt as _;
        if let Err(error) = app.deep_link().register_all() {
            tracing::warn!(%error, "links will not open this copy of Muster");
        }
    }
    #[cfg(not(any(target_os = "linux", all(windows, debug_assertions))))]
    let _ = app;
}

/// A desktop file of our own: the plugin's quotes its `Exec`, which plain `xdg-open` 1.1.3 cannot
/// start.
#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsStr;
    use std::io;
    use std::path::Path;
    use std::process::Command;

    use super::SCHEME;

    const FILE: &str = "muster-desktop-links.desktop";

    pub fn register(applications: &Path) -> io::Result<()> {
        let program = match std::env::var_os("APPIMAGE") {
            Some(image) => image.into(),
            None => std::env::current_exe()?,
        };
        // A package brings a desktop file of its own.
        if program.starts_with("/usr") || program.starts_with("/opt") {
            return Ok(());
        }
        let file = applications.join(FILE);
        let entry = entry(&program.to_string_lossy());
        if std::fs::read_to_string(&file).is_ok_and(|present| present == entry) {
            return Ok(());
        }
        std::fs::create_dir_all(applications)?;
        std::fs::write(&file, entry)?;
        // Only a cache; where it is missing, desktops read the files themselves.
        let _ = run("update-desktop-database", [applications.as_os_str()]);
        run(
            "xdg-mime",
            ["default", FILE, &format!("x-scheme-handler/{SCHEME}")],
        )
    }

    pub fn entry(program: &str) -> String {
        let plain = |c: char| c.is_alphanumeric() || "/-_.+@".contains(c);
        let exec = if program.chars().all(plain) {
            program.to_owned()
        } else {
            // Desktop Entry Specification, "The Exec key": quoted, with a second round of
            // escaping because the value is a string.
            let mut quoted = String::from("\"");
            for c in program.chars() {
                match c {
                    '\\' => quoted.push_str(r"\\\\"),
                    '"' | '`' | '$' => quoted.extend(['\\', '\\', c]),
                    '%' => quoted.push_str("%%"),
                    _ => quoted.push(c),
                }
            }
            quoted + "\""
        };
        format!(
            "[Desktop Entry]\nType=Application\nName=Muster\nExec={exec} %u\nTerminal=false\n\
             NoDisplay=true\nMimeType=x-scheme-handler/{SCHEME};\n"
        )
    }

    fn run<S: AsRef<OsStr>>(
        program: &str,
        arguments: impl IntoIterator<Item = S>,
    ) -> io::Result<()> {
        let status = Command::new(program).args(arguments).status()?;
        if status.success() {
            Ok(())
        } else {
            Err(io::Error::other(format!("{program} ended with {status}")))
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_plain_path_is_not_quoted() {
        let entry = linux::entry("/home/ana/muster/target/debug/muster-desktop");
        assert!(
            entry.contains("\nExec=/home/ana/muster/target/debug/muster-desktop %u\n"),
            "{entry}"
        );
        assert!(
            entry.contains("\nMimeType=x-scheme-handler/muster;\n"),
            "{entry}"
        );
    }

    #[test]
    fn a_path_with_spaces_and_signs_stays_one_word() {
        let entry = linux::entry("/home/ana/My $Apps/100%/muster");
        assert!(
            entry.contains("\nExec=\"/home/ana/My \\\\$Apps/100%%/muster\" %u\n"),
            "{entry}"
        );
    }
}
