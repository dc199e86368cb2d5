-- What an unlocked phone proves, and who invited it.

-- Of the secret that a phone makes when it is enrolled and can read only while its notes are open; null for a phone that was enrolled before, until it
-- is heard with one.
ALTER TABLE device ADD COLUMN unlock_hash TEXT;

-- Who asked for the invitation: the audit of who made a phone hers.
ALTER TABLE invitation ADD COLUMN invited_by TEXT;
