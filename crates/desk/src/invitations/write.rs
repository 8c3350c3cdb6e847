//! Bringing what people are told up to date with what an interview is: new versions of its events,
//! and letters for those who know it otherwise.

use chrono::{DateTime, TimeDelta, Utc};
use muster_providers::ics::{Entry, EntryState};
use muster_store::calendars;
use muster_store::interview_events::{self as events, InterviewEvent};
use muster_store::invitations::{self as rows, Invitation};
use muster_store::mail_account::{self, Telling as Settings};
use muster_store::outbox::{self, Letter, Step};
use muster_store::{Connection, WriteTx};

use super::compose::{Material, compose};
use super::event::{Audience, event};
use super::scene::{Invitee, Scene, Standing};
use super::told::{Telling, next_version, telling};
use crate::{Desk, Failure};

/// The states of letters that have not left.
pub(super) const PENDING: &[&str] = &["waiting", "held", "failed", "to_hand_over"];

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Only versions and their copies in a calendar.
    Versions,
    /// Letters too.
    Letters,
    /// Letters too, also such as somebody dropped before: it was asked for.
    Asked,
}

/// Brings versions and letters of one interview up to date.
pub(super) async fn bring_up_to_date(
    desk: &Desk,
    tx: &mut WriteTx,
    interview_id: &str,
    reach: Reach,
) -> Result<(), Failure> {
    let known = rows::of_interview(tx.connection(), interview_id).await?;
    let stored = events::of_interview(tx.connection(), interview_id).await?;
    let scene = match Scene::read(desk, tx.connection(), interview_id).await? {
        Some(scene) => scene,
        None => match stored.first() {
            Some(row) => {
                let last = entry(&row.version)?;
                Scene::of_lost(desk, tx.connection(), &last, &known).await?
            }
            None => return Ok(()),
        },
    };
    if scene.standing == Standing::Quiet {
        return Ok(());
    }
    let settings = mail_account::telling(tx.connection()).await?;
    let by_mail = sends(tx.connection()).await?;
    for audience in Audience::ALL {
        let stored = stored.iter().find(|e| e.audience == audience.word());
        let Some(version) = version(desk, tx, &scene, audience, stored, &settings).await? else {
            continue;
        };
        if reach != Reach::Versions && !scene.organizer.address.is_empty() {
            let mine = known.iter().filter(|i| i.audience == audience.word());
            let outgoing = Outgoing {
                desk,
                scene: &scene,
                audience,
                version: &version,
                settings: &settings,
                by_mail,
                asked: reach == Reach::Asked,
                interview_id,
            };
            outgoing.letters(tx, mine).await?;
        }
    }
    Ok(())
}

/// Whether letters leave by themselves, and not by the hand of the recruiter.
async fn sends(connection: &mut Connection) -> Result<bool, Failure> {
    let account = mail_account::get(connection).await?;
    Ok(account.is_some_and(|account| account.way != "hand_over"))
}

/// Reads an event as it is stored.
pub(super) fn entry(text: &str) -> Result<Entry, Failure> {
    serde_json::from_str(text).map_err(Failure::internal)
}

/// Those of an audience who can be written to.
fn reachable(people: &[Invitee]) -> Vec<Invitee> {
    people
        .iter()
        .filter(|p| p.address.contains('@'))
        .cloned()
        .collect()
}

/// The newest version of an event, stored when it is new; `None` when there never was one and the
/// interview is off.
async fn version(
    desk: &Desk,
    tx: &mut WriteTx,
    scene: &Scene,
    audience: Audience,
    stored: Option<&InterviewEvent>,
    settings: &Settings,
) -> Result<Option<Entry>, Failure> {
    let last = stored.map(|row| entry(&row.version)).transpose()?;
    let wanted = match (&scene.interview, scene.standing, &last) {
        (Some(interview), Standing::On, _) => event(
            scene,
            interview,
            audience,
            &reachable(scene.people(audience)),
        ),
        (_, _, Some(last)) => Entry {
            state: EntryState::Cancelled,
            stamp: desk.now(),
            ..last.clone()
        },
        (_, _, None) => return Ok(None),
    };
    let Some(next) = next_version(last.as_ref(), wanted) else {
        return Ok(last);
    };
    let into = calendars::written_into(tx.connection()).await?;
    let row = match stored {
        Some(row) => row.clone(),
        None => InterviewEvent {
            interview_id: scene
                .interview
                .as_ref()
                .map(|i| i.id.clone())
                .unwrap_or_default(),
            audience: audience.word().to_owned(),
            uid: next.uid.clone(),
            version: String::new(),
            calendar_id: None,
            event_id: String::new(),
            event_version: String::new(),
            written: String::new(),
            copy_state: "none".to_owned(),
            copy_words: String::new(),
            attempts: 0,
            next_at: None,
        },
    };
    let calendar_id = row
        .calendar_id
        .clone()
        .or_else(|| into.map(|calendar| calendar.id));
    let copied = calendar_id.is_some();
    let version = serde_json::to_string(&next).map_err(Failure::internal)?;
    let changed = InterviewEvent {
        version,
        copy_state: if copied { "waiting" } else { "none" }.to_owned(),
        copy_words: String::new(),
        attempts: 0,
        next_at: copied.then(|| leaves_at(desk.now(), settings)),
        calendar_id,
        ..row
    };
    events::put(tx, &changed).await?;
    Ok(Some(next))
}

fn leaves_at(now: DateTime<Utc>, settings: &Settings) -> DateTime<Utc> {
    now + TimeDelta::seconds(i64::from(settings.undo_seconds))
}

/// What is needed to write the letters of one event.
struct Outgoing<'a> {
    desk: &'a Desk,
    scene: &'a Scene,
    audience: Audience,
    version: &'a Entry,
    settings: &'a Settings,
    by_mail: bool,
    asked: bool,
    interview_id: &'a str,
}

impl Outgoing<'_> {
    async fn letters(
        &self,
        tx: &mut WriteTx,
        known: impl Iterator<Item = &Invitation>,
    ) -> Result<(), Failure> {
        let on = self.scene.standing == Standing::On;
        let people = reachable(self.scene.people(self.audience));
        let mut rest: Vec<&Invitation> = known.collect();
        for invitee in people.iter().filter(|_| on) {
            rest.retain(|i| !i.address.eq_ignore_ascii_case(&invitee.address));
            let invitation = rows::put(
                tx,
                self.interview_id,
                self.audience.word(),
                invitee.person_id.as_deref(),
                &invitee.name,
                &invitee.address.to_lowercase(),
            )
            .await?;
            self.letter(tx, &invitation, invitee, Some(self.version))
                .await?;
        }
        for invitation in rest {
            let invitee = Invitee {
                person_id: invitation.person_id.clone(),
                name: invitation.name.clone(),
                address: invitation.address.clone(),
                zone: people
                    .iter()
                    .find(|p| p.address.eq_ignore_ascii_case(&invitation.address))
                    .map_or_else(|| self.scene.organizer_zone.clone(), |p| p.zone.clone()),
            };
            self.letter(tx, invitation, &invitee, None).await?;
        }
        Ok(())
    }

    /// Writes one letter, in the place of those that have not left.
    async fn letter(
        &self,
        tx: &mut WriteTx,
        invitation: &Invitation,
        reader: &Invitee,
        now: Option<&Entry>,
    ) -> Result<(), Failure> {
        let told = match invitation.told.as_str() {
            "" => None,
            text => Some(entry(text)?),
        };
        let telling = telling(self.audience, told.as_ref(), now);
        let pending = outbox::Filter {
            states: PENDING,
            invitation_id: Some(&invitation.id),
            ..outbox::Filter::default()
        };
        let pending = outbox::list(tx.connection(), &pending, 100).await?;
        let letter = if telling == Telling::Nothing {
            None
        } else {
            let material = Material {
                scene: self.scene,
                audience: self.audience,
                reader,
                telling,
                told: told.as_ref(),
                version: self.version,
                moves: invitation.moves,
            };
            Some(self.envelope(invitation, compose(self.desk, &material)?)?)
        };
        let key = letter.as_ref().map(|l| l.idempotency_key.as_str());
        for old in pending
            .iter()
            .filter(|l| Some(l.idempotency_key.as_str()) != key)
        {
            let words = if letter.is_some() {
                "A newer letter took its place."
            } else {
                "There is nothing to tell any more: it was changed back before it left."
            };
            self.drop_letter(tx, &old.id, words).await?;
        }
        let Some(letter) = letter else { return Ok(()) };
        if !outbox::add(tx, &letter).await? && self.asked {
            let again = Step {
                from: &["dropped"],
                to: &letter.state,
                words: &letter.words,
                due_at: Some(letter.due_at),
                approved: Some(false),
                tries: false,
            };
            if let Some(id) = outbox::id_by_key(tx.connection(), &letter.idempotency_key).await? {
                outbox::step(tx, &id, self.desk.process(), &again).await?;
            }
        }
        Ok(())
    }

    async fn drop_letter(&self, tx: &mut WriteTx, id: &str, words: &str) -> Result<(), Failure> {
        let step = Step {
            from: PENDING,
            to: "dropped",
            words,
            due_at: None,
            approved: None,
            tries: false,
        };
        outbox::step(tx, id, self.desk.process(), &step).await?;
        Ok(())
    }

    fn envelope(
        &self,
        invitation: &Invitation,
        letter: super::compose::Letter,
    ) -> Result<Letter, Failure> {
        let now = self.desk.now();
        let event = &letter.body.event;
        // A person reads the words before a candidate is moved for the second time (FEATURES.md 5.3).
        let again =
            self.audience == Audience::Candidate && letter.body.moved && invitation.moves > 0;
        let (state, words) = if !self.by_mail {
            ("to_hand_over", "")
        } else if again {
            (
                "held",
                "They were told another time once before. Read the words, and call them if you can.",
            )
        } else {
            ("waiting", "")
        };
        Ok(Letter {
            id: muster_store::new_id(now),
            idempotency_key: format!(
                "{}/{}/{}/{}/{}/{}",
                self.interview_id,
                self.audience.word(),
                invitation.id,
                letter.body.method.word(),
                event.sequence,
                event.stamp.timestamp()
            ),
            kind: letter.kind.to_owned(),
            channel: if self.by_mail { "mail" } else { "hand_over" }.to_owned(),
            interview_id: self.interview_id.to_owned(),
            invitation_id: invitation.id.clone(),
            audience: self.audience.word().to_owned(),
            to_name: invitation.name.clone(),
            to_address: invitation.address.clone(),
            subject: letter.subject,
            letter: serde_json::to_string(&letter.body).map_err(Failure::internal)?,
            message_id: format!(
                "<{}@muster.app>",
                hex::encode(muster_store::ids::unique_bits())
            ),
            state: state.to_owned(),
            words: words.to_owned(),
            approved: false,
            attempts: 0,
            due_at: leaves_at(now, self.settings),
            claimed_by: String::new(),
            created_at: now,
            changed_at: now,
        })
    }
}
