-- ENDURES: what a coordinator accepted out of quarantine, thirty days, so that she can take the decision back. `payload` and `replaced` (the record that
-- was counted before, where there was one) are encrypted (design 9.7).
CREATE TABLE quarantine_accepted (
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
    replaced TEXT,
    decided_by TEXT,
    decided_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, entity, entity_id)
);
CREATE INDEX quarantine_accepted_by_group ON quarantine_accepted (programme_id, group_id);
CREATE INDEX quarantine_accepted_by_person ON quarantine_accepted (programme_id, person_id);
