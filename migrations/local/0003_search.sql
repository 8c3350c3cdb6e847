-- Search as one types, in ranked order (docs/adr/0006-search.md). The word index of 0001 had to
-- score every row that a short prefix finds; this one keeps, for each field and each word or short
-- prefix, which candidates of a block of 32,768 row numbers have it.
DROP TABLE candidate_index;

-- `word` is a folded word, two characters of a script without spaces, a prefix of one to three
-- characters with `*` behind it, or empty for everyone in the block. `candidates` is a set
-- (crates/store/src/candidates/index/set.rs). Field 0 name, 1 headline, 2 skills, 3 notes,
-- 4 résumés, 5 everyone.
CREATE TABLE candidate_index_words (
    block INTEGER NOT NULL CHECK (block >= 0),
    field INTEGER NOT NULL CHECK (field BETWEEN 0 AND 5),
    word TEXT NOT NULL,
    candidates BLOB NOT NULL,
    PRIMARY KEY (block, field, word)
) STRICT, WITHOUT ROWID;

-- Whoever was written since the blocks were: a search reads these one by one and believes the
-- blocks nothing about them. `words` has one line for each field; empty when the row is gone or
-- merged away, null when the words have to be read from the row first.
CREATE TABLE candidate_index_recent (
    seq INTEGER PRIMARY KEY,
    words TEXT
) STRICT;

CREATE TRIGGER candidate_index_forgets AFTER DELETE ON candidates BEGIN
    INSERT OR REPLACE INTO candidate_index_recent (seq, words) VALUES (OLD.seq, '');
END;

INSERT INTO candidate_index_recent (seq, words) SELECT seq, NULL FROM candidates;
