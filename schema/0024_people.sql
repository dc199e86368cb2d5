-- Closed lists are opened: what a column may hold is declared by its slice (platform/db/tables.h) and asked for in code. SQLite cannot add to what a
-- table checks.

DROP INDEX role_by_person;
DROP INDEX role_by_scope;
ALTER TABLE role RENAME TO role_before;
-- ENDURES: a role held in a scope for a period; `ends_on` is the last day, null while it lasts. Which roles there are, the slices say.
CREATE TABLE role (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
INSERT INTO role (programme_id, id, person_id, role, scope_kind, scope_id, starts_on, ends_on)
    SELECT programme_id, id, person_id, role, scope_kind, scope_id, starts_on, ends_on FROM role_before;
DROP TABLE role_before;
CREATE INDEX role_by_person ON role (programme_id, person_id);
CREATE INDEX role_by_scope ON role (programme_id, scope_id, role);

DROP INDEX role_history_by_person;
ALTER TABLE role_history RENAME TO role_history_before;
-- ENDURES: who changed when a mother was in a group, and what stood there before.
CREATE TABLE role_history (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    act TEXT NOT NULL,
    was_starts_on TEXT,
    was_ends_on TEXT,
    starts_on TEXT,
    ends_on TEXT,
    changed_by TEXT,
    changed_at BIGINT NOT NULL,
    number BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
INSERT INTO role_history (programme_id, id, person_id, role_id, group_id, act, was_starts_on, was_ends_on, starts_on, ends_on, changed_by,
        changed_at, number)
        SELECT programme_id, id, person_id, role_id, group_id, act, was_starts_on, was_ends_on, starts_on, ends_on, changed_by, changed_at, number
        FROM role_history_before;
DROP TABLE role_history_before;
CREATE INDEX role_history_by_person ON role_history (programme_id, person_id);

DROP INDEX invitation_by_person;
ALTER TABLE invitation RENAME TO invitation_before;
-- ENDURES: an invitation to enrol a phone: one use, seven days, revocable.
CREATE TABLE invitation (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    attempt_hash TEXT,
    device_id TEXT,
    invited_by TEXT,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, token_hash),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
INSERT INTO invitation (programme_id, id, person_id, purpose, token_hash, created_at, expires_at, used_at, revoked_at, attempt_hash, device_id,
        invited_by)
        SELECT programme_id, id, person_id, purpose, token_hash, created_at, expires_at, used_at, revoked_at, attempt_hash, device_id, invited_by
        FROM invitation_before;
DROP TABLE invitation_before;
CREATE INDEX invitation_by_person ON invitation (programme_id, person_id);
