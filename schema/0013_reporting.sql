-- What was counted of a month or a quarter when it closed. Nothing that is recorded, corrected or taken away afterwards changes it, so that nothing can be
-- told from two answers (docs/security.md).

-- ENDURES: periods close in order, also where nothing was held.
CREATE TABLE closed_period (
    programme_id TEXT NOT NULL,
    period TEXT NOT NULL,
    closed_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, period)
);

-- ENDURES: the tallies of a closed period. `others`: conversations without those that the office recorded itself, and their mothers.
CREATE TABLE closed_tally (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    period TEXT NOT NULL,
    dimension TEXT NOT NULL,
    code TEXT NOT NULL,
    conversations BIGINT NOT NULL,
    women BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    mothers BIGINT NOT NULL,
    others BIGINT NOT NULL,
    others_mothers BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id, period, dimension, code)
);
CREATE INDEX closed_tally_by_cell ON closed_tally (programme_id, dimension, code, period);
