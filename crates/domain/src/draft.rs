//! Outreach drafts: channels, their dated limits, the states up to sent, and rendering a template
//! with the facts of a record (FORMATS.md `draft_render`, FEATURES.md 1.10 and 5.9).
//!
//! Muster drafts and counts; a human sends. Nothing here talks to a network.

mod data;
mod engine;
mod limits;
mod marks;
mod measure;
mod render;
mod rewrite;
mod tags;

pub use limits::{Account, ChannelLimit, ChannelLimits, LimitsError};
pub use measure::{Measured, carry_claims, is_empty, measure, still_unresolved};
pub use render::{Claim, RenderAnswer, RenderError, RenderRequest, render, render_with};

use crate::wire::wire_enum;

wire_enum! {
    /// Where a draft will be sent by hand.
    pub enum Channel as "channel" {
        /// The note of a `LinkedIn` connection request.
        LinkedinConnection = "linkedin_connection",
        /// A `LinkedIn` message to a connection.
        LinkedinMessage = "linkedin_message",
        /// A `LinkedIn` `InMail`: subject and body.
        Inmail = "inmail",
        /// An e-mail: subject and body.
        Email = "email",
    }
}

impl Channel {
    /// Whether a message on this channel has a subject.
    pub const fn has_subject(self) -> bool {
        matches!(self, Self::Inmail | Self::Email)
    }
}

wire_enum! {
    /// Where a draft stands (FEATURES.md OD12).
    #[derive(Default)]
    pub enum DraftState as "draft state" {
        /// Being written.
        #[default]
        Draft = "draft",
        /// Read and found good.
        Ready = "ready",
        /// On the clipboard; the person is about to send it.
        Copied = "copied",
        /// The person says it was sent.
        Sent = "sent",
        /// The connection request was accepted.
        Accepted = "accepted",
        /// The candidate answered.
        Replied = "replied",
        /// Thrown away.
        Discarded = "discarded",
    }
}

/// A change of draft state that makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("A draft that is {from} cannot become {to}. {}", advice(*.from, *.to))]
pub struct DraftTransitionRefusal {
    /// The present state.
    pub from: DraftState,
    /// The wanted state.
    pub to: DraftState,
}

fn advice(from: DraftState, to: DraftState) -> &'static str {
    match (from, to) {
        (DraftState::Discarded, _) => "Take it back to draft first.",
        (_, DraftState::Accepted | DraftState::Replied) => "Mark it as sent first.",
        _ => "Correct it to an earlier state first.",
    }
}

impl DraftState {
    /// The states a person may mark next.
    ///
    /// Forward: draft, ready, copied, sent, accepted, replied, with steps left out where the
    /// world skips them. Back: one correction step from a wrong mark (not copied after all, not
    /// sent after all, not accepted or answered after all). A sent draft is never discarded: the
    /// message is out. Whether an edit is still allowed is [`Self::is_editable`].
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Ready, Self::Copied, Self::Sent, Self::Discarded],
            Self::Ready => &[Self::Draft, Self::Copied, Self::Sent, Self::Discarded],
            Self::Copied => &[Self::Draft, Self::Ready, Self::Sent, Self::Discarded],
            Self::Sent => &[Self::Copied, Self::Ready, Self::Accepted, Self::Replied],
            Self::Accepted => &[Self::Sent, Self::Replied],
            Self::Replied => &[Self::Sent, Self::Accepted],
            Self::Discarded => &[Self::Draft, Self::Ready],
        }
    }

    /// Moves to `to`, or says why not. Marking the present state again changes nothing.
    pub fn become_state(self, to: Self) -> Result<Self, DraftTransitionRefusal> {
        if self == to || self.next().contains(&to) {
            Ok(to)
        } else {
            Err(DraftTransitionRefusal { from: self, to })
        }
    }

    /// Whether the text may still change. An edit takes `ready` and `copied` back to `draft`.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Ready | Self::Copied)
    }

    /// Whether marking this state lets the text leave the app, so that it must fit and hold no
    /// unresolved placeholder (FEATURES.md OD1).
    pub const fn needs_fitting_text(self) -> bool {
        matches!(self, Self::Ready | Self::Copied | Self::Sent)
    }
}

#[cfg(test)]
mod tests;
