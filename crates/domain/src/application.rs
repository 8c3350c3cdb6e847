//! An application is one candidate for one job: its stage and the three gates that stand
//! before an interview (FEATURES.md 0.2 "Gate", CP4 to CP6, MT2).
//!
//! `shortlisted` opens `interview_enabled`, which opens `online_interview_enabled`. Closing a
//! gate closes the ones behind it.

mod badge;
mod gates;

pub use badge::{Badge, BadgeKind, InterviewGlance, badge};
pub use gates::{
    Blocked, GateChange, GateRefusal, Gates, OpenInterviews, Toggle, shortlist, toggle, why_not,
};

use crate::wire::wire_enum;

wire_enum! {
    /// Where an application stands in the pipeline.
    #[derive(Default)]
    pub enum Stage as "application stage" {
        /// Found by a recruiter; the person has not applied. The default.
        #[default]
        Sourced = "sourced",
        /// The person applied.
        Applied = "applied",
        /// A first look: a call or a screening interview.
        Screen = "screen",
        /// Interviews are going on.
        Interview = "interview",
        /// An offer is out.
        Offer = "offer",
        /// The offer was accepted.
        Hired = "hired",
        /// A person decided against the candidate.
        Rejected = "rejected",
        /// The candidate stepped back.
        Withdrawn = "withdrawn",
    }
}

impl Stage {
    /// Whether the application is over: nothing is scheduled from here without reopening it.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Hired | Self::Rejected | Self::Withdrawn)
    }
}
