-- The workspace file, first version. Rules: migrations/README.md.
-- Instants are milliseconds since 1970-01-01T00:00:00Z. Ids are UUIDv7 text.
-- JSON columns hold ordered lists that are always read with their row.

CREATE TABLE workspace (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    workspace_id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- Who uses the workspace: the actor of every change.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    full_name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL CHECK (role IN ('admin', 'recruiter', 'coordinator', 'hiring_manager', 'interviewer')),
    time_zone TEXT NOT NULL,
    is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_one_current ON users (is_current) WHERE is_current = 1;

-- Interviewers and colleagues.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    full_name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL,
    week_starts_on TEXT NOT NULL DEFAULT 'mon',
    working_hours TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(working_hours)),
    date_overrides TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(date_overrides)),
    buffer_before_minutes INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before_minutes >= 0),
    buffer_after_minutes INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after_minutes >= 0),
    maximum_per_day INTEGER CHECK (maximum_per_day > 0),
    maximum_per_week INTEGER CHECK (maximum_per_week > 0),
    tentative TEXT NOT NULL DEFAULT 'block' CHECK (tentative IN ('block', 'allow')),
    interview_types TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(interview_types)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX people_email ON people (lower(email)) WHERE email <> '';

-- `seq` is the row number of the search index; an INTEGER PRIMARY KEY survives VACUUM.
CREATE TABLE candidates (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    emails TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(emails)),
    phones TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(phones)),
    links TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)),
    linkedin_url TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '',
    headline TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    skills TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(skills)),
    experience TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(experience)),
    education TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(education)),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
    notes TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    remote_id TEXT NOT NULL DEFAULT '',
    consent TEXT NOT NULL DEFAULT '{"state":"unknown"}' CHECK (json_valid(consent)),
    merged_into TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX candidates_name ON candidates (full_name COLLATE NOCASE, id) WHERE merged_into IS NULL;

-- Derived from candidates: by what a person is recognised (FORMATS.md, Imports).
-- Rebuilt with the row; never replicated.
CREATE TABLE candidate_keys (
    kind TEXT NOT NULL CHECK (kind IN ('remote_id', 'linkedin', 'email', 'name', 'phone', 'link')),
    value TEXT NOT NULL,
    candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, value, candidate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidate_keys_candidate ON candidate_keys (candidate_id);

-- Pairs a recruiter looked at and called two different people.
CREATE TABLE candidate_distinct (
    first_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    second_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;

-- Files lie beside the database under documents/, named by content hash.
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'text')),
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    pages INTEGER,
    has_text INTEGER NOT NULL CHECK (has_text IN (0, 1)),
    text TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_once ON documents (candidate_id, sha256);

CREATE VIRTUAL TABLE candidate_index USING fts5 (
    full_name, headline, skills, notes, resume,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    company TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    domain TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    tech_stack_details TEXT NOT NULL DEFAULT '',
    coding_language TEXT NOT NULL DEFAULT 'PYTHON'
        CHECK (coding_language IN ('PYTHON', 'JAVASCRIPT', 'JAVA', 'PHP', 'RUBY', 'CSHARP', 'SQL')),
    skills TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(skills)),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    job_id TEXT NOT NULL REFERENCES jobs (id),
    stage TEXT NOT NULL DEFAULT 'sourced',
    score INTEGER CHECK (score BETWEEN 0 AND 100),
    match TEXT CHECK (match IS NULL OR json_valid(match)),
    shortlisted INTEGER NOT NULL DEFAULT 0 CHECK (shortlisted IN (0, 1)),
    interview_enabled INTEGER NOT NULL DEFAULT 0 CHECK (interview_enabled IN (0, 1)),
    online_interview_enabled INTEGER NOT NULL DEFAULT 0 CHECK (online_interview_enabled IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (candidate_id, job_id),
    CHECK (interview_enabled <= shortlisted),
    CHECK (online_interview_enabled <= interview_enabled)
) STRICT;
CREATE INDEX applications_job ON applications (job_id);

-- `starts_at` is the instant; `local_start` and `time_zone` are what was promised.
-- The room id is kept twice: hashed to check a join, sealed to show it again.
CREATE TABLE interviews (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    scheduled_by TEXT NOT NULL,
    interview_type TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('ONLINE', 'OFFLINE')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'awaiting_candidate', 'tentative', 'scheduled',
        'in_progress', 'completed', 'cancelled', 'no_show', 'expired')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    local_start TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    location TEXT NOT NULL DEFAULT '',
    meeting_link TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    room_hash TEXT NOT NULL DEFAULT '',
    room_sealed TEXT NOT NULL DEFAULT '',
    uid TEXT NOT NULL UNIQUE,
    sequence INTEGER NOT NULL DEFAULT 0,
    candidate_joined_at INTEGER,
    interviewer_joined_at INTEGER,
    needs_confirmation INTEGER NOT NULL DEFAULT 0 CHECK (needs_confirmation IN (0, 1)),
    overrides TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(overrides)),
    reminder_leads TEXT CHECK (reminder_leads IS NULL OR json_valid(reminder_leads)),
    cancel_reason TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX interviews_time ON interviews (starts_at, id);
CREATE INDEX interviews_application ON interviews (application_id);

CREATE TABLE interview_participants (
    interview_id TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (interview_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX interview_participants_person ON interview_participants (person_id);

-- Append-only; each row is hashed with the one before it.
CREATE TABLE interview_logs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    interview_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    old TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(old)),
    new TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(new)),
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX interview_logs_interview ON interview_logs (interview_id, seq);
CREATE TRIGGER interview_logs_no_update BEFORE UPDATE ON interview_logs
BEGIN SELECT RAISE(ABORT, 'interview_logs is append-only'); END;
CREATE TRIGGER interview_logs_no_delete BEFORE DELETE ON interview_logs
BEGIN SELECT RAISE(ABORT, 'interview_logs is append-only'); END;

-- History of booking links and AI interview sessions; filled by later issues.
CREATE TABLE bookings (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    provider TEXT NOT NULL,
    remote_id TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'cancelled', 'completed', 'expired')),
    expires_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bookings_application ON bookings (application_id, created_at);

CREATE TABLE interview_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    interview_id TEXT REFERENCES interviews (id),
    provider TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled')),
    scheduled_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_sessions_application ON interview_sessions (application_id, created_at);

-- The flat "candidate profile" other tools show, as a view over the newest of each.
CREATE VIEW candidate_profiles AS
SELECT a.id AS application_id, a.candidate_id, a.job_id,
    b.link AS booking_link, b.remote_id AS booking_id, b.provider AS booking_provider,
    b.status AS booking_status, b.expires_at AS booking_expires_at,
    s.id AS ai_interview_id, s.provider AS ai_interview_provider, s.link AS ai_interview_link,
    s.status AS ai_interview_status, s.scheduled_at AS ai_interview_scheduled_at
FROM applications a
LEFT JOIN bookings b ON b.id = (
    SELECT id FROM bookings WHERE application_id = a.id ORDER BY created_at DESC, id DESC LIMIT 1)
LEFT JOIN interview_sessions s ON s.id = (
    SELECT id FROM interview_sessions WHERE application_id = a.id ORDER BY created_at DESC, id DESC LIMIT 1);

CREATE TABLE templates (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('linkedin_connection', 'linkedin_message', 'inmail', 'email')),
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    job_id TEXT REFERENCES jobs (id),
    template_id TEXT REFERENCES templates (id),
    channel TEXT NOT NULL CHECK (channel IN ('linkedin_connection', 'linkedin_message', 'inmail', 'email')),
    subject TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    unresolved TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unresolved)),
    claims TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(claims)),
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'ready', 'copied', 'sent', 'accepted', 'replied', 'discarded')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_candidate ON drafts (candidate_id);
CREATE INDEX drafts_state ON drafts (state, updated_at);

-- What was said to a candidate and what came back, as far as Muster knows.
CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    draft_id TEXT REFERENCES drafts (id),
    channel TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    subject TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX messages_candidate ON messages (candidate_id, at);

CREATE TABLE reminders (
    id TEXT NOT NULL PRIMARY KEY,
    interview_id TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    lead_minutes INTEGER NOT NULL CHECK (lead_minutes > 0),
    channel TEXT NOT NULL DEFAULT 'desktop',
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'fired', 'skipped', 'cancelled')),
    claimed_by TEXT NOT NULL DEFAULT '',
    fired_at INTEGER,
    UNIQUE (interview_id, lead_minutes, channel)
) STRICT;
CREATE INDEX reminders_due ON reminders (due_at) WHERE state = 'pending';

-- The in-app list of what Muster told the recruiter.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    interview_id TEXT,
    at INTEGER NOT NULL,
    read_at INTEGER
) STRICT;
CREATE INDEX notices_at ON notices (at);

-- A calendar file of one person. Series stay rules; `busy_blocks` are their expansion.
CREATE TABLE busy_sources (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    expanded_from INTEGER NOT NULL,
    expanded_until INTEGER NOT NULL,
    PRIMARY KEY (person_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE busy_series (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    uid TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    series TEXT NOT NULL CHECK (json_valid(series)),
    PRIMARY KEY (person_id, source, uid)
) STRICT, WITHOUT ROWID;

-- Derived from busy_series; rebuilt, never replicated.
CREATE TABLE busy_blocks (
    id INTEGER PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    uid TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    status TEXT NOT NULL CHECK (status IN ('busy', 'out_of_office', 'tentative', 'free', 'unknown'))
) STRICT;
CREATE INDEX busy_blocks_person ON busy_blocks (person_id, starts_at);
CREATE INDEX busy_blocks_series ON busy_blocks (person_id, source, uid);

-- What must happen outside, once each.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'claimed', 'delivered', 'failed', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;

-- One process at a time does background work.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- Long work, watched and cancelled from any process.
CREATE TABLE operations (
    id TEXT NOT NULL PRIMARY KEY,
    command TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
    result TEXT CHECK (result IS NULL OR json_valid(result)),
    error TEXT CHECK (error IS NULL OR json_valid(error)),
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- The change log: one row for each command that wrote, with its rows before and after.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    hlc TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    origin TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    undoable INTEGER NOT NULL DEFAULT 1 CHECK (undoable IN (0, 1)),
    undoes TEXT,
    undone_by TEXT
) STRICT;

CREATE TABLE change_rows (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    change_seq INTEGER NOT NULL REFERENCES changes (seq) ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_rows_change ON change_rows (change_seq);
CREATE INDEX change_rows_row ON change_rows (table_name, row_key, seq);

CREATE TABLE tombstones (
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    hlc TEXT NOT NULL,
    PRIMARY KEY (table_name, row_key)
) STRICT, WITHOUT ROWID;
