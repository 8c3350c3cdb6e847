-- Telling people about interviews: by mail, and by writing the event into a calendar. What was told
-- happened outside, so none of this is undone or exported; what undo changes is told anew.

-- How mail leaves. `answers_place` says how far the mailbox has been read for answers, as JSON.
CREATE TABLE mail_account (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    way TEXT NOT NULL CHECK (way IN ('smtp', 'google', 'microsoft', 'hand_over')),
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL,
    account_id TEXT,
    host TEXT NOT NULL DEFAULT '',
    port INTEGER NOT NULL DEFAULT 0,
    security TEXT NOT NULL DEFAULT 'tls' CHECK (security IN ('tls', 'start_tls', 'plain')),
    user_name TEXT NOT NULL DEFAULT '',
    password_sealed TEXT NOT NULL DEFAULT '',
    imap_host TEXT NOT NULL DEFAULT '',
    imap_port INTEGER NOT NULL DEFAULT 0,
    imap_security TEXT NOT NULL DEFAULT 'tls' CHECK (imap_security IN ('tls', 'start_tls', 'plain')),
    trouble TEXT NOT NULL DEFAULT '' CHECK (trouble IN ('', 'failing', 'sign_in_again')),
    trouble_words TEXT NOT NULL DEFAULT '',
    tried_at INTEGER,
    answers_place TEXT NOT NULL DEFAULT '',
    answers_read_at INTEGER,
    answers_next_at INTEGER,
    answers_trouble TEXT NOT NULL DEFAULT ''
) STRICT;

-- Whether people are told by themselves, how long a mail waits before it leaves, and up to which
-- row of `change_rows` interviews have been looked at.
CREATE TABLE telling (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1)),
    undo_seconds INTEGER NOT NULL DEFAULT 30,
    seen INTEGER NOT NULL DEFAULT 0,
    drift_looked_at INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO telling (id) VALUES (1);

-- The two events of an interview, for the candidate and for the interviewers: the newest version as
-- JSON, and the copy of it in a calendar. `written` is what that copy was when it was written.
CREATE TABLE interview_events (
    interview_id TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('candidate', 'interviewers')),
    uid TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL CHECK (json_valid(version)),
    calendar_id TEXT,
    event_id TEXT NOT NULL DEFAULT '',
    event_version TEXT NOT NULL DEFAULT '',
    written TEXT NOT NULL DEFAULT '',
    copy_state TEXT NOT NULL DEFAULT 'none' CHECK (copy_state IN
        ('none', 'waiting', 'writing', 'written', 'failing', 'changed_there', 'deleted_there', 'removed')),
    copy_words TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER,
    PRIMARY KEY (interview_id, audience)
) STRICT, WITHOUT ROWID;
CREATE INDEX interview_events_next ON interview_events (next_at);
CREATE INDEX interview_events_calendar ON interview_events (calendar_id);

-- Whom an interview concerns, what they were last told, and what they answered.
CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    interview_id TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('candidate', 'interviewers')),
    person_id TEXT,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    told TEXT NOT NULL DEFAULT '',
    told_at INTEGER,
    moves INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'accepted', 'declined', 'tentative', 'delegated')),
    answer_sequence INTEGER,
    answer_stamp INTEGER,
    answer_comment TEXT NOT NULL DEFAULT '',
    proposed TEXT NOT NULL DEFAULT '',
    UNIQUE (interview_id, audience, address)
) STRICT;

-- Nothing ever used the first outbox; this one knows the undo window and the doubtful delivery.
DROP TABLE outbox;
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'update', 'cancellation', 'reminder')),
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'hand_over')),
    interview_id TEXT NOT NULL,
    invitation_id TEXT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    audience TEXT NOT NULL CHECK (audience IN ('candidate', 'interviewers')),
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- The letter and the event it carries, as JSON.
    letter TEXT NOT NULL CHECK (json_valid(letter)),
    message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('waiting', 'held', 'sending', 'sent', 'unsure', 'failed', 'dropped', 'to_hand_over')),
    words TEXT NOT NULL DEFAULT '',
    -- A person looked at what held it and said send.
    approved INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    claimed_by TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (state, due_at);
CREATE INDEX outbox_interview ON outbox (interview_id);

-- What was told of interviews that no longer hold, so that it is told once.
CREATE TABLE drift_alerts (
    interview_id TEXT NOT NULL PRIMARY KEY,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Calendars of signed-in accounts. A CHECK cannot be changed, so the four tables are made anew; the
-- old ones are renamed first and dropped children first, so that nothing cascades.
ALTER TABLE calendar_accounts RENAME TO calendar_accounts_before;
ALTER TABLE calendars RENAME TO calendars_before;
ALTER TABLE calendar_rows RENAME TO calendar_rows_before;
ALTER TABLE calendar_blocks RENAME TO calendar_blocks_before;
DROP INDEX calendar_accounts_next;
DROP INDEX calendars_person;
DROP INDEX calendar_blocks_time;
DROP INDEX calendar_blocks_event;

-- `account_id` is the signed-in account of a vendor; then there is no secret of its own.
CREATE TABLE calendar_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('caldav', 'ics', 'google', 'microsoft')),
    label TEXT NOT NULL,
    host TEXT NOT NULL,
    identity TEXT NOT NULL UNIQUE,
    secret_sealed TEXT NOT NULL,
    account_id TEXT,
    connected INTEGER NOT NULL DEFAULT 1 CHECK (connected IN (0, 1)),
    trouble TEXT NOT NULL DEFAULT '' CHECK (trouble IN ('', 'failing', 'sign_in_again')),
    trouble_words TEXT NOT NULL DEFAULT '',
    next_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX calendar_accounts_next ON calendar_accounts (next_at);

CREATE TABLE calendars (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES calendar_accounts (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
    writable INTEGER NOT NULL DEFAULT 0 CHECK (writable IN (0, 1)),
    writes INTEGER NOT NULL DEFAULT 0 CHECK (writes IN (0, 1)),
    run TEXT NOT NULL DEFAULT '',
    synced_at INTEGER,
    expanded_zone TEXT NOT NULL DEFAULT '',
    expanded_from INTEGER NOT NULL DEFAULT 0,
    expanded_until INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account_id, remote_id)
) STRICT;
CREATE INDEX calendars_person ON calendars (person_id);
CREATE UNIQUE INDEX calendars_one_writes ON calendars (writes) WHERE writes = 1;

CREATE TABLE calendar_rows (
    calendar_id TEXT NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    version TEXT NOT NULL,
    series TEXT CHECK (series IS NULL OR json_valid(series)),
    problem TEXT NOT NULL DEFAULT '',
    seen_in INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_blocks (
    id INTEGER PRIMARY KEY,
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    uid TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    status TEXT NOT NULL CHECK (status IN ('busy', 'out_of_office', 'tentative', 'free', 'unknown')),
    FOREIGN KEY (calendar_id, event_id) REFERENCES calendar_rows (calendar_id, event_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX calendar_blocks_time ON calendar_blocks (calendar_id, starts_at);
CREATE INDEX calendar_blocks_event ON calendar_blocks (calendar_id, event_id);

INSERT INTO calendar_accounts
    SELECT id, kind, label, host, identity, secret_sealed, NULL, secret_sealed <> '', trouble,
        trouble_words, next_at, created_at
    FROM calendar_accounts_before;
-- Whether a calendar can be written is known when its account is connected again.
INSERT INTO calendars
    SELECT id, account_id, remote_id, name, person_id, counts, 0, 0, run, synced_at, expanded_zone,
        expanded_from, expanded_until
    FROM calendars_before;
INSERT INTO calendar_rows SELECT * FROM calendar_rows_before;
INSERT INTO calendar_blocks SELECT * FROM calendar_blocks_before;
DROP TABLE calendar_blocks_before;
DROP TABLE calendar_rows_before;
DROP TABLE calendars_before;
DROP TABLE calendar_accounts_before;
