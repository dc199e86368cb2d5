-- Whose it is: what waits and what was deleted is kept per person, so that nobody's item takes the place of another's.

-- ENDURES (13 months): deletion wins over a repeated push of whoever deleted. `owner` is that person, blinded by the server's key; empty for what was
-- deleted before this was kept, which counts for everyone.
ALTER TABLE tombstone RENAME TO tombstone_before;
CREATE TABLE tombstone (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    deleted_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, entity, entity_id, owner)
);
INSERT INTO tombstone (programme_id, entity, entity_id, owner, deleted_on)
    SELECT programme_id, entity, entity_id, '', deleted_on FROM tombstone_before;
DROP TABLE tombstone_before;

-- ENDURES: items that a person must look at. `payload` is encrypted (design 9.7); the coordinator sees reason and field, never the row. `owner` is
-- `person_id`, and a random word of its own once she is erased.
ALTER TABLE quarantine RENAME TO quarantine_before;
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
    state TEXT NOT NULL CHECK (state IN ('waiting', 'set_aside')),
    decided_by TEXT,
    decided_on TEXT,
    PRIMARY KEY (programme_id, entity, entity_id, owner)
);
INSERT INTO quarantine (programme_id, entity, entity_id, owner, group_id, person_id, revision, item_id, reason, field, payload, received_on, state,
        decided_by, decided_on)
    SELECT programme_id, entity, entity_id, COALESCE(person_id, item_id), group_id, person_id, revision, item_id, reason, field, payload, received_on,
        state, decided_by, decided_on FROM quarantine_before;
DROP TABLE quarantine_before;
CREATE INDEX quarantine_by_group ON quarantine (programme_id, group_id, state);
CREATE INDEX quarantine_by_person ON quarantine (programme_id, person_id);
