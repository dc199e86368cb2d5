-- Enrolling that can be tried again, a phone that has been heard from, and corrections of roles with their history.

-- The attempt of a page that used an invitation, hashed, and the phone that it made: the same attempt is answered again for a while.
ALTER TABLE invitation ADD COLUMN attempt_hash TEXT;
ALTER TABLE invitation ADD COLUMN device_id TEXT;

-- The day a phone first asked for something by itself; until then it may have enrolled in vain.
ALTER TABLE device ADD COLUMN heard_on TEXT;
UPDATE device SET heard_on = last_seen_on;

-- The day whose role gave a conversation its group; a correction of her roles follows it (docs/decisions/0006).
ALTER TABLE conversation ADD COLUMN group_day TEXT NOT NULL DEFAULT '';
UPDATE conversation SET group_day = held_on;

-- ENDURES: who changed when a mother was in a group, and what stood there before.
CREATE TABLE role_history (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('joined', 'left', 'moved', 'returned', 'corrected', 'taken_back')),
    was_starts_on TEXT,
    was_ends_on TEXT,
    starts_on TEXT,
    ends_on TEXT,
    changed_by TEXT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
CREATE INDEX role_history_by_person ON role_history (programme_id, person_id);
