//! Candidates: the people a team may hire, and everything that is kept about them.

mod derived;
mod duplicates;
mod index;
mod merging;
mod ranking;
mod search;
mod snippet;
mod words;

use chrono::{DateTime, Utc};
use muster_domain::candidate::{Consent, IdentityKey, LinkedInUrl, ValidCandidate};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

pub use derived::{after_undo, reindex};
pub use duplicates::{MOST_SHARING, Pair, Shared, mark_distinct, suspected};
pub use index::{catch_up, findable, is_behind};
pub use merging::{Absorbed, absorb};
pub use search::{Hit, search};

/// How `candidates.consent` says that nobody asked yet.
const NOT_ASKED: &str = r#"{"state":"unknown"}"#;
/// A record can be merged into one that is merged later; longer chains are a damaged file.
const LONGEST_CHAIN: usize = 1_000;

/// A candidate as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Id.
    pub id: String,
    /// What is known about the person.
    pub fields: ValidCandidate,
    /// The candidate that this record was merged into; it is hidden from lists and search then.
    pub merged_into: Option<String>,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// When the row was last changed.
    pub updated_at: DateTime<Utc>,
}

/// Which candidates a list shows; all that are not merged away by default.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those whom this search finds.
    pub query: Option<String>,
    /// Only those with this tag, letter by letter.
    pub tag: Option<String>,
    /// Only those from this source, letter by letter.
    pub source: Option<String>,
}

/// One candidate. A record that was merged away answers with the one that was kept.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Candidate, StoreError> {
    let mut wanted = id.to_owned();
    for _ in 0..LONGEST_CHAIN {
        let candidate = exactly(&mut *connection, &wanted).await?;
        match candidate.merged_into {
            Some(kept) => wanted = kept,
            None => return Ok(candidate),
        }
    }
    Err(StoreError::NotFound {
        what: "candidate",
        id: id.to_owned(),
    })
}

/// One record, merged away or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn exactly(connection: &mut SqliteConnection, id: &str) -> Result<Candidate, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, full_name, first_name, last_name, emails, phones, links, linkedin_url,
            location, time_zone, headline, company, title, skills, experience, education, tags,
            notes, source, remote_id, consent, merged_into, created_at, updated_at
         FROM candidates WHERE id = ?1",
        id
    )
    .fetch_optional(connection)
    .await?;
    row.ok_or_else(|| StoreError::NotFound {
        what: "candidate",
        id: id.to_owned(),
    })?
    .candidate()
}

/// One page of candidates by name, without those that were merged away.
///
/// # Errors
/// [`StoreError::BadCursor`].
pub async fn page(
    workspace: &Workspace,
    filter: &Filter,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Candidate>, StoreError> {
    let mut query =
        QueryBuilder::<Sqlite>::new("SELECT * FROM candidates WHERE merged_into IS NULL");
    if let Some(text) = &filter.query {
        // A query without a word finds nobody, as in `search`.
        let found = index::find(workspace, &words::query_words(text), usize::MAX).await?;
        query.push(" AND seq IN (SELECT value FROM json_each(");
        query.push_bind(error::to_json("candidates.seq", &found)?);
        query.push("))");
    }
    if let Some(tag) = &filter.tag {
        query.push(" AND EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ");
        query.push_bind(tag.clone());
        query.push(")");
    }
    if let Some(source) = &filter.source {
        query.push(" AND source = ");
        query.push_bind(source.clone());
    }
    if let Some(cursor) = cursor {
        let (name, id) = page::parse(cursor)?;
        query.push(" AND (full_name COLLATE NOCASE, id) > (");
        query.push_bind(name);
        query.push(", ");
        query.push_bind(id);
        query.push(")");
    }
    query.push(" ORDER BY full_name COLLATE NOCASE, id LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows: Vec<Row> = query.build_query_as().fetch_all(workspace.reader()).await?;
    let candidates = rows
        .into_iter()
        .map(Row::candidate)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(candidates, limit, |c| {
        page::cursor(&c.fields.full_name, &c.id)
    }))
}

/// Adds a candidate, and its keys and words to the indexes.
pub async fn add(tx: &mut WriteTx, candidate: &Candidate) -> Result<(), StoreError> {
    let seq = put(tx, candidate).await?;
    derived::write_new(tx, seq, candidate).await
}

/// Replaces a candidate's row, keys and words. `updated_at` becomes the instant of the change.
pub async fn change(tx: &mut WriteTx, candidate: &Candidate) -> Result<(), StoreError> {
    let seq = put(tx, candidate).await?;
    derived::rewrite(tx, seq, candidate).await
}

/// The id of the candidate that the first of `keys` to find anyone finds (FORMATS.md, "The same
/// person is"). Of several the oldest counts; a merged record stands for the one that was kept.
pub async fn find_same(
    connection: &mut SqliteConnection,
    keys: &[IdentityKey],
) -> Result<Option<String>, StoreError> {
    let keys: Vec<(&str, &str)> = keys
        .iter()
        .map(|key| (derived::kind_name(key.kind), key.value.as_str()))
        .collect();
    let keys = error::to_json("candidate_keys", &keys)?;
    Ok(sqlx::query_scalar!(
        r#"SELECT c.id AS "id!"
           FROM json_each(?1) AS wanted
           CROSS JOIN candidate_keys AS k
               ON k.kind = json_extract(wanted.value, '$[0]')
               AND k.value = json_extract(wanted.value, '$[1]')
           CROSS JOIN candidates AS c ON c.id = k.candidate_id
           ORDER BY wanted.key, c.merged_into IS NOT NULL, c.seq LIMIT 1"#,
        keys
    )
    .fetch_optional(connection)
    .await?)
}

/// Writes the row and gives its local number.
async fn put(tx: &mut WriteTx, candidate: &Candidate) -> Result<i64, StoreError> {
    let fields = &candidate.fields;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let emails = error::to_json("candidates.emails", &fields.emails)?;
    let phones = error::to_json("candidates.phones", &fields.phones)?;
    let links = error::to_json("candidates.links", &fields.links)?;
    let skills = error::to_json("candidates.skills", &fields.skills)?;
    let experience = error::to_json("candidates.experience", &fields.experience)?;
    let education = error::to_json("candidates.education", &fields.education)?;
    let tags = error::to_json("candidates.tags", &fields.tags)?;
    let consent = match &fields.consent {
        Some(consent) => error::to_json("candidates.consent", consent)?,
        None => NOT_ASKED.to_owned(),
    };
    let linkedin_url = fields
        .linkedin_url
        .as_ref()
        .map(LinkedInUrl::as_str)
        .unwrap_or_default();
    let (first_name, last_name) = (text(&fields.first_name), text(&fields.last_name));
    let (location, time_zone) = (text(&fields.location), text(&fields.time_zone));
    let (headline, company, title) = (
        text(&fields.headline),
        text(&fields.company),
        text(&fields.title),
    );
    let (notes, source, remote_id) = (
        text(&fields.notes),
        text(&fields.source),
        text(&fields.remote_id),
    );
    let (created_at, updated_at) = (time::to_ms(candidate.created_at), time::to_ms(tx.at()));
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO candidates (id, full_name, first_name, last_name, emails, phones, links,
            linkedin_url, location, time_zone, headline, company, title, skills, experience,
            education, tags, notes, source, remote_id, consent, merged_into, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21, ?22, ?23, ?24)
         ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name,
            first_name = excluded.first_name, last_name = excluded.last_name,
            emails = excluded.emails, phones = excluded.phones, links = excluded.links,
            linkedin_url = excluded.linkedin_url, location = excluded.location,
            time_zone = excluded.time_zone, headline = excluded.headline,
            company = excluded.company, title = excluded.title, skills = excluded.skills,
            experience = excluded.experience, education = excluded.education,
            tags = excluded.tags, notes = excluded.notes, source = excluded.source,
            remote_id = excluded.remote_id, consent = excluded.consent,
            merged_into = excluded.merged_into, updated_at = excluded.updated_at
         RETURNING seq AS "seq!""#,
        candidate.id,
        fields.full_name,
        first_name,
        last_name,
        emails,
        phones,
        links,
        linkedin_url,
        location,
        time_zone,
        headline,
        company,
        title,
        skills,
        experience,
        education,
        tags,
        notes,
        source,
        remote_id,
        consent,
        candidate.merged_into,
        created_at,
        updated_at
    )
    .fetch_one(tx.connection())
    .await?)
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: String,
    full_name: String,
    first_name: String,
    last_name: String,
    emails: String,
    phones: String,
    links: String,
    linkedin_url: String,
    location: String,
    time_zone: String,
    headline: String,
    company: String,
    title: String,
    skills: String,
    experience: String,
    education: String,
    tags: String,
    notes: String,
    source: String,
    remote_id: String,
    consent: String,
    merged_into: Option<String>,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    fn candidate(self) -> Result<Candidate, StoreError> {
        let text = |value: String| (!value.is_empty()).then_some(value);
        let consent: Option<Consent> = match self.consent.as_str() {
            NOT_ASKED => None,
            known => Some(error::from_json("candidates.consent", known)?),
        };
        let linkedin_url: Option<LinkedInUrl> = text(self.linkedin_url)
            .map(|url| error::from_json("candidates.linkedin_url", &error::to_json("", &url)?))
            .transpose()?;
        Ok(Candidate {
            fields: ValidCandidate {
                full_name: self.full_name,
                first_name: text(self.first_name),
                last_name: text(self.last_name),
                emails: error::from_json("candidates.emails", &self.emails)?,
                phones: error::from_json("candidates.phones", &self.phones)?,
                location: text(self.location),
                time_zone: text(self.time_zone),
                headline: text(self.headline),
                company: text(self.company),
                title: text(self.title),
                linkedin_url,
                links: error::from_json("candidates.links", &self.links)?,
                skills: error::from_json("candidates.skills", &self.skills)?,
                experience: error::from_json("candidates.experience", &self.experience)?,
                education: error::from_json("candidates.education", &self.education)?,
                notes: text(self.notes),
                source: text(self.source),
                remote_id: text(self.remote_id),
                tags: error::from_json("candidates.tags", &self.tags)?,
                consent,
            },
            merged_into: self.merged_into,
            created_at: time::from_ms(self.created_at),
            updated_at: time::from_ms(self.updated_at),
            id: self.id,
        })
    }
}
