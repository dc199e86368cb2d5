-- Conversations: counted, not named. Nothing here identifies the woman who was helped.

-- ENDURES: `group_id` is stamped once. `author_mark` is random, the same for one mother's conversations in one group and year, so that
-- distinct mothers can still be counted after `done_by` is unlinked (docs/decisions/0003). JSON lists of codes in `activities`, `themes`.
CREATE TABLE conversation (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    held_on TEXT NOT NULL,
    women BIGINT NOT NULL,
    meeting TEXT NOT NULL,
    contact_way TEXT NOT NULL,
    place TEXT NOT NULL,
    activities TEXT NOT NULL,
    themes TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    next_step TEXT NOT NULL,
    ladder BIGINT,
    language TEXT,
    template_version BIGINT NOT NULL,
    done_by TEXT,
    recorded_by TEXT,
    author_mark TEXT NOT NULL,
    saved_on TEXT NOT NULL,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    PRIMARY KEY (programme_id, id)
);
CREATE INDEX conversation_by_group_day ON conversation (programme_id, group_id, held_on);
CREATE INDEX conversation_by_mother ON conversation (programme_id, done_by, held_on);
CREATE INDEX conversation_by_recorder ON conversation (programme_id, recorded_by, held_on);
