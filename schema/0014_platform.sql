-- No clock time beside a conversation: the journal's order is the whole programme's, so an instant of a neighbouring row told to minutes when a
-- conversation was saved. It keeps the day of every change, and nothing finer (docs/security.md).
ALTER TABLE journal DROP COLUMN occurred_at;
