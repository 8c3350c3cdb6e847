//! Interviewers and colleagues: `person_create`, `person_list`, `person_update`.

use muster_domain::candidate::contact::Email;
use muster_scheduling::attendee::TentativePolicy;
use muster_scheduling::hours::{self, DateOverride, HoursRange, Weekday};
use muster_store::people::{self as rows, Person};
use muster_store::{StoreError, WriteTx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::paging::{Listed, limit};
use crate::{Code, Command, Desk, Failure, availability};

/// Parameters of `person_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Name.
    pub full_name: String,
    /// E-mail address.
    pub email: String,
    /// IANA zone in which the working hours are meant.
    pub time_zone: String,
    /// Weekly hours.
    pub working_hours: Vec<HoursRange>,
    /// Dates with other hours, or none.
    #[serde(default)]
    pub date_overrides: Vec<DateOverride>,
    /// Minutes kept free before an interview.
    #[serde(default)]
    pub buffer_before_minutes: u32,
    /// Minutes kept free after an interview.
    #[serde(default)]
    pub buffer_after_minutes: u32,
    /// Most interviews in one local day.
    #[serde(default)]
    pub maximum_per_day: Option<u32>,
    /// Most interviews in one local week.
    #[serde(default)]
    pub maximum_per_week: Option<u32>,
    /// First day of the week for the weekly cap.
    #[serde(default)]
    pub week_starts_on: Option<Weekday>,
    /// Whether tentative calendar items block.
    #[serde(default)]
    pub tentative: Option<TentativePolicy>,
    /// Interview types this person takes; empty means all.
    #[serde(default)]
    pub interview_types: Vec<String>,
    /// The team, whose settings of availability this person inherits.
    #[serde(default)]
    pub team: Option<String>,
}

/// Parameters of `person_update`: the id and what changes. `null` lifts a cap.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Whom.
    pub id: String,
    /// Name.
    pub full_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// IANA zone.
    pub time_zone: Option<String>,
    /// Weekly hours, all of them.
    pub working_hours: Option<Vec<HoursRange>>,
    /// Dates with other hours, all of them.
    pub date_overrides: Option<Vec<DateOverride>>,
    /// One date with other hours, in place of any that it had; the other dates stay as they are.
    pub date_override: Option<DateOverride>,
    /// Minutes kept free before an interview.
    pub buffer_before_minutes: Option<u32>,
    /// Minutes kept free after an interview.
    pub buffer_after_minutes: Option<u32>,
    /// Most interviews in one local day; null for no limit.
    #[serde(default, deserialize_with = "crate::settings::present")]
    pub maximum_per_day: Option<Option<u32>>,
    /// Most interviews in one local week; null for no limit.
    #[serde(default, deserialize_with = "crate::settings::present")]
    pub maximum_per_week: Option<Option<u32>>,
    /// First day of the week for the weekly cap.
    pub week_starts_on: Option<Weekday>,
    /// Whether tentative calendar items block.
    pub tentative: Option<TentativePolicy>,
    /// Interview types this person takes.
    pub interview_types: Option<Vec<String>>,
    /// The team; empty for none.
    pub team: Option<String>,
}

/// Parameters of `person_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// An interviewer or colleague.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Person")]
pub struct PersonView {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// E-mail address.
    pub email: String,
    /// IANA zone.
    pub time_zone: String,
    /// Weekly hours.
    pub working_hours: Vec<HoursRange>,
    /// Dates with other hours.
    pub date_overrides: Vec<DateOverride>,
    /// Minutes kept free before an interview.
    pub buffer_before_minutes: u32,
    /// Minutes kept free after an interview.
    pub buffer_after_minutes: u32,
    /// Most interviews in one local day.
    pub maximum_per_day: Option<u32>,
    /// Most interviews in one local week.
    pub maximum_per_week: Option<u32>,
    /// First day of the week for the weekly cap.
    pub week_starts_on: Weekday,
    /// Whether tentative calendar items block.
    pub tentative: TentativePolicy,
    /// Interview types this person takes; empty means all.
    pub interview_types: Vec<String>,
    /// The team; empty for none.
    pub team: String,
}

impl From<Person> for PersonView {
    fn from(p: Person) -> Self {
        Self {
            id: p.id,
            full_name: p.full_name,
            email: p.email,
            time_zone: p.time_zone,
            working_hours: p.working_hours,
            date_overrides: p.date_overrides,
            buffer_before_minutes: p.buffer_before_minutes,
            buffer_after_minutes: p.buffer_after_minutes,
            maximum_per_day: p.maximum_per_day,
            maximum_per_week: p.maximum_per_week,
            week_starts_on: p.week_starts_on,
            tentative: p.tentative,
            interview_types: p.interview_types,
            team: p.team,
        }
    }
}

/// `person_create`.
pub async fn create(desk: &Desk, params: Create) -> Result<PersonView, Failure> {
    let now = desk.now();
    let person = Person {
        id: muster_store::new_id(now),
        full_name: params.full_name.trim().to_owned(),
        email: params.email.trim().to_owned(),
        time_zone: params.time_zone,
        week_starts_on: params.week_starts_on.unwrap_or(Weekday::Mon),
        working_hours: params.working_hours,
        date_overrides: params.date_overrides,
        buffer_before_minutes: params.buffer_before_minutes,
        buffer_after_minutes: params.buffer_after_minutes,
        maximum_per_day: params.maximum_per_day,
        maximum_per_week: params.maximum_per_week,
        tentative: params.tentative.unwrap_or_default(),
        interview_types: params.interview_types,
        team: team(&params.team.unwrap_or_default())?,
        created_at: now,
    };
    check(desk, &person)?;
    let mut tx = desk.begin(Command::person_create).await?;
    refuse_taken_email(&mut tx, &person).await?;
    rows::put(&mut tx, &person).await?;
    tx.summarise(format!("Added {}", person.full_name));
    desk.commit(tx).await?;
    Ok(person.into())
}

/// `person_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<PersonView>, Failure> {
    let limit = limit(params.limit)?;
    let page = rows::page(desk.workspace().await?, limit, params.cursor.as_deref()).await?;
    Ok(page.map(PersonView::from).into())
}

/// `person_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<PersonView, Failure> {
    let mut tx = desk.begin(Command::person_update).await?;
    let mut person = rows::get(tx.connection(), &params.id).await?;
    let before = person.clone();
    macro_rules! change {
        ($($field:ident),*) => { $(if let Some(value) = params.$field { person.$field = value; })* };
    }
    change!(
        full_name,
        email,
        time_zone,
        working_hours,
        date_overrides,
        buffer_before_minutes,
        buffer_after_minutes,
        maximum_per_day,
        maximum_per_week,
        week_starts_on,
        tentative,
        interview_types
    );
    if let Some(exception) = params.date_override {
        exception.put_into(&mut person.date_overrides);
    }
    if let Some(name) = &params.team {
        person.team = team(name)?;
    }
    check(desk, &person)?;
    refuse_taken_email(&mut tx, &person).await?;
    rows::put(&mut tx, &person).await?;
    availability::set::give_way(&mut tx, &before, &person).await?;
    tx.summarise(format!("Changed {}", person.full_name));
    desk.commit(tx).await?;
    Ok(person.into())
}

/// Settings that contradict each other are refused here, not discovered as an empty slot list.
fn check(desk: &Desk, person: &Person) -> Result<(), Failure> {
    if person.full_name.trim().is_empty() {
        return Err(Failure::parameter(
            "full_name",
            "The name is empty.",
            "Give a name.",
        ));
    }
    if !person.email.is_empty() && Email::parse(&person.email).is_err() {
        return Err(Failure::parameter(
            "email",
            format!("{} is not an e-mail address.", person.email),
            "Write it as name@example.com.",
        ));
    }
    if desk.zones().get(&person.time_zone).is_err() {
        return Err(unknown_zone("time_zone", &person.time_zone));
    }
    hours::validate("", &person.working_hours, &person.date_overrides)?;
    for (field, minutes) in [
        ("buffer_before_minutes", person.buffer_before_minutes),
        ("buffer_after_minutes", person.buffer_after_minutes),
    ] {
        if minutes > 24 * 60 {
            return Err(Failure::parameter(
                field,
                format!("A buffer of {minutes} minutes is longer than a day."),
                "Give a buffer of at most 1440 minutes.",
            ));
        }
    }
    for (field, cap) in [
        ("maximum_per_day", person.maximum_per_day),
        ("maximum_per_week", person.maximum_per_week),
    ] {
        if cap == Some(0) {
            return Err(Failure::parameter(
                field,
                "A maximum of 0 would never allow an interview.",
                "Leave it out for no limit, or clear the working hours.",
            ));
        }
    }
    Ok(())
}

/// The name of a team, trimmed; empty for none.
pub(crate) fn team(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if name.chars().count() > 60 {
        return Err(Failure::parameter(
            "team",
            "The name of the team is longer than 60 characters.",
            "Use a short name, such as Platform.",
        ));
    }
    Ok(name.to_owned())
}

/// The refusal of a zone that the tz database does not know.
pub(crate) fn unknown_zone(field: &str, zone: &str) -> Failure {
    Failure::parameter(
        field,
        format!("{zone} is not a time zone of the tz database."),
        "Use an IANA name such as Europe/Berlin or America/New_York.",
    )
}

async fn refuse_taken_email(tx: &mut WriteTx, person: &Person) -> Result<(), Failure> {
    if person.email.is_empty() {
        return Ok(());
    }
    let taken: Result<Option<String>, StoreError> =
        rows::id_by_email(tx.connection(), &person.email).await;
    match taken? {
        Some(id) if id != person.id => Err(Failure::new(
            Code::AlreadyExists,
            format!("{} is already someone's address here.", person.email),
            "Change that person instead, or use another address.",
        )
        .with(serde_json::json!({ "field": "email", "id": id }))),
        _ => Ok(()),
    }
}
