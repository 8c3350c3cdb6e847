//! What happens when: steps in the order of time, each run by the ordinary command.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use muster_scheduling::zone::Zone;
use serde_json::{Value, json};

use super::interviews::Meeting;
use super::{CANDIDATES, Filled, calendars, cast, interviews, jobs, outreach, pipeline, plans};
use crate::{Desk, Failure};

/// The zone of the demo's recruiter, whose day "today" is.
const ZONE: &str = "Europe/London";

/// Something that happens. Numbers are places in the demo's own lists.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Interviewer(usize),
    Calendar(usize),
    Job(usize),
    Template(usize),
    Teams,
    Pool(usize),
    Plan(usize),
    Hold(usize),
    Candidate(usize),
    Match(usize),
    Gates(usize),
    Stage(usize),
    Schedule(usize),
    Move(usize),
    Cancel(usize),
    CandidateJoins(usize),
    InterviewerJoins(usize),
    Confirm(usize),
    Draft(usize),
    Mark(usize, &'static str),
    /// Reminders fire and outcomes are recorded.
    Background,
    ReadNotices,
}

/// The story while it is told.
pub(super) struct Story<'a> {
    desk: &'a Desk,
    now: DateTime<Utc>,
    zone: Zone,
    steps: BTreeMap<(DateTime<Utc>, usize), Step>,
    planned: usize,
    pub people: Vec<String>,
    pub pools: Vec<String>,
    plans: usize,
    jobs: BTreeMap<usize, String>,
    templates: BTreeMap<usize, String>,
    candidates: BTreeMap<usize, String>,
    applications: BTreeMap<usize, String>,
    drafts: BTreeMap<usize, String>,
    pub meetings: BTreeMap<usize, Meeting>,
}

impl<'a> Story<'a> {
    pub(super) fn new(desk: &'a Desk, now: DateTime<Utc>) -> Result<Self, Failure> {
        Ok(Self {
            desk,
            now,
            zone: desk.zones().get(ZONE).map_err(Failure::internal)?,
            steps: BTreeMap::new(),
            planned: 0,
            people: Vec::new(),
            pools: Vec::new(),
            plans: 0,
            jobs: BTreeMap::new(),
            templates: BTreeMap::new(),
            candidates: BTreeMap::new(),
            applications: BTreeMap::new(),
            drafts: BTreeMap::new(),
            meetings: BTreeMap::new(),
        })
    }

    /// The instant the story is told for; nothing happens after it.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Midnight of the recruiter's day that is `days` from today.
    pub(super) fn midnight(&self, days: i64) -> DateTime<Utc> {
        let date: NaiveDate = self.zone.local(self.now).date() + TimeDelta::days(days);
        self.zone.instant(date.and_time(chrono::NaiveTime::MIN))
    }

    /// Puts a step into its place. What would happen in the future does not happen.
    pub(super) fn plan(&mut self, at: DateTime<Utc>, step: Step) {
        if at <= self.now {
            self.planned += 1;
            self.steps.insert((at, self.planned), step);
        }
    }

    /// Runs one command at an instant.
    pub(super) async fn call(
        &self,
        at: DateTime<Utc>,
        command: &str,
        params: Value,
    ) -> Result<Value, Failure> {
        self.desk.at(at).await?.call(command, params).await
    }

    async fn made(
        &self,
        at: DateTime<Utc>,
        command: &str,
        params: Value,
    ) -> Result<String, Failure> {
        id(&self.call(at, command, params).await?)
    }

    /// The first user of a new workspace is nobody yet; in the demo it is a recruiter in London.
    pub(super) async fn introduce_user(&self) -> Result<(), Failure> {
        let user = self.desk.actor().await?;
        let params = json!({ "id": user, "full_name": "Robin Thackeray",
            "email": "robin.thackeray@example.org", "time_zone": ZONE });
        self.call(self.now - TimeDelta::days(46), "user_update", params)
            .await
            .map(drop)
    }

    /// Tells it all. Steps may plan further ones.
    pub(super) async fn tell(&mut self) -> Result<(), Failure> {
        while let Some(((at, _), step)) = self.steps.pop_first() {
            self.run(at, step).await?;
        }
        Ok(())
    }

    async fn run(&mut self, at: DateTime<Utc>, step: Step) -> Result<(), Failure> {
        match step {
            Step::Interviewer(n) => {
                let id = self.made(at, "person_create", cast::interviewer(n)).await?;
                self.people.push(id);
            }
            Step::Calendar(n) => self.import_calendar(at, n).await?,
            Step::Job(n) => {
                let id = self.made(at, "job_create", jobs::job(n)).await?;
                self.jobs.insert(n, id);
            }
            Step::Template(n) => {
                let id = self
                    .made(at, "template_create", outreach::template(n))
                    .await?;
                self.templates.insert(n, id);
            }
            Step::Teams => plans::teams(self, at).await?,
            Step::Pool(n) => {
                let id = self.made(at, "pool_create", plans::pool(self, n)?).await?;
                self.pools.push(id);
            }
            Step::Plan(n) => {
                let params = plans::interviews(self, n)?;
                self.made(at, "interview_plan_create", params).await?;
                self.plans += 1;
            }
            Step::Hold(n) => plans::hold(self, at, n).await?,
            Step::Candidate(n) => {
                let id = self
                    .made(at, "candidate_create", cast::candidate(n))
                    .await?;
                if let Some(text) = cast::resume(n) {
                    self.add_resume(at, &id, &text).await?;
                }
                self.candidates.insert(n, id);
            }
            Step::Match(n) => {
                let (candidate, job) = pipeline::pair(n);
                let params = json!({ "candidate_id": self.candidate(candidate)?,
                    "job_id": known(&self.jobs, job)? });
                let id = self.made(at, "matching_match", params).await?;
                self.applications.insert(n, id);
            }
            Step::Gates(n) => self.open_gates(at, n).await?,
            Step::Stage(n) => {
                let stage = pipeline::way(n).stage;
                if stage != "sourced" {
                    let params = json!({ "application_id": self.application(n)?, "stage": stage });
                    self.call(at, "application_move", params).await?;
                }
            }
            Step::Schedule(n) => interviews::schedule(self, at, n).await?,
            Step::Move(n) => interviews::reschedule(self, at, n).await?,
            Step::Cancel(n) => interviews::cancel(self, at, n).await?,
            Step::CandidateJoins(n) => interviews::join(self, at, n, "candidate").await?,
            Step::InterviewerJoins(n) => interviews::join(self, at, n, "interviewer").await?,
            Step::Confirm(n) => interviews::confirm(self, at, n).await?,
            Step::Draft(n) => {
                let (candidate, job, template) = outreach::about(n);
                let params = json!({
                    "candidate_id": self.candidate(candidate)?,
                    "job_id": known(&self.jobs, job)?,
                    "template_id": known(&self.templates, template)?,
                    "channel": outreach::TEMPLATES[template].channel,
                });
                let id = self.made(at, "draft_create", params).await?;
                self.drafts.insert(n, id);
            }
            Step::Mark(n, state) => {
                let id = known(&self.drafts, n)?;
                self.call(at, "draft_mark", outreach::mark(n, &id, state))
                    .await?;
            }
            Step::Background => {
                let kinds = json!({ "kinds": ["reminders", "statuses"] });
                self.call(at, "background_run", kinds).await?;
            }
            Step::ReadNotices => {
                self.call(at, "notice_read", json!({})).await?;
            }
        }
        Ok(())
    }

    async fn import_calendar(&self, at: DateTime<Utc>, n: usize) -> Result<(), Failure> {
        let file = self.file(".ics", &calendars::calendar(n, self.now))?;
        let person = self.people.get(n).ok_or_else(missing)?;
        let params = json!({ "person_id": person, "path": file.path(), "source": "Calendar.ics" });
        let done = self.call(at, "busy_import", params).await?;
        if done["errors"] != json!([]) {
            return Err(Failure::internal(
                "a calendar of the demo is not well formed",
            ));
        }
        Ok(())
    }

    async fn add_resume(&self, at: DateTime<Utc>, id: &str, text: &str) -> Result<(), Failure> {
        let folder = tempfile::tempdir().map_err(Failure::internal)?;
        let path = folder.path().join("resume.txt");
        std::fs::write(&path, text).map_err(Failure::internal)?;
        let params = json!({ "candidate_id": id, "path": path });
        self.call(at, "candidate_document_add", params)
            .await
            .map(drop)
    }

    /// A file that is gone after the command has read it.
    fn file(&self, end: &str, text: &str) -> Result<tempfile::NamedTempFile, Failure> {
        use std::io::Write as _;
        let mut file = tempfile::Builder::new()
            .suffix(end)
            .tempfile_in(self.desk.folder())
            .map_err(Failure::internal)?;
        file.write_all(text.as_bytes()).map_err(Failure::internal)?;
        Ok(file)
    }

    async fn open_gates(&self, at: DateTime<Utc>, n: usize) -> Result<(), Failure> {
        let (way, id) = (pipeline::way(n), self.application(n)?);
        if way.shortlisted {
            let params = json!({ "application_id": id, "shortlisted": true });
            self.call(at, "candidate_shortlist", params).await?;
        }
        if way.interviews {
            let params = json!({ "application_id": id, "interview_enabled": true,
                "online_interview_enabled": way.online });
            self.call(at, "candidate_toggle_interview", params).await?;
        }
        Ok(())
    }

    fn candidate(&self, n: usize) -> Result<String, Failure> {
        known(&self.candidates, n % CANDIDATES)
    }

    pub(super) fn application(&self, n: usize) -> Result<String, Failure> {
        known(&self.applications, n)
    }

    pub(super) fn job(&self, n: usize) -> Result<String, Failure> {
        known(&self.jobs, n)
    }

    /// What there is in the end.
    pub(super) fn filled(&self) -> Filled {
        Filled {
            candidates: self.candidates.len(),
            jobs: self.jobs.len(),
            people: self.people.len(),
            applications: self.applications.len(),
            interviews: self.meetings.len(),
            templates: self.templates.len(),
            drafts: self.drafts.len(),
            pools: self.pools.len(),
            plans: self.plans,
            now: self.now,
        }
    }
}

/// The id in a command's answer.
pub(super) fn id(answer: &Value) -> Result<String, Failure> {
    answer["id"].as_str().map(str::to_owned).ok_or_else(missing)
}

fn known(ids: &BTreeMap<usize, String>, n: usize) -> Result<String, Failure> {
    ids.get(&n).cloned().ok_or_else(missing)
}

/// A step came before what it needs.
pub(super) fn missing() -> Failure {
    Failure::internal("the demo's story is out of order")
}
