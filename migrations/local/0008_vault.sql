-- How the key of the sealed values is kept. `generation` counts its changes, so that every process
-- that remembers the key notices. `record` is what a passphrase opens, made for the workspace that
-- `record_of` names; both are empty while the key lies in the keyring. Like the sealed values it
-- belongs to this copy of the file: it is not undone, not exported, and a restored backup does not
-- bring its own.
CREATE TABLE vault_key (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL DEFAULT 0,
    record TEXT NOT NULL DEFAULT '',
    record_of TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO vault_key (id) VALUES (1);
