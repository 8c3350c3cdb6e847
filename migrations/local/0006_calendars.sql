-- Calendars of other people's servers: CalDAV accounts and `.ics` subscriptions. All of it is a
-- mirror or a secret, so none of these tables has a history, is undone or is exported.

-- `secret_sealed` holds address, user name and password; whoever has an `.ics` address sees the
-- calendar, so it is as secret as a password. It is empty after a disconnect that keeps what was read.
CREATE TABLE calendar_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('caldav', 'ics')),
    label TEXT NOT NULL,
    host TEXT NOT NULL,
    -- A hash of address and user name: connecting the same again changes the password.
    identity TEXT NOT NULL UNIQUE,
    secret_sealed TEXT NOT NULL,
    trouble TEXT NOT NULL DEFAULT '' CHECK (trouble IN ('', 'failing', 'sign_in_again')),
    trouble_words TEXT NOT NULL DEFAULT '',
    next_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX calendar_accounts_next ON calendar_accounts (next_at);

-- `run` says how far the calendar has been read (the sync token is in it), as JSON.
CREATE TABLE calendars (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES calendar_accounts (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
    run TEXT NOT NULL DEFAULT '',
    synced_at INTEGER,
    expanded_zone TEXT NOT NULL DEFAULT '',
    expanded_from INTEGER NOT NULL DEFAULT 0,
    expanded_until INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account_id, remote_id)
) STRICT;
CREATE INDEX calendars_person ON calendars (person_id);

-- One stored event or series. `series` are its busy times as rules, without title, place or people;
-- without them `problem` says why it could not be read, and then its time is unknown.
CREATE TABLE calendar_rows (
    calendar_id TEXT NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    version TEXT NOT NULL,
    series TEXT CHECK (series IS NULL OR json_valid(series)),
    problem TEXT NOT NULL DEFAULT '',
    seen_in INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, event_id)
) STRICT, WITHOUT ROWID;

-- Derived from calendar_rows of calendars that count: their expansion.
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
