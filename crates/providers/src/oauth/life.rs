//! The life of an account's tokens, as a state machine without I/O and without a clock.
//!
//! Three verdicts change it (DESIGN.md section 6): the **grant is dead**, the **access token is
//! dead**, or the answer is **inconclusive**. Only the first asks the person. Whoever drives it
//! ([`super::renew`]) does what [`TokenLife::step`] says and reports what came of it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::exchange::NotGranted;
use super::vendor::Vendor;

/// How wrong this computer's clock may become between two requests without harm.
pub const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(10);
/// Rest after the first inconclusive answer; it doubles with each one.
const FIRST_REST: TimeDelta = TimeDelta::seconds(5);
/// The longest rest of our own making.
const LONGEST_REST: TimeDelta = TimeDelta::minutes(15);
/// Rest after an answer that will not change by itself: somebody must change a registration.
const REGISTRATION_REST: TimeDelta = TimeDelta::hours(1);

/// Why a grant is dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantDeath {
    /// The vendor says that the refresh token is no longer good: revoked, expired, or a password
    /// was changed.
    Refused,
    /// As above, after the answer to an earlier renewal was lost: the new token may have been in it.
    AfterLostAnswer,
    /// The access token has ended and the vendor gives no refresh token.
    Ended,
}

/// Why an answer is inconclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// The vendor could not be reached.
    Offline {
        /// What the system said.
        reason: String,
    },
    /// It was reached, and its answer was lost.
    AnswerLost {
        /// What the system said.
        reason: String,
    },
    /// It is overloaded or broken.
    Busy {
        /// The HTTP status.
        status: u16,
    },
    /// Something else answered in its place.
    Unreadable,
    /// It does not accept Muster's registration; the grant itself may be good.
    Registration {
        /// Its error, cleaned.
        reason: String,
    },
    /// It refuses a token that it has just given: a permission is missing, not a token.
    FreshTokenRefused,
}

/// What an answer says about the tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Only the person can help.
    GrantDead,
    /// A new access token is needed.
    AccessDead,
    /// Nothing is known; try again after the wait the vendor asks for, if it asks for one.
    Inconclusive(Unclear, Option<Duration>),
}

impl Verdict {
    /// What the answer to a refresh says.
    pub(super) fn of_renewal(vendor: &Vendor, answer: &NotGranted) -> Self {
        match answer {
            NotGranted::Refused { error, .. }
                if error == "invalid_grant" || vendor.grant_ends_with.contains(error) =>
            {
                Self::GrantDead
            }
            NotGranted::Refused { error, words, .. } => match error.as_str() {
                "temporarily_unavailable" | "server_error" | "slow_down" => {
                    Self::Inconclusive(Unclear::Busy { status: 503 }, None)
                }
                _ => Self::Inconclusive(
                    Unclear::Registration {
                        reason: NotGranted::phrase(error, words),
                    },
                    None,
                ),
            },
            NotGranted::NotSent { reason } => Self::Inconclusive(
                Unclear::Offline {
                    reason: reason.clone(),
                },
                None,
            ),
            NotGranted::Lost { reason } => Self::Inconclusive(
                Unclear::AnswerLost {
                    reason: reason.clone(),
                },
                None,
            ),
            NotGranted::Busy {
                status,
                retry_after,
            } => Self::Inconclusive(Unclear::Busy { status: *status }, *retry_after),
            NotGranted::Unreadable { .. } => Self::Inconclusive(Unclear::Unreadable, None),
        }
    }

    /// What the status of an API's answer says about the access token that was sent with the
    /// request; `None` when it says nothing. 403 is about permissions, not about tokens.
    pub fn of_api(status: u16) -> Option<Self> {
        (status == 401).then_some(Self::AccessDead)
    }
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Use the access token.
    Use,
    /// Ask for a new one, and report.
    Renew,
    /// Store the new tokens before they are used, and report.
    Store,
    /// One request is out already.
    InFlight,
    /// Leave the vendor alone until then.
    Wait {
        /// The end of the rest.
        until: DateTime<Utc>,
        /// Why.
        why: Unclear,
    },
    /// Ask the person to sign in again.
    AskUser(GrantDeath),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Work {
    Idle,
    Renewing,
    Unstored,
    Resting { until: DateTime<Utc>, why: Unclear },
}

/// What the vendor's API has said about the present access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It worked, or comes from an earlier run.
    Trusted,
    /// It comes from a renewal and was not accepted yet.
    Unproven,
    /// It was refused.
    Refused,
}

/// The life of one account's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLife {
    obtained: DateTime<Utc>,
    access_until: Option<DateTime<Utc>>,
    standing: Standing,
    renewable: bool,
    death: Option<GrantDeath>,
    work: Work,
    /// Inconclusive answers in a row.
    tries: u32,
    /// Whether the answer to a renewal was lost since the last one that came.
    answer_lost: bool,
    /// Counts the access tokens, so that a refusal can be told from one of an earlier token.
    generation: u64,
}

impl TokenLife {
    /// The life of tokens as they were stored or as they have just been granted and stored.
    pub fn new(
        obtained: DateTime<Utc>,
        access_until: Option<DateTime<Utc>>,
        renewable: bool,
    ) -> Self {
        Self {
            obtained,
            access_until,
            standing: Standing::Trusted,
            renewable,
            death: None,
            work: Work::Idle,
            tries: 0,
            answer_lost: false,
            generation: 0,
        }
    }

    /// The number of the present access token.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What to do next.
    pub fn step(&self, now: DateTime<Utc>) -> Step {
        if let Some(death) = self.death {
            return Step::AskUser(death);
        }
        match &self.work {
            Work::Unstored => return Step::Store,
            Work::Renewing => return Step::InFlight,
            Work::Idle | Work::Resting { .. } => {}
        }
        if !self.renewable {
            return if self.is_alive(now) {
                Step::Use
            } else {
                Step::AskUser(GrantDeath::Ended)
            };
        }
        if self.is_comfortable(now) {
            return Step::Use;
        }
        match &self.work {
            Work::Resting { until, why } if now < *until && *until - now <= Self::LONGEST => {
                // A token that only nears its end still serves while the vendor rests.
                if self.is_alive(now) {
                    Step::Use
                } else {
                    Step::Wait {
                        until: *until,
                        why: why.clone(),
                    }
                }
            }
            _ => Step::Renew,
        }
    }

    /// No rest is longer than this; a longer one means that the clock was set back meanwhile.
    const LONGEST: TimeDelta = TimeDelta::hours(24);

    /// A request for new tokens goes out.
    pub fn renewal_started(&mut self) {
        self.work = Work::Renewing;
    }

    /// New tokens came. They are not used before [`TokenLife::stored`].
    pub fn renewed(
        &mut self,
        now: DateTime<Utc>,
        access_until: Option<DateTime<Utc>>,
        renewable: bool,
    ) {
        self.obtained = now;
        self.access_until = access_until;
        self.standing = Standing::Unproven;
        self.renewable = renewable;
        self.work = Work::Unstored;
        self.tries = 0;
        self.answer_lost = false;
        self.generation += 1;
    }

    /// The new tokens are stored.
    pub fn stored(&mut self) {
        if self.work == Work::Unstored {
            self.work = Work::Idle;
        }
    }

    /// Somebody else has renewed and stored the tokens; these are theirs.
    pub fn adopted(
        &mut self,
        obtained: DateTime<Utc>,
        access_until: Option<DateTime<Utc>>,
        renewable: bool,
    ) {
        let generation = self.generation + 1;
        *self = Self {
            generation,
            ..Self::new(obtained, access_until, renewable)
        };
    }

    /// No new tokens came. Returns whether the grant is dead by it.
    pub fn not_renewed(&mut self, verdict: Verdict, now: DateTime<Utc>) -> bool {
        match verdict {
            Verdict::GrantDead => {
                self.work = Work::Idle;
                self.death = Some(if self.answer_lost {
                    GrantDeath::AfterLostAnswer
                } else {
                    GrantDeath::Refused
                });
                true
            }
            // A refresh cannot say this; were it said, asking again is all one could do.
            Verdict::AccessDead => {
                self.rest(Unclear::Unreadable, None, now);
                false
            }
            Verdict::Inconclusive(why, wait) => {
                if matches!(why, Unclear::AnswerLost { .. }) {
                    self.answer_lost = true;
                }
                self.rest(why, wait, now);
                false
            }
        }
    }

    /// An API accepted the access token of this generation.
    pub fn access_worked(&mut self, generation: u64) {
        if generation == self.generation && self.standing == Standing::Unproven {
            self.standing = Standing::Trusted;
        }
    }

    /// An API refused the access token of this generation (401). A refusal of an earlier one says
    /// nothing; one of a token that was renewed a moment ago leads to a rest instead of a circle.
    pub fn access_refused(&mut self, generation: u64, now: DateTime<Utc>) {
        if generation != self.generation || self.work == Work::Unstored {
            return;
        }
        let before = std::mem::replace(&mut self.standing, Standing::Refused);
        if before == Standing::Unproven && self.work == Work::Idle {
            self.rest(Unclear::FreshTokenRefused, None, now);
        }
    }

    fn rest(&mut self, why: Unclear, wait: Option<Duration>, now: DateTime<Utc>) {
        let doubled = FIRST_REST * 2_i32.pow(self.tries.min(10));
        let own = match why {
            Unclear::Registration { .. } => REGISTRATION_REST,
            Unclear::FreshTokenRefused => LONGEST_REST,
            _ => doubled.min(LONGEST_REST),
        };
        // A vendor that asks for a longer rest gets it; one that asks for none gets ours.
        let asked = wait
            .and_then(|wait| TimeDelta::from_std(wait).ok())
            .unwrap_or_default();
        self.tries = self.tries.saturating_add(1);
        self.work = Work::Resting {
            until: now + own.max(asked).min(Self::LONGEST),
            why,
        };
    }

    /// Whether the access token is good, as far as this computer's clock tells.
    fn is_alive(&self, now: DateTime<Utc>) -> bool {
        self.standing != Standing::Refused && self.access_until.is_none_or(|until| now < until)
    }

    /// Whether the access token is good even if the clock is [`CLOCK_SKEW`] wrong. A token that
    /// lives for less than twice that is renewed at half its life.
    fn is_comfortable(&self, now: DateTime<Utc>) -> bool {
        if self.standing == Standing::Refused || now < self.obtained - CLOCK_SKEW {
            return false;
        }
        self.access_until.is_none_or(|until| {
            let margin = CLOCK_SKEW.min((until - self.obtained) / 2);
            now < until - margin
        })
    }
}

#[cfg(test)]
#[path = "life_tests.rs"]
mod tests;
