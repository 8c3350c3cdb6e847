//! Pools of interviewers: `pool_list`, `pool_create`, `pool_update`, `pool_remove`.

use muster_domain::pool::Training;
use muster_store::pools::{self as rows, Member, Pool};
use muster_store::{WriteTx, interview_plans, people};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::paging::{Listed, limit};
use crate::{Code, Command, Desk, Failure};

/// The most members of one pool.
const MOST_MEMBERS: usize = 200;

/// Someone who is put into a pool.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberInput {
    /// The person.
    pub person_id: String,
    /// Their share of the interviews, 1 to 10; 2 is twice the share of 1, which is the default.
    #[serde(default)]
    pub weight: Option<u32>,
    /// How far their training is; "qualified" when absent.
    #[serde(default)]
    pub training: Option<Training>,
    /// Whether they are taken only when no other member is free.
    #[serde(default)]
    pub alternate: bool,
}

/// Parameters of `pool_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name; no two pools share one.
    pub name: String,
    /// The skill it stands for.
    #[serde(default)]
    pub skill: Option<String>,
    /// Who is in it.
    #[serde(default)]
    pub members: Vec<MemberInput>,
}

/// Parameters of `pool_update`: the id and what changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Which pool.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// The skill it stands for; empty for none.
    pub skill: Option<String>,
    /// Who is in it, all of them.
    pub members: Option<Vec<MemberInput>>,
}

/// Names a pool.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolId {
    /// Its id.
    pub id: String,
}

/// Parameters of `pool_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// Someone of a pool.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PoolMember")]
pub struct MemberView {
    /// The person.
    pub person_id: String,
    /// Their name.
    pub full_name: String,
    /// Their share of the interviews, 1 to 10.
    pub weight: u32,
    /// How far their training is.
    pub training: Training,
    /// Whether they are taken only when no other member is free.
    pub alternate: bool,
}

/// People of whom some take the seats of an interview.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Pool")]
pub struct PoolView {
    /// Id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The skill it stands for; empty for none.
    pub skill: String,
    /// Who is in it, in the order they were named.
    pub members: Vec<MemberView>,
    /// How many of them can fill a seat alone.
    pub qualified: usize,
}

impl From<Pool> for PoolView {
    fn from(pool: Pool) -> Self {
        Self {
            qualified: pool
                .members
                .iter()
                .filter(|m| m.training == Training::Qualified)
                .count(),
            id: pool.id,
            name: pool.name,
            skill: pool.skill,
            members: pool
                .members
                .into_iter()
                .map(|m| MemberView {
                    person_id: m.person_id,
                    full_name: m.full_name,
                    weight: m.weight,
                    training: m.training,
                    alternate: m.alternate,
                })
                .collect(),
        }
    }
}

/// What was removed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Removed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// `pool_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<PoolView>, Failure> {
    let limit = limit(params.limit)?;
    let page = rows::page(desk.workspace().await?, limit, params.cursor.as_deref()).await?;
    Ok(page.map(PoolView::from).into())
}

/// `pool_create`.
pub async fn create(desk: &Desk, params: Create) -> Result<PoolView, Failure> {
    let now = desk.now();
    let mut tx = desk.begin(Command::pool_create).await?;
    let pool = Pool {
        id: muster_store::new_id(now),
        name: short("name", "The name of the pool", &params.name, true)?,
        skill: short(
            "skill",
            "The skill",
            &params.skill.unwrap_or_default(),
            false,
        )?,
        members: members(&mut tx, params.members).await?,
        created_at: now,
    };
    refuse_taken_name(&mut tx, &pool).await?;
    rows::put(&mut tx, &pool).await?;
    tx.summarise(format!("Added the pool {}", pool.name));
    desk.commit(tx).await?;
    Ok(pool.into())
}

/// `pool_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<PoolView, Failure> {
    let mut tx = desk.begin(Command::pool_update).await?;
    let mut pool = rows::get(tx.connection(), &params.id).await?;
    if let Some(name) = &params.name {
        pool.name = short("name", "The name of the pool", name, true)?;
    }
    if let Some(skill) = &params.skill {
        pool.skill = short("skill", "The skill", skill, false)?;
    }
    if let Some(wanted) = params.members {
        pool.members = members(&mut tx, wanted).await?;
    }
    refuse_taken_name(&mut tx, &pool).await?;
    rows::put(&mut tx, &pool).await?;
    tx.summarise(format!("Changed the pool {}", pool.name));
    desk.commit(tx).await?;
    Ok(pool.into())
}

/// `pool_remove`: refused while a plan takes people from the pool.
pub async fn remove(desk: &Desk, params: PoolId) -> Result<Removed, Failure> {
    let mut tx = desk.begin(Command::pool_remove).await?;
    let pool = rows::get(tx.connection(), &params.id).await?;
    let plans = interview_plans::using_pool(tx.connection(), &pool.id).await?;
    if !plans.is_empty() {
        let (named, verb) = (
            plans.join(", "),
            if plans.len() == 1 { "takes" } else { "take" },
        );
        return Err(Failure::parameter(
            "id",
            format!("{named} {verb} people from the pool {}.", pool.name),
            "Choose other people in that plan first, then remove the pool.",
        ));
    }
    rows::remove(&mut tx, &pool.id).await?;
    tx.summarise(format!("Removed the pool {}", pool.name));
    desk.commit(tx).await?;
    Ok(Removed {
        id: pool.id,
        name: pool.name,
    })
}

/// Reads the members of a request; each is there once and known.
async fn members(tx: &mut WriteTx, wanted: Vec<MemberInput>) -> Result<Vec<Member>, Failure> {
    if wanted.len() > MOST_MEMBERS {
        return Err(Failure::parameter(
            "members",
            format!("{} people are too many for one pool.", wanted.len()),
            format!("Name at most {MOST_MEMBERS}."),
        ));
    }
    let mut members: Vec<Member> = Vec::with_capacity(wanted.len());
    for (index, member) in wanted.into_iter().enumerate() {
        let person = people::get(tx.connection(), &member.person_id).await?;
        if members.iter().any(|m| m.person_id == person.id) {
            return Err(Failure::parameter(
                &format!("members[{index}].person_id"),
                format!("{} is named twice.", person.full_name),
                "Name each member once.",
            ));
        }
        let weight = member.weight.unwrap_or(1);
        if !(1..=10).contains(&weight) {
            return Err(Failure::parameter(
                &format!("members[{index}].weight"),
                format!("{weight} is no weight."),
                "Give 1 to 10; 2 is twice the share of 1.",
            ));
        }
        members.push(Member {
            person_id: person.id,
            full_name: person.full_name,
            weight,
            training: member.training.unwrap_or(Training::Qualified),
            alternate: member.alternate,
        });
    }
    Ok(members)
}

/// A short text of a request, trimmed.
pub(crate) fn short(field: &str, what: &str, text: &str, needed: bool) -> Result<String, Failure> {
    const LONGEST: usize = 80;
    let text = text.trim();
    if needed && text.is_empty() {
        return Err(Failure::parameter(
            field,
            format!("{what} is empty."),
            "Give it in a word or two.",
        ));
    }
    if text.chars().count() > LONGEST {
        return Err(Failure::parameter(
            field,
            format!("{what} is longer than {LONGEST} characters."),
            "Shorten it.",
        ));
    }
    Ok(text.to_owned())
}

async fn refuse_taken_name(tx: &mut WriteTx, pool: &Pool) -> Result<(), Failure> {
    match rows::id_by_name(tx.connection(), &pool.name).await? {
        Some(id) if id != pool.id => Err(Failure::new(
            Code::AlreadyExists,
            format!("There is a pool called {} already.", pool.name),
            "Change that pool instead, or choose another name.",
        )
        .with(serde_json::json!({ "field": "name", "id": id }))),
        _ => Ok(()),
    }
}
