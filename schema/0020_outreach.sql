-- 0005 was edited after it had been applied; this is that edit.
CREATE INDEX IF NOT EXISTS conversation_by_group_mother ON conversation (programme_id, group_id, done_by, held_on);
