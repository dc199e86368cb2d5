-- An invitation is one link among several: a new password is another (platform/links).

-- ENDURES: what a link opens, for whom and until when. Instants are midnights that stand for days; the token is kept as a hash. `outcome_id`: what came of
-- it, as the phone that an invitation enrolled.
CREATE TABLE link (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    attempt_hash TEXT,
    made_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    uses_left BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    outcome_id TEXT,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, token_hash)
);
INSERT INTO link (programme_id, id, purpose, subject_id, token_hash, attempt_hash, made_by, created_at, expires_at, uses_left, used_at, revoked_at, outcome_id)
    SELECT programme_id, id, purpose, person_id, token_hash, attempt_hash, invited_by, created_at, expires_at, CASE WHEN used_at IS NULL THEN 1 ELSE 0 END, used_at,
        revoked_at, device_id FROM invitation;
DROP TABLE invitation;
CREATE INDEX link_by_subject ON link (programme_id, subject_id);
