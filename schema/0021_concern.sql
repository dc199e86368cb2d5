-- 0006 was edited after it had been applied (`followed_on`). It is again as it was, and this is that edit. Where the column is there, its value is kept:
-- the innermost query that knows the name answers, and where `one` has no such column that is `fallback`.
ALTER TABLE concern RENAME TO concern_before;

-- ENDURES: `followed_on` is the day a coordinator wrote to whom it was passed; from then on a phone's older word is not taken.
CREATE TABLE concern (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    raised_on TEXT NOT NULL,
    raised_by TEXT,
    passed_to TEXT,
    passed_on TEXT,
    followed_on TEXT,
    closed_on TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    PRIMARY KEY (programme_id, id)
);
INSERT INTO concern (programme_id, id, group_id, raised_on, raised_by, passed_to, passed_on, followed_on, closed_on, revision, item_id)
    SELECT before.programme_id, before.id, before.group_id, before.raised_on, before.raised_by, before.passed_to, before.passed_on,
        (SELECT (SELECT followed_on FROM concern_before AS one WHERE one.programme_id = before.programme_id AND one.id = before.id)
            FROM (SELECT CAST(NULL AS TEXT) AS followed_on) AS fallback),
        before.closed_on, before.revision, before.item_id
    FROM concern_before AS before;
DROP TABLE concern_before;
CREATE INDEX concern_by_group ON concern (programme_id, group_id, raised_on);
CREATE INDEX concern_by_mother ON concern (programme_id, raised_by);
