-- Counts by group, period and dimension. A report reads these and never the conversations.

-- REBUILT: `period` is a month (2026-11) or a quarter (2026-Q4). `code` is empty for the dimension "total".
CREATE TABLE tally (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    period TEXT NOT NULL,
    dimension TEXT NOT NULL,
    code TEXT NOT NULL,
    conversations BIGINT NOT NULL,
    women BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    mothers BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id, period, dimension, code)
);

-- REBUILT: how far the reader of the journal has come.
CREATE TABLE tally_position (
    programme_id TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL
);
