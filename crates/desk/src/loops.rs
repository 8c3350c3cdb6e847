//! `loop_plan` and `loop_repair`: the planner of whole loops as commands, with a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use muster_scheduling::InvalidSetting;
use muster_scheduling::loops::request::{
    PlanAnswer, PlanRequest, RepairAnswer, RepairRequest, answer_plan, answer_repair,
};

use crate::operations::{self, MaybeStarted, Progress};
use crate::{Command, Desk, Failure};

/// A plan or repair that names no limit takes no longer, in milliseconds.
const USUAL_LIMIT: u64 = 2_000;
/// Nobody waits longer than a day.
const LONGEST_LIMIT: u64 = 86_400_000;
/// Between two reports of how far a search is.
const REPORT_EVERY: Duration = Duration::from_millis(200);
/// Progress is counted in so many parts.
const PARTS: u64 = 1_000;

/// `loop_plan`.
pub async fn plan(desk: &Desk, params: PlanRequest) -> Result<MaybeStarted<PlanAnswer>, Failure> {
    let usual = if params.max_iterations.is_some() {
        LONGEST_LIMIT
    } else {
        USUAL_LIMIT
    };
    let limit = limit(params.time_limit_ms, usual)?;
    let zones = desk.zones().clone();
    let background = params.background;
    let search = move |spent: &mut dyn FnMut() -> f64, began: Instant| {
        let mut answer = answer_plan(&zones, &params, spent)?;
        answer.elapsed_ms = milliseconds(began.elapsed());
        Ok(answer)
    };
    operations::run(desk, Command::loop_plan, background, move |progress| {
        on_a_thread(progress, limit, search)
    })
    .await
}

/// `loop_repair`.
pub async fn repair(
    desk: &Desk,
    params: RepairRequest,
) -> Result<MaybeStarted<RepairAnswer>, Failure> {
    let limit = limit(params.time_limit_ms, USUAL_LIMIT)?;
    let zones = desk.zones().clone();
    let background = params.background;
    let search = move |spent: &mut dyn FnMut() -> f64, began: Instant| {
        let mut answer = answer_repair(&zones, &params, spent)?;
        answer.elapsed_ms = milliseconds(began.elapsed());
        Ok(answer)
    };
    operations::run(desk, Command::loop_repair, background, move |progress| {
        on_a_thread(progress, limit, search)
    })
    .await
}

fn limit(asked: Option<u64>, usual: u64) -> Result<Duration, Failure> {
    let limit = asked.unwrap_or(usual);
    if (1..=LONGEST_LIMIT).contains(&limit) {
        return Ok(Duration::from_millis(limit));
    }
    Err(Failure::parameter(
        "time_limit_ms",
        format!("A search cannot take {limit} milliseconds."),
        "Allow it at least one millisecond, and a day at most; 2000 is usual.",
    ))
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Runs a search beside the others' work; it can be watched and stopped.
async fn on_a_thread<T: Send + 'static>(
    progress: Progress,
    limit: Duration,
    search: impl FnOnce(&mut dyn FnMut() -> f64, Instant) -> Result<T, InvalidSetting> + Send + 'static,
) -> Result<T, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let done = Arc::new(AtomicU64::new(0));
    let (stopped, told) = (stop.clone(), done.clone());
    let began = Instant::now();
    let mut work = tokio::task::spawn_blocking(move || {
        let mut spent = || {
            if stopped.load(Ordering::Relaxed) {
                return 1.0;
            }
            let share = began.elapsed().as_secs_f64() / limit.as_secs_f64();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                clippy::cast_sign_loss,
                reason = "a share of a thousand parts"
            )]
            told.store((share.min(1.0) * PARTS as f64) as u64, Ordering::Relaxed);
            share
        };
        search(&mut spent, began)
    });
    let result = loop {
        match tokio::time::timeout(REPORT_EVERY, &mut work).await {
            Ok(result) => break result,
            Err(_) => {
                if let Err(cancelled) = progress.report(done.load(Ordering::Relaxed), PARTS).await {
                    stop.store(true, Ordering::Relaxed);
                    let _ = work.await;
                    return Err(cancelled);
                }
            }
        }
    };
    Ok(result.map_err(Failure::internal)??)
}
