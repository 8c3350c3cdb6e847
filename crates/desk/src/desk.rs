//! The desk: one open workspace with its clock, its actor and its event stream.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Weak};

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zones;
use muster_store::{ChangeOrigin, Committed, StoreError, Workspace, WriteTx, users};
use muster_vault::{Keyring, OsKeyring};
use serde_json::Value;
use tokio::sync::{Mutex, OnceCell, broadcast};

use crate::accounts::SignIns;
use crate::background::Background;
use crate::calendars::Lines;
use crate::clock::{self, Clock};
use crate::operations::Running;
use crate::outbox::Sending;
use crate::{Code, Command, Event, Failure, list, vault};

/// Which host a change came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The desktop window.
    Desktop,
    /// The `muster` command.
    Cli,
    /// The loopback host.
    Host,
}

impl Origin {
    fn as_str(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Cli => "cli",
            Self::Host => "host",
        }
    }
}

/// How to open a desk.
#[derive(Debug)]
pub struct OpenOptions {
    /// The workspace folder; made when missing.
    pub workspace: PathBuf,
    /// Where `now` comes from.
    pub clock: Clock,
    /// Id of the acting user (`--as`); the workspace's current user when absent.
    pub actor: Option<String>,
    /// The host.
    pub origin: Origin,
    /// Zone rules; [`Zones::bundled`] unless a folder replaces them.
    pub zones: Zones,
}

/// An open desk. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

/// The open vault.
pub(crate) type VaultSlot = Mutex<Option<vault::Open>>;

/// A desk that does not keep its workspace open: for what the desk itself owns.
#[derive(Debug, Clone)]
pub(crate) struct WeakDesk(Weak<Inner>);

impl WeakDesk {
    /// The desk, unless it is gone.
    pub(crate) fn desk(&self) -> Option<Desk> {
        self.0.upgrade().map(|inner| Desk { inner })
    }
}

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    clock: Clock,
    actor: Option<String>,
    origin: Origin,
    zones: Zones,
    workspace: OnceCell<Workspace>,
    /// Who `--as` names, once it was looked up.
    named: OnceCell<String>,
    events: broadcast::Sender<Event>,
    running: Running,
    process: String,
    vault: Arc<VaultSlot>,
    keyring: Arc<dyn Keyring>,
    sign_ins: SignIns,
    calendar_lines: Lines,
    sending: Sending,
    background: Background,
}

impl Desk {
    /// A desk over a workspace that is opened at the first command that needs it, so that pure
    /// commands touch no file.
    pub fn new(options: OpenOptions) -> Self {
        Self::with_keyring(options, Arc::new(OsKeyring))
    }

    /// As [`Desk::new`], with another place for the key of the workspace's secrets than the
    /// keyring of the operating system.
    pub fn with_keyring(options: OpenOptions, keyring: Arc<dyn Keyring>) -> Self {
        let (events, _) = broadcast::channel(256);
        let process = muster_store::new_id(options.clock.now());
        Self {
            inner: Arc::new(Inner {
                folder: options.workspace,
                clock: options.clock,
                actor: options.actor,
                origin: options.origin,
                zones: options.zones,
                workspace: OnceCell::new(),
                named: OnceCell::new(),
                events,
                running: Running::default(),
                process,
                vault: Arc::default(),
                keyring,
                sign_ins: SignIns::default(),
                calendar_lines: Lines::default(),
                sending: Sending::default(),
                background: Background::default(),
            }),
        }
    }

    /// This desk with a clock that stands at `instant`, over the same open workspace: how the demo
    /// tells what happened before now. Its events go nowhere: a window would read everything anew
    /// at each of a thousand steps.
    pub(crate) async fn at(&self, instant: DateTime<Utc>) -> Result<Self, Failure> {
        let workspace = self.workspace().await?.clone();
        let actor = self.actor().await?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder: self.inner.folder.clone(),
                clock: Clock::Fixed(instant),
                actor: Some(actor.clone()),
                origin: self.inner.origin,
                zones: self.inner.zones.clone(),
                workspace: OnceCell::new_with(Some(workspace)),
                named: OnceCell::new_with(Some(actor)),
                events: broadcast::channel(1).0,
                running: Running::default(),
                process: self.inner.process.clone(),
                vault: Arc::clone(&self.inner.vault),
                keyring: Arc::clone(&self.inner.keyring),
                sign_ins: SignIns::default(),
                calendar_lines: Lines::default(),
                sending: Sending::default(),
                background: Background::default(),
            }),
        })
    }

    /// Runs a command by name. This is the only way in for a host.
    pub async fn call(&self, name: &str, params: Value) -> Result<Value, Failure> {
        let command = Command::parse(name).ok_or_else(|| {
            Failure::new(
                Code::InvalidParameter,
                format!("There is no command {name}."),
                "`muster commands` lists them all.",
            )
            .with(serde_json::json!({ "field": "command" }))
        })?;
        list::dispatch(self, command, params).await
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// The clock, for the command that advances it.
    pub(crate) fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Zone rules.
    pub fn zones(&self) -> &Zones {
        &self.inner.zones
    }

    /// The workspace folder, opened or not.
    pub fn folder(&self) -> &std::path::Path {
        &self.inner.folder
    }

    /// A name for this process, for leases and claims.
    pub(crate) fn process(&self) -> &str {
        &self.inner.process
    }

    /// Long work that runs in this process.
    pub(crate) fn running(&self) -> &Running {
        &self.inner.running
    }

    /// Background work of this process.
    pub(crate) fn background(&self) -> &Background {
        &self.inner.background
    }

    /// Where the open vault is kept.
    pub(crate) fn vault_slot(&self) -> &VaultSlot {
        &self.inner.vault
    }

    /// Where the key of the workspace's secrets is kept.
    pub(crate) fn keyring(&self) -> Arc<dyn Keyring> {
        Arc::clone(&self.inner.keyring)
    }

    /// The sign-ins of this process, and the tokens it hands out.
    pub(crate) fn sign_ins(&self) -> &SignIns {
        &self.inner.sign_ins
    }

    /// Where this desk runs.
    pub(crate) fn origin(&self) -> Origin {
        self.inner.origin
    }

    /// This desk, for what it owns itself.
    pub(crate) fn downgrade(&self) -> WeakDesk {
        WeakDesk(Arc::downgrade(&self.inner))
    }

    /// The ways out to calendar servers.
    pub(crate) fn calendar_lines(&self) -> &Lines {
        &self.inner.calendar_lines
    }

    /// Whether letters are leaving.
    pub(crate) fn sending(&self) -> &Sending {
        &self.inner.sending
    }

    /// A new receiver of the event stream.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Sends an event; nobody listening is fine.
    pub(crate) fn emit(&self, event: Event) {
        let _ = self.inner.events.send(event);
    }

    /// The workspace, opened at the first use.
    pub async fn workspace(&self) -> Result<&Workspace, Failure> {
        self.inner.workspace.get_or_try_init(|| self.open()).await
    }

    /// Boxed: the compiler cannot prove the future of an open database `Send` through the cell.
    fn open(&self) -> Pin<Box<dyn Future<Output = Result<Workspace, Failure>> + Send + '_>> {
        Box::pin(async {
            let workspace = Workspace::open(&self.inner.folder, self.now()).await?;
            self.first_user(&workspace).await?;
            Ok(workspace)
        })
    }

    /// A new workspace starts with one user, so that every change has an actor.
    async fn first_user(&self, workspace: &Workspace) -> Result<(), StoreError> {
        if !users::list(workspace).await?.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let mut tx = workspace
            .begin(&ChangeOrigin {
                command: "workspace_create".to_owned(),
                actor: "muster".to_owned(),
                origin: self.inner.origin.as_str().to_owned(),
                at: now,
                undoable: false,
            })
            .await?;
        let zone = clock::machine_zone();
        let time_zone = if self.zones().get(&zone).is_ok() {
            zone
        } else {
            "UTC".to_owned()
        };
        // Another process may have been first; the write lock is ours now, so look again.
        if !users::any(&mut tx).await? {
            let user = users::User {
                id: muster_store::new_id(now),
                full_name: "Me".to_owned(),
                email: String::new(),
                role: "admin".to_owned(),
                time_zone,
                is_current: true,
                created_at: now,
            };
            users::put(&mut tx, &user).await?;
            tx.summarise("Made the workspace");
        }
        tx.commit().await?;
        Ok(())
    }

    /// Id of the acting user: `--as`, else the workspace's current user as the file says it now.
    /// Another process may have made somebody else the current one, so that is not remembered.
    pub async fn actor(&self) -> Result<String, Failure> {
        if let Some(id) = &self.inner.actor {
            let named = self.inner.named.get_or_try_init(|| self.named(id)).await?;
            return Ok(named.clone());
        }
        users::current(self.workspace().await?)
            .await?
            .ok_or_else(|| Failure::internal("a workspace without users"))
    }

    /// The user or person that `--as` names.
    fn named<'a>(
        &'a self,
        id: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send + 'a>> {
        Box::pin(async move {
            let workspace = self.workspace().await?;
            if users::list(workspace).await?.iter().any(|u| u.id == id) {
                return Ok(id.to_owned());
            }
            let mut reader = workspace.read().await?;
            muster_store::people::get(&mut reader, id)
                .await
                .map(|p| p.id)
                .map_err(|_| Failure::not_found("user or person", id))
        })
    }

    /// Who changes what, now, by `command`.
    pub(crate) async fn change(&self, command: Command) -> Result<ChangeOrigin, Failure> {
        Ok(ChangeOrigin {
            command: command.name().to_owned(),
            actor: self.actor().await?,
            origin: self.inner.origin.as_str().to_owned(),
            at: self.now(),
            undoable: true,
        })
    }

    /// Opens a write for a command of the acting user.
    pub(crate) async fn begin(&self, command: Command) -> Result<WriteTx, Failure> {
        let origin = self.change(command).await?;
        Ok(self.workspace().await?.begin(&origin).await?)
    }

    /// Opens a write for something that happened in the world and that undo does not touch.
    pub(crate) async fn begin_final(&self, command: Command) -> Result<WriteTx, Failure> {
        let origin = ChangeOrigin {
            undoable: false,
            ..self.change(command).await?
        };
        Ok(self.workspace().await?.begin(&origin).await?)
    }

    /// Opens a write of background work, which undo does not touch.
    pub(crate) async fn begin_background(&self, command: &str) -> Result<WriteTx, Failure> {
        let origin = ChangeOrigin {
            command: command.to_owned(),
            actor: "muster".to_owned(),
            origin: "background".to_owned(),
            at: self.now(),
            undoable: false,
        };
        Ok(self.workspace().await?.begin(&origin).await?)
    }

    /// Commits and tells the window what is stale.
    pub(crate) async fn commit(&self, tx: WriteTx) -> Result<Committed, Failure> {
        let committed = tx.commit().await?;
        if !committed.tables.is_empty() {
            let mut tags = committed.tables.clone();
            tags.push("changes".to_owned());
            self.emit(Event::Changed { tags });
        }
        Ok(committed)
    }
}
