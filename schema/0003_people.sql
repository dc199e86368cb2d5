-- Mothers and office users, their dated roles, accounts, phones. Names, phone numbers and e-mail addresses are encrypted (design 9.7).

-- ENDURES
CREATE TABLE person (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    phone TEXT,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id)
);

-- ENDURES: a role held in a scope for a period; `ends_on` is the last day, null while it lasts.
CREATE TABLE role (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('secretariat', 'regional_consultant', 'coordinator', 'helper_coordinator', 'mother')),
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('programme', 'group')),
    scope_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
CREATE INDEX role_by_person ON role (programme_id, person_id);
CREATE INDEX role_by_scope ON role (programme_id, scope_id, role);

-- ENDURES: who signs in at the office. `email_index` is a keyed hash for look-up.
CREATE TABLE account (
    programme_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    email TEXT NOT NULL,
    email_index TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, person_id),
    UNIQUE (programme_id, email_index),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
CREATE INDEX account_by_email ON account (email_index);

-- ENDURES until it expires: an office session.
CREATE TABLE office_session (
    programme_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, token_hash)
);

-- ENDURES: a mother's phone. Only days are kept of its use.
CREATE TABLE device (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    enrolled_on TEXT NOT NULL,
    last_seen_on TEXT NOT NULL,
    revoked_on TEXT,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
CREATE INDEX device_by_person ON device (programme_id, person_id);

-- ENDURES: an invitation to enrol a phone: one use, seven days, revocable.
CREATE TABLE invitation (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('enrol', 'forgotten_pin')),
    token_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, token_hash),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);
CREATE INDEX invitation_by_person ON invitation (programme_id, person_id);
