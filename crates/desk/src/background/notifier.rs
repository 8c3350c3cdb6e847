//! Notifications of the operating system, as far as the desk knows them.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Work;

/// How long a round waits for the operating system before it goes on.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is shown outside the window. The same text is in the in-app list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Id of its notice in the in-app list.
    pub id: String,
    /// The text.
    pub title: String,
    /// A second line; may be empty.
    pub body: String,
    /// The interview that a click opens.
    pub interview_id: Option<String>,
}

/// Shows notifications. A host with a screen implements it; it may block.
pub trait Notifier: Send + Sync + 'static {
    /// Hands one notification to the operating system.
    ///
    /// # Errors
    /// The system's words. The in-app notice stands either way.
    fn notify(&self, notification: &Notification) -> Result<(), String>;
}

/// Hands notifications over, and remembers what failed so that it is logged once.
#[derive(Default)]
pub(super) struct Raiser {
    notifier: Option<Arc<dyn Notifier>>,
    failing: HashSet<Work>,
}

impl fmt::Debug for Raiser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raiser")
            .field("failing", &self.failing)
            .finish_non_exhaustive()
    }
}

impl Raiser {
    pub(super) fn set(&mut self, notifier: Option<Arc<dyn Notifier>>) {
        self.notifier = notifier;
        self.failing.clear();
    }

    /// Shows what one kind of work wants shown. It is in the in-app list already.
    pub(super) async fn raise(&mut self, work: Work, notifications: Vec<Notification>) {
        let Some(notifier) = self.notifier.clone() else {
            return;
        };
        if notifications.is_empty() {
            return;
        }
        let showing = tokio::task::spawn_blocking(move || {
            notifications
                .iter()
                .filter_map(|n| notifier.notify(n).err())
                .next_back()
        });
        let problem = match tokio::time::timeout(PATIENCE, showing).await {
            Ok(Ok(problem)) => problem,
            Ok(Err(panicked)) => Some(panicked.to_string()),
            Err(_) => Some("the notification service does not answer".to_owned()),
        };
        match problem {
            Some(problem) if self.failing.insert(work) => {
                tracing::warn!(?work, %problem, "notifications cannot be shown; the in-app list has them");
            }
            Some(_) => {}
            None => {
                self.failing.remove(&work);
            }
        }
    }
}
