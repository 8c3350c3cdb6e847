-- Who may interview (pools), what a job's interviews are (plans), time that is kept for a candidate
-- (holds), and settings of availability with inheritance.

-- The team a person belongs to; empty for none. Settings of a team are named by this word.
ALTER TABLE people ADD COLUMN team TEXT NOT NULL DEFAULT '';

CREATE TABLE pools (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    skill TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pools_name ON pools (lower(name));

-- `alternate` is taken only when no other member is free.
CREATE TABLE pool_members (
    pool_id TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id),
    position INTEGER NOT NULL,
    weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 10),
    training TEXT NOT NULL DEFAULT 'qualified' CHECK (training IN ('qualified', 'shadow', 'reverse_shadow')),
    alternate INTEGER NOT NULL DEFAULT 0 CHECK (alternate IN (0, 1)),
    PRIMARY KEY (pool_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pool_members_person ON pool_members (person_id);

-- A plan without a job is a template for any job.
CREATE TABLE interview_plans (
    id TEXT NOT NULL PRIMARY KEY,
    job_id TEXT REFERENCES jobs (id),
    name TEXT NOT NULL CHECK (name <> ''),
    ordered INTEGER NOT NULL DEFAULT 1 CHECK (ordered IN (0, 1)),
    maximum_days INTEGER NOT NULL DEFAULT 1 CHECK (maximum_days BETWEEN 1 AND 30),
    gap_minutes INTEGER NOT NULL DEFAULT 0 CHECK (gap_minutes BETWEEN 0 AND 1440),
    allow_same_interviewer INTEGER NOT NULL DEFAULT 0 CHECK (allow_same_interviewer IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX interview_plans_job ON interview_plans (job_id) WHERE job_id IS NOT NULL;

-- `pools` is a list of {pool_id, choose}. A step without `duration_minutes` takes its type's length.
CREATE TABLE interview_plan_steps (
    id TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES interview_plans (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    interview_type TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('ONLINE', 'OFFLINE')),
    duration_minutes INTEGER CHECK (duration_minutes BETWEEN 5 AND 720),
    interviewer_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(interviewer_ids)),
    pools TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pools)),
    shadow_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(shadow_ids)),
    competency TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX interview_plan_steps_plan ON interview_plan_steps (plan_id, position);

-- Time kept for a candidate until `expires_at`. It blocks while it is active and not run out.
CREATE TABLE holds (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    step_id TEXT,
    title TEXT NOT NULL DEFAULT '',
    interview_type TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('ONLINE', 'OFFLINE')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'expired', 'released', 'confirmed')),
    held_by TEXT NOT NULL,
    interview_id TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX holds_active ON holds (expires_at) WHERE state = 'active';
CREATE INDEX holds_application ON holds (application_id);
CREATE INDEX holds_time ON holds (starts_at, id);

CREATE TABLE hold_people (
    hold_id TEXT NOT NULL REFERENCES holds (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (hold_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_people_person ON hold_people (person_id);

-- `scope` is empty for the workspace, else the team's name or the person's id. A name without a
-- row is inherited from the level above.
CREATE TABLE availability_settings (
    level TEXT NOT NULL CHECK (level IN ('workspace', 'team', 'person')),
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    PRIMARY KEY (level, scope, name)
) STRICT, WITHOUT ROWID;
