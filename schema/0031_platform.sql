-- What is counted follows each change by what it adds and takes, not by counting everything again.

-- REBUILT: what a change adds to what is counted and takes from it, beside its row of the journal, until the tallies have taken it: a moment, as a rule.
-- It is gone then. It says what a record said before and says now, and names nobody. `changes` is a list (platform/measure), empty where the record
-- is counted as before.
CREATE TABLE count_change (
    programme_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (programme_id, sequence)
);
