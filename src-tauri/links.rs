//! `muster://` links: how they arrive, and where they lead.
//!
//! A link is untrusted input: any web page can offer one. It shows a place of the window and does
//! nothing by itself (DESIGN.md section 6). Known are `muster://candidate/ID`, `muster://job/ID`
//! and `muster://interview/ID`; `muster://oauth/callback` brings the answer of a sign-in to the
//! desk, which takes it only when it asked for it. Whatever is not exactly one of these is ignored,
//! and the log says why.

use clap::Parser as _;
use muster_desk::CameBack;
use tauri::{AppHandle, Manager as _, Url};

use crate::arguments::Arguments;
use crate::host::Host;
use crate::places::{self, Place};
use crate::{notify, windows};

/// The scheme of our links, as `tauri.conf.json` declares it.
pub const SCHEME: &str = "muster";

/// How much of a link's first word is logged.
const LOGGED: usize = 32;

/// What a link asks for.
#[derive(Debug, PartialEq, Eq)]
enum Link {
    /// To show a place.
    Show(Place),
    /// To finish signing in to an outside service.
    SignIn,
}

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
        let word = first_word(link);
        match read(link) {
            Ok(Link::Show(place)) => {
                tracing::info!(word, "a link was opened");
                places::open(app, place);
            }
            Ok(Link::SignIn) => {
                windows::focus_main(app);
                // A task of its own: the vendor is asked meanwhile.
                tauri::async_runtime::spawn(sign_in(app.clone(), link.clone()));
            }
            Err(reason) => tracing::warn!(word, reason, "a link was ignored"),
        }
    }
}

/// Hands the answer of a sign-in to the desk, and says what came of it.
async fn sign_in(app: AppHandle, link: Url) {
    let desk = app.state::<Host>().desk();
    match desk.sign_in_came_back(link.as_str()).await {
        Ok(CameBack::NotAskedFor) => {
            tracing::warn!("a sign-in came back, but nothing was asked for");
            notify::say(
                &app,
                "Nothing was asked for",
                "A sign-in page called Muster back, but Muster is not signing in anywhere. \
                 Nothing was changed.",
            );
        }
        Ok(CameBack::Told {
            connected,
            title,
            body,
        }) => {
            tracing::info!(connected, "a sign-in came back");
            notify::say(&app, &title, &body);
        }
        Err(failure) => {
            tracing::error!(code = ?failure.code, "a sign-in came back and could not be kept");
            notify::say(&app, &failure.message, &failure.hint);
        }
    }
}

/// Reads a link; the reason otherwise.
fn read(link: &Url) -> Result<Link, &'static str> {
    if link.scheme() != SCHEME {
        return Err("it is not one of ours");
    }
    if !link.username().is_empty() || link.password().is_some() || link.port().is_some() {
        return Err("it names a user or a port");
    }
    let kind = link.host_str().unwrap_or_default();
    if kind == "oauth" {
        return match link.path() {
            "/callback" => Ok(Link::SignIn),
            _ => Err("its path is not known"),
        };
    }
    if link.query().is_some() || link.fragment().is_some() {
        return Err("it has more than an id");
    }
    let place = match kind {
        "candidate" => Place::Candidate,
        "job" => Place::Job,
        "interview" => Place::Interview,
        _ => return Err("its first word is not known"),
    };
    let id = link
        .path()
        .strip_prefix('/')
        .and_then(places::id)
        .ok_or("its id is not one")?;
    Ok(Link::Show(place(id)))
}

/// What may be logged of a link: the rest may carry a sign-in code.
fn first_word(link: &Url) -> &str {
    let word = link.host_str().unwrap_or_default();
    let end = word
        .char_indices()
        .nth(LOGGED)
        .map_or(word.len(), |(index, _)| index);
    &word[..end]
}

/// Makes this copy of Muster the one that opens our links, where that is not the installer's work.
/// Runs beside the start; a failure is logged and everything else goes on.
pub fn register(app: &AppHandle) {
    #[cfg(target_os = "linux")]
    {
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
    use crate::desktop_entry;

    const FILE: &str = "muster-desktop-links.desktop";

    pub fn register(applications: &Path) -> io::Result<()> {
        let program = desktop_entry::program()?;
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
        let exec = desktop_entry::exec(program);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const ID: &str = "0191d3a0-7c1e-7d44-8f2a-0b1c2d3e4f50";

    fn reading(link: &str) -> Result<Link, &'static str> {
        read(&Url::parse(link).unwrap())
    }

    #[test]
    fn links_lead_to_candidates_jobs_and_interviews() {
        let id = places::id(ID).unwrap();
        for (kind, place) in [
            ("candidate", Place::Candidate(id)),
            ("job", Place::Job(id)),
            ("interview", Place::Interview(id)),
        ] {
            let link = format!("muster://{kind}/{ID}");
            assert_eq!(reading(&link), Ok(Link::Show(place)), "{link}");
        }
        let capitals = format!("MUSTER://candidate/{}", ID.to_uppercase());
        assert_eq!(reading(&capitals), Ok(Link::Show(Place::Candidate(id))));
    }

    #[test]
    fn a_sign_in_is_told_apart_and_opens_nothing() {
        let link = "muster://oauth/callback?code=secret&state=1";
        assert_eq!(reading(link), Ok(Link::SignIn));
        assert_eq!(first_word(&Url::parse(link).unwrap()), "oauth");
        assert!(reading("muster://oauth/elsewhere?code=secret").is_err());
    }

    #[test]
    fn everything_else_is_ignored() {
        for wrong in [
            "muster://".to_owned(),
            "muster:candidate".to_owned(),
            "muster://candidate".to_owned(),
            "muster://candidate/".to_owned(),
            "muster://candidate/1".to_owned(),
            "muster://settings/1".to_owned(),
            format!("muster://Candidate/{ID}"),
            format!("muster://candidate/{ID}/"),
            format!("muster://candidate/{ID}/delete"),
            format!("muster://candidate//{ID}"),
            format!("muster://candidate/../job/{ID}x"),
            format!("muster://candidate/{ID}?then=delete"),
            format!("muster://candidate/{ID}#x"),
            format!("muster://candidate:80/{ID}"),
            format!("muster://me@candidate/{ID}"),
            format!("muster://me:word@candidate/{ID}"),
            format!("https://candidate/{ID}"),
            "muster://candidate/%30191d3a0-7c1e-7d44-8f2a-0b1c2d3e4f5".to_owned(),
            "muster://candidate/javascript:alert(document.domain)///".to_owned(),
        ] {
            assert!(reading(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_long_first_word_does_not_fill_the_log() {
        let link = Url::parse(&format!("muster://{}/x", "a".repeat(500))).unwrap();
        assert_eq!(first_word(&link).len(), LOGGED);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod linux_tests {
    use super::*;

    #[test]
    fn the_desktop_learns_which_links_are_ours() {
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
}
