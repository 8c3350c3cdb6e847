//! Who uses the workspace: `user_list`, `user_create`, `user_update`.

use muster_store::users::{self as rows, User};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::command::NoParameters;
use crate::people::unknown_zone;
use crate::{Command, Desk, Failure};

/// What a user may be here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sets the workspace up.
    Admin,
    /// Runs searches and talks to candidates.
    Recruiter,
    /// Schedules.
    Coordinator,
    /// Decides for a job.
    HiringManager,
    /// Interviews.
    Interviewer,
}

impl Role {
    fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Recruiter => "recruiter",
            Self::Coordinator => "coordinator",
            Self::HiringManager => "hiring_manager",
            Self::Interviewer => "interviewer",
        }
    }
}

/// Parameters of `user_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Name.
    pub full_name: String,
    /// E-mail address.
    #[serde(default)]
    pub email: String,
    /// Role.
    pub role: Role,
    /// IANA zone in which this user reads times first.
    pub time_zone: String,
}

/// Parameters of `user_update`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Whom.
    pub id: String,
    /// Name.
    pub full_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Role.
    pub role: Option<Role>,
    /// IANA zone.
    pub time_zone: Option<String>,
    /// `true` makes this the current user.
    pub is_current: Option<bool>,
}

/// A user of this workspace.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "User")]
pub struct UserView {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// E-mail address; empty when not told.
    pub email: String,
    /// Role.
    pub role: String,
    /// IANA zone.
    pub time_zone: String,
    /// Whether this is who sits at the desk.
    pub is_current: bool,
}

impl From<User> for UserView {
    fn from(u: User) -> Self {
        Self {
            id: u.id,
            full_name: u.full_name,
            email: u.email,
            role: u.role,
            time_zone: u.time_zone,
            is_current: u.is_current,
        }
    }
}

/// `user_list`.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Vec<UserView>, Failure> {
    let users = rows::list(desk.workspace().await?).await?;
    Ok(users.into_iter().map(UserView::from).collect())
}

/// `user_create`.
pub async fn create(desk: &Desk, params: Create) -> Result<UserView, Failure> {
    let user = User {
        id: muster_store::new_id(desk.now()),
        full_name: params.full_name,
        email: params.email,
        role: params.role.as_str().to_owned(),
        time_zone: params.time_zone,
        is_current: false,
        created_at: desk.now(),
    };
    save(desk, Command::user_create, user).await
}

/// `user_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<UserView, Failure> {
    let users = rows::list(desk.workspace().await?).await?;
    let mut user = users
        .into_iter()
        .find(|u| u.id == params.id)
        .ok_or_else(|| Failure::not_found("user", &params.id))?;
    if params.is_current == Some(false) && user.is_current {
        return Err(Failure::parameter(
            "is_current",
            "Someone has to be the current user.",
            "Make another user the current one instead.",
        ));
    }
    if let Some(full_name) = params.full_name {
        user.full_name = full_name;
    }
    if let Some(email) = params.email {
        user.email = email;
    }
    if let Some(role) = params.role {
        user.role = role.as_str().to_owned();
    }
    if let Some(time_zone) = params.time_zone {
        user.time_zone = time_zone;
    }
    if params.is_current == Some(true) {
        user.is_current = true;
    }
    save(desk, Command::user_update, user).await
}

async fn save(desk: &Desk, command: Command, user: User) -> Result<UserView, Failure> {
    if user.full_name.trim().is_empty() {
        return Err(Failure::parameter(
            "full_name",
            "The name is empty.",
            "Give a name.",
        ));
    }
    if desk.zones().get(&user.time_zone).is_err() {
        return Err(unknown_zone("time_zone", &user.time_zone));
    }
    let mut tx = desk.begin(command).await?;
    rows::put(&mut tx, &user).await?;
    tx.summarise(format!("Saved user {}", user.full_name));
    desk.commit(tx).await?;
    Ok(user.into())
}
