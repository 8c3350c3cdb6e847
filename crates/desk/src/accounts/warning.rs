//! What becomes due with time: sign-ins that ran out, and accounts whose sign-in ends soon.

use muster_store::{accounts as rows, notices};

use super::ended::{self, LOOK_EVERY};
use super::list::{days, ending};
use super::tell;
use super::vendors::name;
use crate::{Desk, Event, Failure, Notification};

/// Ends the sign-ins of this process whose time has run out. Asked every second.
pub(crate) async fn sweep(desk: &Desk) -> Result<(), Failure> {
    if desk.sign_ins().is_empty() {
        return Ok(());
    }
    let Some(broker) = desk.sign_ins().broker() else {
        return Ok(());
    };
    for (purpose, failure) in broker.sweep(desk.now()) {
        let Some(waiting) = desk.sign_ins().take(|w| w.purpose == purpose) else {
            continue;
        };
        // How it ended is known already; here it is only told.
        let _told = ended::settle(desk, waiting, Err(failure)).await?;
    }
    Ok(())
}

/// Looks at the accounts whose daily look is due, and warns of those whose sign-in ends soon: once
/// at each threshold.
pub(crate) async fn look(desk: &Desk) -> Result<Vec<Notification>, Failure> {
    let mut tx = desk.begin_background("accounts").await?;
    let now = tx.at();
    let mut told = Vec::new();
    for account in rows::to_look_at(&mut tx, now).await? {
        let soon = ending(&account, now);
        let threshold = soon.map(|soon| soon.threshold);
        rows::looked(&mut tx, &account.id, now + LOOK_EVERY, threshold).await?;
        let Some(soon) = soon.filter(|_| threshold != account.warned) else {
            continue;
        };
        let vendor = name(&account.vendor, &account.issuer);
        let title = format!("{vendor} asks for a new sign-in {}", days(soon.days_left));
        let body = format!(
            "Sign in again under Accounts, so that {} goes on working.",
            if account.email.is_empty() {
                "the account"
            } else {
                &account.email
            }
        );
        let notice = tell::notice(now, &title, &body);
        notices::add(&mut tx, &notice).await?;
        told.push(notice);
    }
    if !told.is_empty() {
        tx.touch("accounts");
    }
    desk.commit(tx).await?;
    for notice in &told {
        desk.emit(Event::Notice {
            notice_id: notice.id.clone(),
        });
    }
    Ok(told
        .into_iter()
        .map(|notice| Notification {
            id: notice.id,
            title: notice.title,
            body: notice.body,
            interview_id: None,
        })
        .collect())
}
