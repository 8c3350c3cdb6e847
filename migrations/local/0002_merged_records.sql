-- The records that were merged into one, without reading all candidates: a candidate's timeline
-- tells their history too.
CREATE INDEX candidates_merged ON candidates (merged_into) WHERE merged_into IS NOT NULL;
