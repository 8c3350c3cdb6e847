//! What the words are made of.

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zone;

/// What the mail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occasion {
    /// The interview is planned.
    Invitation,
    /// Something about it is another than before.
    Update {
        /// When it was to take place, where that is what changed.
        before: Option<Timing>,
    },
    /// It does not take place.
    Cancellation {
        /// Why, in words meant for this reader; may be empty.
        reason_for_reader: String,
    },
    /// It is close.
    Reminder {
        /// How many minutes before the start the reminder is for.
        lead_minutes: u32,
    },
}

/// Who reads the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The candidate.
    Candidate,
    /// Those who interview, and others of the company.
    Interviewers,
}

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The first instant.
    pub start: DateTime<Utc>,
    /// The first instant after it.
    pub end: DateTime<Utc>,
}

/// Where the interview takes place.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A video meeting.
    Online {
        /// Its https address, when it is known.
        link: Option<String>,
    },
    /// A place one goes to.
    Onsite {
        /// The address, one line or several.
        address: String,
    },
    /// A telephone call.
    Phone {
        /// The number that is called, when it is known.
        number: Option<String>,
    },
}

/// Whom the reader asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
}

/// Something to open.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is.
    pub label: String,
    /// Its https address; any other is printed and cannot be clicked.
    pub address: String,
}

/// Everything one mail says. It has no debug output: it is all about people.
#[derive(Clone)]
pub struct Facts {
    /// What the mail is about.
    pub occasion: Occasion,
    /// Who reads it.
    pub audience: Audience,
    /// The title of the job.
    pub role: String,
    /// The company.
    pub company: String,
    /// The interview, such as `Phone screen`.
    pub interview_name: String,
    /// When it takes place; of a cancellation, when it would have.
    pub timing: Timing,
    /// The clock of the reader.
    pub reader_zone: Zone,
    /// The clock of the other side.
    pub other_zone: Zone,
    /// When the mail is written: years other than this one's are printed.
    pub written_at: DateTime<Utc>,
    /// Where it takes place.
    pub place: Place,
    /// The candidate.
    pub candidate_name: String,
    /// Who takes part beside the candidate, and as what: name and role.
    pub people: Vec<(String, String)>,
    /// What the reader does before.
    pub preparation: Option<String>,
    /// For the interviewers' eyes; left out of every mail to the candidate.
    pub private_notes: Option<String>,
    /// Whom the reader asks.
    pub contact: Contact,
    /// The offer of accommodations, to the candidate.
    pub accommodation_line: String,
    /// What the candidate is told about the use of AI, where the law or the company wants it.
    pub ai_notice: Option<String>,
    /// Where the candidate finds another time.
    pub reschedule_link: Option<String>,
    /// Whether the change is our doing and we are sorry for it.
    pub apology: bool,
    /// What this reader may open beside, such as the interview kit for interviewers.
    pub links: Vec<Link>,
}
