-- Journal, tombstones, quarantine: what sync, tallies and the audit stand on. Marks: ENDURES (lost only with the data), REBUILT (can be made again).

-- ENDURES: settings of this installation, such as the journal's epoch.
CREATE TABLE server_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- ENDURES: the last sequence given out, one row a programme.
CREATE TABLE journal_head (
    programme_id TEXT NOT NULL PRIMARY KEY,
    last_sequence BIGINT NOT NULL
);

-- ENDURES: one row for every change of an enduring record, gapless in commit order per programme. It holds no content.
-- `cells` are the tallies touched: "group|month group|month". `occurred_at` is null for conversations and concerns: only the day is kept.
CREATE TABLE journal (
    programme_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('put', 'delete', 'enter', 'leave', 'unlink')),
    actor_id TEXT,
    occurred_on TEXT NOT NULL,
    occurred_at BIGINT,
    cells TEXT NOT NULL,
    PRIMARY KEY (programme_id, sequence)
);
CREATE INDEX journal_by_scope ON journal (programme_id, scope, sequence);

-- ENDURES (13 months): deletion wins over a repeated push.
CREATE TABLE tombstone (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    deleted_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, entity, entity_id)
);

-- ENDURES: items that a person must look at. `payload` is encrypted (design 9.7); the coordinator sees reason and field, never the row.
CREATE TABLE quarantine (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    person_id TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    payload TEXT NOT NULL,
    received_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'set_aside')),
    decided_by TEXT,
    decided_on TEXT,
    PRIMARY KEY (programme_id, entity, entity_id)
);
CREATE INDEX quarantine_by_group ON quarantine (programme_id, group_id, state);
CREATE INDEX quarantine_by_person ON quarantine (programme_id, person_id);

-- ENDURES: who read what is sensitive, by day and route; appended in batches.
CREATE TABLE read_audit (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    group_id TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id)
);
