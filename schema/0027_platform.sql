-- Closed lists are opened (0024).

DROP INDEX journal_by_scope;
ALTER TABLE journal RENAME TO journal_before;
-- ENDURES: one row for every change of an enduring record, gapless in commit order per programme. It holds no content.
-- `cells`: what is counted anew, "conversation|<group>|<month>", with a space between two. Of time it keeps the day only.
CREATE TABLE journal (
    programme_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    operation TEXT NOT NULL,
    actor_id TEXT,
    occurred_on TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (programme_id, sequence)
);
INSERT INTO journal (programme_id, sequence, scope, entity, entity_id, revision, operation, actor_id, occurred_on, cells)
    SELECT programme_id, sequence, scope, entity, entity_id, revision, operation, actor_id, occurred_on, cells FROM journal_before;
DROP TABLE journal_before;
CREATE INDEX journal_by_scope ON journal (programme_id, scope, sequence);

DROP INDEX quarantine_by_group;
DROP INDEX quarantine_by_person;
ALTER TABLE quarantine RENAME TO quarantine_before;
-- ENDURES: items that a person must look at. `payload` is encrypted (design 9.7); the coordinator sees reason and field, never the row.
CREATE TABLE quarantine (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    group_id TEXT NOT NULL,
    person_id TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    payload TEXT NOT NULL,
    received_on TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_on TEXT,
    PRIMARY KEY (programme_id, entity, entity_id, owner)
);
INSERT INTO quarantine (programme_id, entity, entity_id, owner, group_id, person_id, revision, item_id, reason, field, payload, received_on, state,
        decided_by, decided_on)
        SELECT programme_id, entity, entity_id, owner, group_id, person_id, revision, item_id, reason, field, payload, received_on, state,
        decided_by, decided_on FROM quarantine_before;
DROP TABLE quarantine_before;
CREATE INDEX quarantine_by_group ON quarantine (programme_id, group_id, state);
CREATE INDEX quarantine_by_person ON quarantine (programme_id, person_id);
