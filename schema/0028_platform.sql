-- A programme is real or for practice, from its first day on; what there was counts as real.

ALTER TABLE programme RENAME TO programme_before;
-- ENDURES: a programme is one tenant; `languages` is a JSON list of codes, the first is the default. `kind`: real, or practice, which nothing changes.
CREATE TABLE programme (
    programme_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
INSERT INTO programme (programme_id, name, country, currency, time_zone, languages, kind, created_at)
    SELECT programme_id, name, country, currency, time_zone, languages, 'real', created_at FROM programme_before;
DROP TABLE programme_before;
