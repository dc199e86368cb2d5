-- 0003 was edited after it had been applied (the role of an evaluator). It is again as it was, and this is that edit: what the table has become, whichever
-- of the two made it.
ALTER TABLE role RENAME TO role_before;

-- ENDURES: as in 0003, and an evaluator.
CREATE TABLE role (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('secretariat', 'regional_consultant', 'evaluator', 'coordinator', 'helper_coordinator', 'mother')),
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('programme', 'group')),
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
