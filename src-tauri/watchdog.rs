//! The start-up watchdog.
//!
//! On some graphics drivers WebKit opens a window and never shows anything in it. When the page has
//! not said within ten seconds that its first screen is shown, a dialog of the system says where the
//! log is and offers to start again in safe mode. Time that the desk takes to answer the page does
//! not count: a large workspace is no broken window.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

use crate::{logging, safe_mode};

/// How long the page may take.
const LIMIT: Duration = Duration::from_secs(10);
/// How often the watchdog looks.
const LOOK: Duration = Duration::from_millis(200);

/// In test builds: another limit, in milliseconds.
#[cfg(feature = "testing")]
const LIMIT_VARIABLE: &str = "MUSTER_WATCHDOG_MS";
/// In test builds: what the person would answer (`wait`, `safe-mode`), instead of a dialog.
#[cfg(feature = "testing")]
const ANSWER_VARIABLE: &str = "MUSTER_WATCHDOG_ANSWER";

/// What is known of the page.
#[derive(Debug, Default)]
pub struct Watchdog {
    lives: AtomicBool,
    questions: AtomicUsize,
}

/// A question of the page that the desk is answering.
#[derive(Debug)]
pub struct Question<'a>(&'a Watchdog);

impl Watchdog {
    /// The page shows its data, or shows why it cannot.
    pub fn page_lives(&self) {
        self.lives.store(true, Ordering::Release);
    }

    /// The page asked for something; ends when the answer is dropped.
    pub fn question(&self) -> Question<'_> {
        self.questions.fetch_add(1, Ordering::AcqRel);
        Question(self)
    }

    /// Waits until the page lives; false when that took longer than `limit`.
    fn wait(&self, limit: Duration) -> bool {
        let mut waited = Duration::ZERO;
        let mut looked = Instant::now();
        loop {
            if self.lives.load(Ordering::Acquire) {
                return true;
            }
            if waited >= limit {
                return false;
            }
            std::thread::sleep(LOOK.min(limit));
            if self.questions.load(Ordering::Acquire) == 0 {
                waited += looked.elapsed();
            }
            looked = Instant::now();
        }
    }
}

impl Drop for Question<'_> {
    fn drop(&mut self) {
        self.0.questions.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Watches the page that is being opened.
pub fn start(app: &AppHandle, safe_mode: bool) {
    let app = app.clone();
    std::thread::spawn(move || {
        if app.state::<Watchdog>().wait(limit()) {
            tracing::info!("the watchdog rests: the window shows something");
            return;
        }
        tracing::error!(
            safe_mode,
            seconds = limit().as_secs(),
            "the window shows nothing"
        );
        ask(&app, safe_mode);
    });
}

fn limit() -> Duration {
    #[cfg(feature = "testing")]
    if let Some(limit) = std::env::var(LIMIT_VARIABLE)
        .ok()
        .and_then(|text| text.parse().ok())
    {
        return Duration::from_millis(limit);
    }
    LIMIT
}

fn ask(app: &AppHandle, safe_mode: bool) {
    #[cfg(feature = "testing")]
    if let Ok(answer) = std::env::var(ANSWER_VARIABLE) {
        tracing::info!(answer, "answered without a dialog");
        if answer == "safe-mode" && !safe_mode {
            safe_mode::restart(app);
        }
        return;
    }
    let message = app
        .dialog()
        .message(words(safe_mode))
        .title("Muster does not start properly")
        .kind(MessageDialogKind::Warning);
    if safe_mode {
        message.show(|_| ());
        return;
    }
    let buttons =
        MessageDialogButtons::OkCancelCustom("Restart in safe mode".to_owned(), "Wait".to_owned());
    let app = app.clone();
    message.buttons(buttons).show(move |restart| {
        tracing::info!(restart, "the dialog was answered");
        if restart {
            safe_mode::restart(&app);
        }
    });
}

fn words(safe_mode: bool) -> String {
    let log = logging::file();
    let way_out = if safe_mode {
        "Safe mode did not help either. Your data is untouched; the `muster` command still works \
         with it. Please send us the log."
    } else {
        "Safe mode starts Muster again without the help of the graphics card. Your data is \
         untouched either way."
    };
    format!(
        "The window has shown nothing for {} seconds.\n\n{way_out}\n\nLog: {}",
        limit().as_secs(),
        log.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    #[test]
    fn a_page_that_lives_is_left_alone() {
        let watchdog = Watchdog::default();
        watchdog.page_lives();
        assert!(watchdog.wait(Duration::ZERO));
    }

    #[test]
    fn a_page_that_says_nothing_is_told() {
        assert!(!Watchdog::default().wait(SHORT));
    }

    #[test]
    fn time_that_the_desk_needs_does_not_count() {
        let watchdog = Watchdog::default();
        let question = watchdog.question();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| watchdog.wait(SHORT));
            std::thread::sleep(SHORT * 10);
            assert!(!waiting.is_finished(), "it gave up while the desk worked");
            drop(question);
            assert!(!waiting.join().expect("the watchdog ends"));
        });
    }

    #[test]
    fn the_words_name_the_log() {
        for safe_mode in [true, false] {
            let words = words(safe_mode);
            assert!(words.contains("muster-desktop.log"), "{words}");
        }
    }
}
