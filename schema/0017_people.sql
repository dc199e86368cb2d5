-- No clock time beside a conversation, either, in the rows that the journal names: what was an instant is midnight UTC of its day from now on, and an
-- office session ends on a whole hour (docs/security.md).
ALTER TABLE role_history ADD COLUMN number BIGINT NOT NULL DEFAULT 0; -- the order of a person's changes
UPDATE role_history SET number = (SELECT COUNT(*) FROM role_history AS other WHERE other.programme_id = role_history.programme_id
    AND other.person_id = role_history.person_id AND (other.changed_at < role_history.changed_at
        OR (other.changed_at = role_history.changed_at AND other.id <= role_history.id)));
UPDATE role_history SET changed_at = changed_at - changed_at % 86400000;
UPDATE person SET created_at = created_at - created_at % 86400000;
UPDATE account SET created_at = created_at - created_at % 86400000;
UPDATE invitation SET created_at = created_at - created_at % 86400000, expires_at = expires_at - expires_at % 86400000 + 86400000,
    used_at = used_at - used_at % 86400000, revoked_at = revoked_at - revoked_at % 86400000;
UPDATE office_session SET created_at = created_at - created_at % 86400000, expires_at = expires_at - expires_at % 3600000 + 3600000;
