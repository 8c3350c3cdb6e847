//! The sign-ins that are under way: which answer belongs to which, and what became of the others.
//!
//! Pure: the time is passed in and nothing is sent. A state is single-use: it is taken before the
//! code goes to the vendor, so two answers with it can never both be used.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

use super::failure::SignInFailure;
use super::identity::Identity;
use super::registration::Registration;
use super::secret::SecretText;
use super::vendor::{Feature, Vendor, WayBack};

/// How long the browser may take. Codes live ten minutes with most vendors.
pub const TIME_LIMIT: TimeDelta = TimeDelta::minutes(10);
/// How many ended sign-ins are remembered, so that a late tab gets the right words.
const REMEMBERED: usize = 64;

/// One sign-in that is under way.
#[derive(Debug)]
pub(super) struct Attempt {
    /// What is signed in to: an account's id, or the vendor's for a new one. One at a time.
    pub purpose: String,
    /// The vendor.
    pub vendor: Vendor,
    /// Muster's registration with it.
    pub registration: Registration,
    /// The way back that was agreed on.
    pub way: WayBack,
    /// The address the vendor was given.
    pub redirect: Url,
    /// SHA-256 of the state.
    pub state: [u8; 32],
    /// The PKCE verifier.
    pub verifier: Option<SecretText>,
    /// What the ID token must repeat.
    pub nonce: Option<SecretText>,
    /// What it is for.
    pub features: Vec<Feature>,
    /// The account that must sign in, when one is connected again.
    pub expected: Option<Identity>,
    /// The last moment of the sign-in.
    pub until: DateTime<Utc>,
}

/// What became of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Used,
    Replaced,
    RanOut,
    Cancelled,
}

#[derive(Debug)]
struct Past {
    state: [u8; 32],
    vendor: String,
    end: End,
}

/// All sign-ins of this process.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    open: Vec<Attempt>,
    past: VecDeque<Past>,
}

impl Attempts {
    /// Opens a sign-in. An earlier one for the same purpose is replaced: its browser tab is told
    /// so when it comes back.
    pub fn open(&mut self, attempt: Attempt) {
        self.close(&attempt.purpose, End::Replaced);
        self.open.push(attempt);
    }

    /// Takes the sign-in that an answer belongs to. It is used up by this.
    pub fn take(
        &mut self,
        state: &SecretText,
        now: DateTime<Utc>,
    ) -> Result<Attempt, SignInFailure> {
        // What is compared is the hash, so the time it takes tells nothing about a state.
        let state = state.fingerprint();
        if let Some(place) = self.open.iter().position(|attempt| attempt.state == state) {
            let attempt = self.open.swap_remove(place);
            let vendor = attempt.vendor.name.clone();
            if now > attempt.until {
                self.remember(state, &vendor, End::RanOut);
                return Err(SignInFailure::Expired { vendor });
            }
            self.remember(state, &vendor, End::Used);
            return Ok(attempt);
        }
        if let Some(failure) = self.past_of(state) {
            return Err(failure);
        }
        Err(if self.open.iter().any(|attempt| now <= attempt.until) {
            SignInFailure::WrongState
        } else {
            SignInFailure::NotAskedFor
        })
    }

    /// Opens a sign-in again whose code was not sent, so that the same answer can be tried again.
    /// Not when a newer one for the same purpose is open.
    pub fn put_back(&mut self, attempt: Attempt) -> bool {
        if self
            .open
            .iter()
            .any(|other| other.purpose == attempt.purpose)
        {
            return false;
        }
        self.past.retain(|past| past.state != attempt.state);
        self.open.push(attempt);
        true
    }

    /// Ends the sign-in for a purpose; the vendor's name when there was one.
    pub fn cancel(&mut self, purpose: &str) -> Option<String> {
        self.close(purpose, End::Cancelled)
    }

    /// Ends the sign-ins whose time has run out: purpose and words of each.
    pub fn sweep(&mut self, now: DateTime<Utc>) -> Vec<(String, SignInFailure)> {
        let mut ended = Vec::new();
        let mut place = 0;
        while place < self.open.len() {
            if now > self.open[place].until {
                let attempt = self.open.swap_remove(place);
                self.remember(attempt.state, &attempt.vendor.name, End::RanOut);
                ended.push((attempt.purpose, browser_closed(attempt.vendor.name)));
            } else {
                place += 1;
            }
        }
        ended
    }

    /// Ends the sign-in with this state because its time has run out; how it ended when it is not
    /// open any more.
    pub fn run_out(&mut self, state: [u8; 32]) -> SignInFailure {
        if let Some(place) = self.open.iter().position(|attempt| attempt.state == state) {
            let attempt = self.open.swap_remove(place);
            self.remember(state, &attempt.vendor.name, End::RanOut);
            return browser_closed(attempt.vendor.name);
        }
        self.past_of(state).unwrap_or(SignInFailure::NotAskedFor)
    }

    /// Whether the sign-in with this state is open.
    pub fn is_waiting(&self, state: [u8; 32]) -> bool {
        self.open.iter().any(|attempt| attempt.state == state)
    }

    /// Whether a sign-in for this purpose is open.
    pub fn is_open(&self, purpose: &str) -> bool {
        self.open.iter().any(|attempt| attempt.purpose == purpose)
    }

    /// The words for an answer to a sign-in that is over.
    fn past_of(&self, state: [u8; 32]) -> Option<SignInFailure> {
        let past = self.past.iter().find(|past| past.state == state)?;
        let vendor = past.vendor.clone();
        Some(match past.end {
            End::Used => SignInFailure::Replayed { vendor },
            End::Replaced => SignInFailure::SecondTab { vendor },
            End::RanOut => SignInFailure::Expired { vendor },
            End::Cancelled => SignInFailure::Cancelled { vendor },
        })
    }

    fn close(&mut self, purpose: &str, end: End) -> Option<String> {
        let place = self
            .open
            .iter()
            .position(|attempt| attempt.purpose == purpose)?;
        let attempt = self.open.swap_remove(place);
        let vendor = attempt.vendor.name;
        self.remember(attempt.state, &vendor, end);
        Some(vendor)
    }

    fn remember(&mut self, state: [u8; 32], vendor: &str, end: End) {
        if self.past.len() == REMEMBERED {
            self.past.pop_front();
        }
        self.past.push_back(Past {
            state,
            vendor: vendor.to_owned(),
            end,
        });
    }
}

/// The words for a sign-in to which no answer came.
fn browser_closed(vendor: String) -> SignInFailure {
    SignInFailure::BrowserClosed {
        vendor,
        minutes: TIME_LIMIT.num_minutes().unsigned_abs(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::catalogue;
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000 + minutes * 60, 0).unwrap()
    }

    fn attempt(purpose: &str, state: &str) -> Attempt {
        Attempt {
            purpose: purpose.to_owned(),
            vendor: catalogue::google(false),
            registration: Registration {
                client_id: "id".to_owned(),
                client_secret: None,
            },
            way: WayBack::Loopback,
            redirect: Url::parse("http://127.0.0.1:4000/callback").unwrap(),
            state: SecretText::new(state).fingerprint(),
            verifier: None,
            nonce: None,
            features: Vec::new(),
            expected: None,
            until: at(0) + TIME_LIMIT,
        }
    }

    fn take(attempts: &mut Attempts, state: &str, minutes: i64) -> &'static str {
        match attempts.take(&SecretText::new(state), at(minutes)) {
            Ok(_) => "taken",
            Err(failure) => failure.code(),
        }
    }

    #[test]
    fn a_state_is_good_for_one_answer() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("new", "s1"));
        assert_eq!(take(&mut attempts, "s1", 1), "taken");
        assert_eq!(take(&mut attempts, "s1", 1), "sign_in_replayed");
        assert_eq!(take(&mut attempts, "s1", 60), "sign_in_replayed");
    }

    #[test]
    fn what_was_not_asked_for_does_nothing_but_say_so() {
        let mut attempts = Attempts::default();
        assert_eq!(take(&mut attempts, "made up", 0), "sign_in_not_asked_for");
        attempts.open(attempt("new", "s1"));
        assert_eq!(take(&mut attempts, "made up", 0), "sign_in_wrong_state");
        assert_eq!(
            take(&mut attempts, "s1", 0),
            "taken",
            "the real answer still counts"
        );
        assert_eq!(take(&mut attempts, "made up", 0), "sign_in_not_asked_for");
    }

    #[test]
    fn the_newest_tab_counts() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("new", "first"));
        attempts.open(attempt("new", "second"));
        assert_eq!(take(&mut attempts, "first", 1), "sign_in_second_tab");
        assert_eq!(take(&mut attempts, "second", 1), "taken");
        assert_eq!(take(&mut attempts, "first", 1), "sign_in_second_tab");
    }

    #[test]
    fn sign_ins_for_different_accounts_do_not_replace_each_other() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("account 1", "one"));
        attempts.open(attempt("account 2", "two"));
        assert_eq!(take(&mut attempts, "one", 1), "taken");
        assert!(attempts.is_open("account 2") && !attempts.is_open("account 1"));
    }

    #[test]
    fn time_runs_out_once() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("new", "s1"));
        assert!(
            attempts.sweep(at(10)).is_empty(),
            "the last moment still counts"
        );
        let ended = attempts.sweep(at(11));
        assert_eq!(ended.len(), 1);
        assert_eq!(ended[0].1.code(), "sign_in_browser_closed");
        assert!(attempts.sweep(at(12)).is_empty());
        assert_eq!(take(&mut attempts, "s1", 12), "sign_in_expired");
    }

    #[test]
    fn a_late_answer_is_told_so_before_anybody_swept() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("new", "s1"));
        assert_eq!(take(&mut attempts, "s1", 11), "sign_in_expired");
    }

    #[test]
    fn an_answer_that_was_not_sent_can_be_tried_again() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("new", "s1"));
        let taken = attempts.take(&SecretText::new("s1"), at(1)).unwrap();
        assert!(attempts.put_back(taken));
        assert_eq!(take(&mut attempts, "s1", 2), "taken");

        attempts.open(attempt("new", "s2"));
        let taken = attempts.take(&SecretText::new("s2"), at(1)).unwrap();
        attempts.open(attempt("new", "s3"));
        assert!(!attempts.put_back(taken), "a newer one is open");
        assert_eq!(take(&mut attempts, "s2", 2), "sign_in_replayed");
    }

    #[test]
    fn a_cancelled_sign_in_stays_cancelled() {
        let mut attempts = Attempts::default();
        attempts.open(attempt("new", "s1"));
        assert_eq!(attempts.cancel("new").as_deref(), Some("Google"));
        assert_eq!(attempts.cancel("new"), None);
        assert_eq!(take(&mut attempts, "s1", 1), "sign_in_cancelled");
    }

    #[test]
    fn memory_is_bounded() {
        let mut attempts = Attempts::default();
        for number in 0..1000 {
            attempts.open(attempt("new", &number.to_string()));
        }
        assert_eq!(attempts.open.len(), 1);
        assert_eq!(attempts.past.len(), REMEMBERED);
    }
}
