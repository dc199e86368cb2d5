-- Tallies say what is counted: until now conversations were all there was.

ALTER TABLE tally RENAME TO tally_before;
-- REBUILT: how many events, women, minutes and mothers. `event`: what is counted, as its slice declares it. `period` is a month (2026-11) or a quarter
-- (2026-Q4). `code` is empty for the dimension "total".
CREATE TABLE tally (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    period TEXT NOT NULL,
    event TEXT NOT NULL,
    dimension TEXT NOT NULL,
    code TEXT NOT NULL,
    events BIGINT NOT NULL,
    women BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    mothers BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id, period, event, dimension, code)
);
INSERT INTO tally (programme_id, group_id, period, event, dimension, code, events, women, minutes, mothers)
    SELECT programme_id, group_id, period, 'conversation', dimension, code, conversations, women, minutes, mothers FROM tally_before;
DROP TABLE tally_before;

ALTER TABLE closed_tally RENAME TO closed_tally_before;
-- ENDURES: the tallies of a closed period. `others`: events without those that the office recorded itself, and their mothers.
CREATE TABLE closed_tally (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    period TEXT NOT NULL,
    event TEXT NOT NULL,
    dimension TEXT NOT NULL,
    code TEXT NOT NULL,
    events BIGINT NOT NULL,
    women BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    mothers BIGINT NOT NULL,
    others BIGINT NOT NULL,
    others_mothers BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id, period, event, dimension, code)
);
INSERT INTO closed_tally (programme_id, group_id, period, event, dimension, code, events, women, minutes, mothers, others, others_mothers)
    SELECT programme_id, group_id, period, 'conversation', dimension, code, conversations, women, minutes, mothers, others, others_mothers
    FROM closed_tally_before;
DROP TABLE closed_tally_before;
CREATE INDEX closed_tally_by_cell ON closed_tally (programme_id, event, dimension, code, period);
