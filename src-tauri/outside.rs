//! What the window asks of the operating system: the browser, the clipboard, file dialogs.
//!
//! The page has no permission of a plugin. It asks here, and each question is checked again.

use serde::Deserialize;
use tauri::{AppHandle, Url, WebviewWindow};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use muster_desk::{Code, Failure};

use crate::logging;

/// More than any message or résumé; a longer text is no copy somebody wants to paste.
const LONGEST_COPY: usize = 4 * 1024 * 1024;

/// What a file dialog is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathKind {
    /// To choose a file that is there.
    Open,
    /// To name a file to write.
    Save,
    /// To choose a folder.
    Folder,
}

/// Opens an `https:` or `mailto:` address in the program the person uses for it, or an `http:`
/// address of this very computer, where a team's own sign-in may run:
/// `invoke("open_external", {url})`.
#[tauri::command]
pub async fn open_external(url: String) -> Result<(), Failure> {
    let address = address(&url)?;
    // Starting a program may take a while.
    let opened =
        tauri::async_runtime::spawn_blocking(move || open::that_detached(address.as_str()));
    match opened.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Failure::new(
            Code::InvalidState,
            format!("No program opened the address: {error}."),
            "Choose a web browser in the settings of your system, or copy the address.",
        )),
        Err(error) => Err(Failure::internal(error)),
    }
}

/// Checks an address that is to leave the window.
fn address(text: &str) -> Result<Url, Failure> {
    let refused = || {
        Failure::parameter(
            "url",
            "Muster does not open this address.",
            "Only https and mailto addresses leave the window, and http addresses of this computer.",
        )
    };
    let url = Url::parse(text).map_err(|_| refused())?;
    let allowed = match url.scheme() {
        "https" => url.has_host(),
        "http" => is_this_computer(&url),
        "mailto" => !url.path().is_empty(),
        _ => false,
    };
    if allowed { Ok(url) } else { Err(refused()) }
}

/// Whether an address leads to this very computer.
fn is_this_computer(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

/// Puts a text on the clipboard: `invoke("copy_text", {text})`.
#[tauri::command]
pub async fn copy_text(app: AppHandle, text: String) -> Result<(), Failure> {
    if text.len() > LONGEST_COPY {
        return Err(Failure::parameter(
            "text",
            "The text is too long for the clipboard.",
            "Copy less of it, or export it to a file.",
        ));
    }
    clipboard::set(&app, text).await.map_err(|reason| {
        Failure::new(
            Code::InvalidState,
            format!("The text was not copied: {reason}."),
            "Select the text and copy it with Ctrl+C.",
        )
    })
}

/// Asks for a path with the system's dialog; null when the person changed their mind:
/// `invoke("pick_path", {kind, title, extensions?, suggested?})`.
#[tauri::command]
pub async fn pick_path(
    window: WebviewWindow,
    kind: PathKind,
    title: String,
    extensions: Option<Vec<String>>,
    suggested: Option<String>,
) -> Result<Option<String>, Failure> {
    let extensions = plain_extensions(extensions.unwrap_or_default())?;
    let mut dialog: FileDialogBuilder<_> =
        window.dialog().file().set_title(title).set_parent(&window);
    if !extensions.is_empty() {
        let endings: Vec<&str> = extensions.iter().map(String::as_str).collect();
        dialog = dialog.add_filter(filter_name(&endings), &endings);
    }
    if let Some(name) = suggested.as_deref().and_then(file_name) {
        dialog = dialog.set_file_name(name);
    }
    let (tell, told) = oneshot::channel();
    let answer = move |path: Option<FilePath>| {
        // Nobody waits any more when the window was closed meanwhile.
        let _ = tell.send(path);
    };
    match kind {
        PathKind::Open => dialog.pick_file(answer),
        PathKind::Save => dialog.save_file(answer),
        PathKind::Folder => dialog.pick_folder(answer),
    }
    let Ok(Some(path)) = told.await else {
        return Ok(None);
    };
    let path = path.into_path().map_err(Failure::internal)?;
    path.into_os_string().into_string().map(Some).map_err(|_| {
        Failure::new(
            Code::FileUnreadable,
            "The name of that file holds characters that are not Unicode.",
            "Rename the file or its folder and choose it again.",
        )
    })
}

/// The folder of the log, to show to a person who looks for help: `invoke("log_folder")`.
#[tauri::command]
pub fn log_folder() -> String {
    logging::folder().display().to_string()
}

/// Endings as a dialog's filter wants them, without dots and patterns.
fn plain_extensions(extensions: Vec<String>) -> Result<Vec<String>, Failure> {
    let plain = |one: &String| {
        (1..=10).contains(&one.len()) && one.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if extensions.len() <= 20 && extensions.iter().all(plain) {
        return Ok(extensions);
    }
    Err(Failure::parameter(
        "extensions",
        "These are no endings of file names.",
        "Give up to 20 endings such as \"csv\".",
    ))
}

/// "CSV, JSON".
fn filter_name(extensions: &[&str]) -> String {
    let names: Vec<String> = extensions.iter().map(|one| one.to_uppercase()).collect();
    names.join(", ")
}

/// The last part of a suggested name: a page does not choose the folder.
fn file_name(suggested: &str) -> Option<&str> {
    suggested
        .rsplit(['/', '\\'])
        .next()
        .filter(|name| !matches!(*name, "" | "." | ".."))
}

#[cfg(target_os = "linux")]
mod clipboard {
    use tauri::AppHandle;
    use tokio::sync::oneshot;

    /// GTK's own clipboard, which speaks X11 and Wayland alike. It belongs to the main thread.
    pub async fn set(app: &AppHandle, text: String) -> Result<(), String> {
        let (tell, told) = oneshot::channel();
        app.run_on_main_thread(move || {
            let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
            clipboard.set_text(&text);
            // A clipboard service may keep it after Muster was closed.
            clipboard.store();
            let _ = tell.send(());
        })
        .map_err(|error| error.to_string())?;
        told.await.map_err(|error| error.to_string())
    }
}

#[cfg(not(target_os = "linux"))]
mod clipboard {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use tauri::AppHandle;

    /// The system's own program for this, which reads the text from its standard input.
    pub async fn set(_: &AppHandle, text: String) -> Result<(), String> {
        let copied = tauri::async_runtime::spawn_blocking(move || copy(&text));
        copied
            .await
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())
    }

    fn copy(text: &str) -> std::io::Result<()> {
        let (program, bytes) = if cfg!(windows) {
            // `clip` takes UTF-16 when it begins with a byte order mark.
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            ("clip", units.flat_map(u16::to_le_bytes).collect())
        } else {
            ("pbcopy", text.as_bytes().to_vec())
        };
        let mut child = Command::new(program)
            .env("LC_CTYPE", "UTF-8")
            .stdin(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(&bytes)?;
        }
        let status = child.wait()?;
        if status.success() {
            Ok(())
        } else {
            Err(std::io::Error::other(format!(
                "{program} ended with {status}"
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_leave_the_window() {
        for right in [
            "https://www.linkedin.com/in/grace",
            "mailto:grace@example.org",
            "http://127.0.0.1:4000/auth?state=1",
            "http://localhost/auth",
            "http://[::1]:80/",
        ] {
            assert!(address(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "nonsense",
            "http://example.org",
            "http://127.0.0.1.example.org",
            "http://localhost.example.org",
            "http://10.0.0.1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "muster://candidate/1",
            "mailto:",
            "--help",
            "ssh://example.org",
        ] {
            let failure = address(wrong).unwrap_err();
            assert_eq!(failure.code, Code::InvalidParameter, "{wrong}");
        }
    }

    #[test]
    fn an_address_reaches_the_browser_as_one_plain_word() {
        let address = address("https://example.org/a b\"; rm -rf ~/`id`").unwrap();
        assert!(!address.as_str().contains([' ', '"', '`']), "{address}");
    }

    #[test]
    fn a_page_suggests_a_name_and_never_a_folder() {
        assert_eq!(file_name("people.csv"), Some("people.csv"));
        assert_eq!(file_name("../../.bashrc"), Some(".bashrc"));
        assert_eq!(file_name("C:\\Windows\\x.csv"), Some("x.csv"));
        assert_eq!(file_name(".."), None);
        assert_eq!(file_name("folder/"), None);
    }

    #[test]
    fn endings_are_plain_words() {
        let endings = |words: &[&str]| {
            plain_extensions(words.iter().map(|word| (*word).to_owned()).collect())
        };
        assert!(endings(&["csv", "JSON", "db3"]).is_ok());
        for wrong in ["*", ".csv", "", "a/b", "x".repeat(11).as_str()] {
            assert!(endings(&[wrong]).is_err(), "{wrong}");
        }
        assert_eq!(filter_name(&["csv", "json"]), "CSV, JSON");
    }
}
