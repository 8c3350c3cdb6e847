//! Long work: started, watched, cancelled and reported through commands.

use std::future::Future;

use muster_store::operations::{self as rows, Operation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::{Code, Command, Desk, Event, Failure, command};

/// Work of this process that still runs.
#[derive(Debug, Default)]
pub(crate) struct Running(tokio::sync::Mutex<JoinSet<()>>);

/// The answer of a command that may run in the background.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum MaybeStarted<T> {
    /// `"background": true`: look with `operation_get`.
    Started {
        /// Id of the operation.
        operation_id: String,
    },
    /// It waited and this is the result.
    Finished(T),
}

/// The hold a piece of long work has on its operation.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    desk: Desk,
    id: Option<String>,
}

impl Progress {
    /// Reports how far the work is.
    ///
    /// # Errors
    /// [`Code::Cancelled`] when someone asked it to stop: stop, and leave what is committed.
    pub(crate) async fn report(&self, done: u64, total: u64) -> Result<(), Failure> {
        let Some(id) = &self.id else { return Ok(()) };
        let workspace = self.desk.workspace().await?;
        let cancel = rows::progress(workspace, id, done, total, self.desk.now()).await?;
        self.desk.emit(Event::Operation {
            operation_id: id.clone(),
        });
        if cancel {
            return Err(Failure::new(
                Code::Cancelled,
                "The work was cancelled. What was done until then is kept.",
                "Start it again to finish it, or undo it.",
            ));
        }
        Ok(())
    }
}

/// Runs long work: waits for it, or starts it as an operation.
pub(crate) async fn run<T, F, W>(
    desk: &Desk,
    what: Command,
    background: bool,
    work: W,
) -> Result<MaybeStarted<T>, Failure>
where
    T: Serialize + Send + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
    W: FnOnce(Progress) -> F + Send + 'static,
{
    if !background {
        let progress = Progress {
            desk: desk.clone(),
            id: None,
        };
        return Ok(MaybeStarted::Finished(work(progress).await?));
    }
    let now = desk.now();
    let id = muster_store::new_id(now);
    rows::start(desk.workspace().await?, &id, what.name(), now).await?;
    let operation_id = id.clone();
    let host = desk.clone();
    desk.running().0.lock().await.spawn(async move {
        let progress = Progress {
            desk: host.clone(),
            id: Some(id.clone()),
        };
        let outcome = match work(progress).await {
            Ok(result) => command::encode(&result),
            Err(failure) => Err(failure),
        };
        if let Err(failure) = finish(&host, &id, outcome).await {
            tracing::error!(code = ?failure.code, "an operation's end could not be recorded");
        }
        host.emit(Event::Operation { operation_id: id });
    });
    Ok(MaybeStarted::Started { operation_id })
}

async fn finish(desk: &Desk, id: &str, outcome: Result<Value, Failure>) -> Result<(), Failure> {
    let workspace = desk.workspace().await?;
    let (state, result, error) = match outcome {
        Ok(result) => ("done", Some(result), None),
        Err(failure) if failure.code == Code::Cancelled => ("cancelled", None, Some(failure)),
        Err(failure) => ("failed", None, Some(failure)),
    };
    let error = error.map(|f| command::encode(&f)).transpose()?;
    rows::finish(
        workspace,
        id,
        state,
        result.as_ref(),
        error.as_ref(),
        desk.now(),
    )
    .await?;
    Ok(())
}

impl Desk {
    /// Waits until the operations of this process have ended. A host calls it before it exits.
    pub async fn wait_for_operations(&self) {
        let mut running = self.running().0.lock().await;
        while running.join_next().await.is_some() {}
    }
}

/// Names an operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperationId {
    /// Its id.
    pub id: String,
}

/// How far long work is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Operation")]
pub struct OperationView {
    /// Its id.
    pub id: String,
    /// The command that started it.
    pub command: String,
    /// "running", "done", "failed" or "cancelled".
    pub state: String,
    /// Steps done (rows or bytes, as the command says).
    pub done: u64,
    /// Steps in all; 0 while unknown.
    pub total: u64,
    /// The command's result, once done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Value>,
    /// Why it failed or stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Value>,
}

fn view(operation: Operation) -> OperationView {
    OperationView {
        id: operation.id,
        command: operation.command,
        state: operation.state,
        done: operation.done,
        total: operation.total,
        result: operation.result,
        error: operation.error,
    }
}

/// `operation_get`.
pub async fn get(desk: &Desk, params: OperationId) -> Result<OperationView, Failure> {
    Ok(view(rows::get(desk.workspace().await?, &params.id).await?))
}

/// `operation_cancel`: asks it to stop; it stops at its next step.
pub async fn cancel(desk: &Desk, params: OperationId) -> Result<OperationView, Failure> {
    let workspace = desk.workspace().await?;
    rows::request_cancel(workspace, &params.id).await?;
    Ok(view(rows::get(workspace, &params.id).await?))
}
