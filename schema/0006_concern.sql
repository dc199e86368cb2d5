-- That a worry was raised, to whom it was passed, that it was closed; nothing else (design 9.8).

-- ENDURES
CREATE TABLE concern (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    raised_on TEXT NOT NULL,
    raised_by TEXT,
    passed_to TEXT,
    passed_on TEXT,
    closed_on TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    PRIMARY KEY (programme_id, id)
);
CREATE INDEX concern_by_group ON concern (programme_id, group_id, raised_on);
CREATE INDEX concern_by_mother ON concern (programme_id, raised_by);
