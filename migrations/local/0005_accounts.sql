-- Accounts at outside services. Nothing here belongs to undo, to the export or to a restored backup:
-- what is signed in is so at the service, too. Sealed values open only with the key in the keyring.

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    vendor TEXT NOT NULL,
    -- The address of an OpenID provider of one's own; empty for the vendors we know.
    issuer TEXT NOT NULL DEFAULT '',
    -- The vendor's own id of the account.
    subject TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    features TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(features)),
    missing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(missing)),
    state TEXT NOT NULL DEFAULT 'connected' CHECK (state IN ('connected', 'renewing', 'sign_in_again')),
    trouble TEXT NOT NULL DEFAULT '',
    -- What is known of the life of its tokens without opening them.
    obtained_at INTEGER NOT NULL,
    grant_until INTEGER,
    renewable INTEGER NOT NULL DEFAULT 0 CHECK (renewable IN (0, 1)),
    connected_at INTEGER NOT NULL,
    last_used_at INTEGER,
    -- When it is looked at next, and of how many days before its end was warned last.
    look_at INTEGER NOT NULL DEFAULT 0,
    warned INTEGER
) STRICT;
CREATE UNIQUE INDEX accounts_whose ON accounts (vendor, issuer, subject);
CREATE INDEX accounts_look ON accounts (look_at);

CREATE TABLE account_tokens (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    sealed TEXT NOT NULL CHECK (sealed <> '')
) STRICT, WITHOUT ROWID;

-- Muster's registration with a vendor.
CREATE TABLE vendor_clients (
    vendor TEXT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL CHECK (client_id <> ''),
    secret_sealed TEXT NOT NULL DEFAULT '',
    issuer TEXT NOT NULL DEFAULT '',
    bounce TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What was asked of the services, and how it ended: never contents, never secrets.
CREATE TABLE account_activity (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    account_id TEXT,
    vendor TEXT NOT NULL,
    vendor_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    result TEXT NOT NULL,
    duration_ms INTEGER NOT NULL DEFAULT 0,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX account_activity_at ON account_activity (at, id);
