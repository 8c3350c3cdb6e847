//! What each channel takes: a dated table that the user can edit, because sources disagree and
//! vendors change their minds (FEATURES.md 1.10).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Channel;
use crate::wire::wire_enum;

wire_enum! {
    /// The kind of account the sender has on the channel.
    #[derive(Default)]
    pub enum Account as "account kind" {
        /// A free account, the default.
        #[default]
        Basic = "basic",
        /// Premium, Sales Navigator or Recruiter.
        Paid = "paid",
    }
}

/// What one channel takes. All numbers are UTF-16 units, as `LinkedIn` counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChannelLimit {
    /// The most the text may have; `null` is no limit.
    pub body: Option<u32>,
    /// The most the text may have with a paid account, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_paid: Option<u32>,
    /// The length from which a warning is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_from: Option<u32>,
    /// The most the subject may have; `null` is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<u32>,
}

/// The dated table of limits of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChannelLimits {
    /// When somebody last looked the numbers up.
    pub as_of: NaiveDate,
    /// The kind of account the sender has.
    #[serde(default)]
    pub account: Account,
    /// One row for each channel; a missing row means no limit.
    pub channels: BTreeMap<Channel, ChannelLimit>,
}

impl Default for ChannelLimits {
    fn default() -> Self {
        let row = |body, body_paid, warn_from, subject| ChannelLimit {
            body,
            body_paid,
            warn_from,
            subject,
        };
        Self {
            as_of: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default(),
            account: Account::Basic,
            channels: BTreeMap::from([
                (
                    Channel::LinkedinConnection,
                    row(Some(200), Some(300), None, None),
                ),
                (
                    Channel::LinkedinMessage,
                    row(Some(8000), None, Some(3000), None),
                ),
                (Channel::Inmail, row(Some(1900), None, None, Some(200))),
                (Channel::Email, row(None, None, None, None)),
            ]),
        }
    }
}

/// A limit was given for something that has none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` in `limits` is not a channel. Use linkedin_connection, linkedin_message, inmail, \
     inmail_subject, email or email_subject."
)]
pub struct LimitsError(pub String);

/// The numbers that hold for one draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effective {
    pub body: Option<u32>,
    pub warn_from: Option<u32>,
    pub subject: Option<u32>,
}

impl ChannelLimits {
    /// The numbers of the table for one channel.
    pub(super) fn row(&self, channel: Channel) -> Effective {
        let row = self.channels.get(&channel);
        Effective {
            body: row.and_then(|row| match self.account {
                Account::Paid => row.body_paid.or(row.body),
                Account::Basic => row.body,
            }),
            warn_from: row.and_then(|row| row.warn_from),
            subject: row.and_then(|row| row.subject),
        }
    }

    /// The numbers for one channel, after the `limits` of a request.
    pub(super) fn effective(
        &self,
        channel: Channel,
        overrides: &BTreeMap<String, u32>,
    ) -> Result<Effective, LimitsError> {
        let known = |key: &str| {
            Channel::ALL.iter().any(|one| {
                key == one.as_str()
                    || (one.has_subject() && key.strip_suffix("_subject") == Some(one.as_str()))
            })
        };
        if let Some(key) = overrides.keys().find(|key| !known(key)) {
            return Err(LimitsError(key.clone()));
        }
        let table = self.row(channel);
        let given = |key: &str| overrides.get(key).copied();
        Ok(Effective {
            body: given(channel.as_str()).or(table.body),
            warn_from: table.warn_from,
            subject: given(&format!("{channel}_subject")).or(table.subject),
        })
    }
}
