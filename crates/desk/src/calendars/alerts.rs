//! The drift radar: after calendars were read, every interview to come is looked at again, and what
//! no longer holds is told once (FEATURES.md RN10, idea of DESIGN.md).

use std::collections::BTreeMap;

use muster_domain::interview::type_label;
use muster_store::notices::{self, Notice};
use muster_store::{drift_alerts as rows, due, interview_events};

use crate::interviews::drift;
use crate::{Desk, Event, Failure, Notification};

/// More than so many at once are told in one.
const ONE_BY_ONE: usize = 3;

/// Whether calendars were read since the last look.
pub(crate) async fn is_due(desk: &Desk) -> Result<bool, Failure> {
    Ok(due::drift(desk.workspace().await?).await?)
}

/// Looks at every interview to come, and tells what is new.
pub(crate) async fn look(desk: &Desk) -> Result<Vec<Notification>, Failure> {
    if !is_due(desk).await? {
        return Ok(Vec::new());
    }
    let at = desk.now();
    let mut found: BTreeMap<String, (String, String)> = BTreeMap::new();
    for drifted in drift::coming(desk).await? {
        let (interview, problems) = drifted;
        let words: Vec<String> = problems.into_iter().map(|p| p.words).collect();
        let title = format!(
            "{} with {} no longer fits",
            type_label(&interview.interview_type),
            interview.candidate_name
        );
        let words = words.join(" ");
        if !words.is_empty() {
            found.insert(interview.id, (title, words));
        }
    }
    let mut tx = desk.begin_background("drift_look").await?;
    for (id, name, words) in interview_events::troubled(tx.connection(), at).await? {
        let title = format!("The calendar says otherwise about the interview with {name}");
        let entry = found.entry(id).or_insert_with(|| (title, String::new()));
        if !entry.1.is_empty() {
            entry.1.push(' ');
        }
        entry.1.push_str(&words);
    }
    let known = rows::all(tx.connection()).await?;
    for id in known.keys().filter(|id| !found.contains_key(*id)) {
        rows::remove(&mut tx, id).await?;
    }
    let mut news = Vec::new();
    for (id, (title, words)) in found {
        if known.get(&id) == Some(&words) {
            continue;
        }
        rows::put(&mut tx, &id, &words).await?;
        news.push(Notice {
            id: muster_store::new_id(at),
            kind: "drift".to_owned(),
            title,
            body: words,
            interview_id: Some(id),
            at,
            read_at: None,
        });
    }
    if news.len() > ONE_BY_ONE {
        news = vec![Notice {
            id: muster_store::new_id(at),
            kind: "drift".to_owned(),
            title: format!("{} interviews no longer fit", news.len()),
            body: "Open Today to see them, each with ways to mend it.".to_owned(),
            interview_id: None,
            at,
            read_at: None,
        }];
    }
    for notice in &news {
        notices::add(&mut tx, notice).await?;
    }
    rows::looked(&mut tx, at).await?;
    desk.commit(tx).await?;
    for notice in &news {
        desk.emit(Event::Notice {
            notice_id: notice.id.clone(),
        });
    }
    Ok(news
        .into_iter()
        .map(|n| Notification {
            id: n.id,
            title: n.title,
            body: n.body,
            interview_id: n.interview_id,
        })
        .collect())
}
