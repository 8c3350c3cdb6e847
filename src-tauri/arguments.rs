//! The command line of `muster-desktop`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser};
use muster_desk::{Clock, folders};
use tauri::Url;

/// Opens the window of Muster.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "muster-desktop", version)]
pub struct Arguments {
    /// The workspace folder; made when missing. Default: the platform's data directory.
    #[arg(long, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Starts the clock at this instant. Test builds only.
    #[arg(long, value_name = "RFC3339", value_parser = instant)]
    pub now: Option<DateTime<Utc>>,
    /// Starts without the help of the graphics card and as if for the first time; the workspace is
    /// the same.
    #[arg(long)]
    pub safe_mode: bool,
    /// A `muster://` link to open.
    #[arg(value_name = "LINK", value_parser = link)]
    pub link: Option<Url>,
}

impl Arguments {
    /// Refuses what this build does not offer: a clock that is not the real one must not get
    /// into a recruiter's hands, because reminders and refusals would follow it.
    pub fn checked(self) -> Result<Self, clap::Error> {
        if self.now.is_some() && !cfg!(feature = "testing") {
            return Err(Self::command().error(
                ErrorKind::UnknownArgument,
                "--now is only in test builds (cargo feature `testing`). Leave it out.",
            ));
        }
        Ok(self)
    }

    /// The workspace folder, absolute where the current folder is known.
    pub fn workspace(&self) -> PathBuf {
        let folder = self
            .workspace
            .clone()
            .unwrap_or_else(folders::default_workspace);
        std::path::absolute(&folder).unwrap_or(folder)
    }

    /// The clock these arguments ask for.
    pub fn clock(&self) -> Clock {
        self.now.map_or(Clock::System, Clock::running_from)
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.to_utc())
        .map_err(|error| format!("{error}; write it as 2026-11-24T09:00:00Z"))
}

fn link(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if url.scheme() == crate::links::SCHEME => Ok(url),
        _ => Err(format!(
            "Muster opens only {}:// links",
            crate::links::SCHEME
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(std::iter::once(&"muster-desktop").chain(words))
            .and_then(Arguments::checked)
    }

    #[test]
    fn a_start_from_the_menu_opens_the_platforms_workspace() {
        let arguments = parse(&[]).unwrap();
        assert!(arguments.workspace().ends_with("muster/workspace"));
        assert!(matches!(arguments.clock(), Clock::System));
        assert_eq!(arguments.link, None);
    }

    #[test]
    fn a_relative_workspace_does_not_depend_on_the_current_folder_later() {
        let arguments = parse(&["--workspace", "here"]).unwrap();
        assert!(arguments.workspace().is_absolute());
        assert!(arguments.workspace().ends_with("here"));
    }

    #[test]
    fn a_link_is_taken_beside_other_arguments() {
        let arguments = parse(&["--workspace", "here", "muster://candidate/1"]).unwrap();
        assert_eq!(arguments.link.unwrap().host_str(), Some("candidate"));
    }

    #[test]
    fn only_our_own_links_are_taken() {
        for wrong in [
            "https://example.org",
            "javascript:alert(1)",
            "muster",
            "file:///etc/passwd",
        ] {
            assert_eq!(parse(&[wrong]).unwrap_err().exit_code(), 2, "{wrong}");
        }
    }

    #[cfg(feature = "testing")]
    #[test]
    fn a_test_clock_starts_where_it_is_told_and_runs() {
        let arguments = parse(&["--now", "2026-11-24T09:00:00+01:00"]).unwrap();
        let clock = arguments.clock();
        let start = "2026-11-24T08:00:00Z".parse::<DateTime<Utc>>().unwrap();
        assert!(clock.now() >= start && clock.now() < start + chrono::TimeDelta::minutes(5));
        assert!(matches!(clock, Clock::Running(_)));
    }

    #[cfg(not(feature = "testing"))]
    #[test]
    fn a_release_refuses_another_clock() {
        let error = parse(&["--now", "2026-11-24T09:00:00Z"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("test builds"), "{error}");
    }

    #[test]
    fn a_wrong_instant_says_how_to_write_it() {
        let error = parse(&["--now", "tomorrow"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(
            error.to_string().contains("2026-11-24T09:00:00Z"),
            "{error}"
        );
    }
}
