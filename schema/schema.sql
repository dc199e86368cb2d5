-- What the migrations make on SQLite. Written by the test "the schema is its snapshot" (src/app/schema_test.cpp); not applied by anyone.

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

CREATE TABLE card (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    theme TEXT NOT NULL,
    icon TEXT NOT NULL,
    position BIGINT NOT NULL,
    facts TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, code)
);

CREATE TABLE card_text (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    card_id TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    translation_review TEXT NOT NULL,
    source_revision BIGINT NOT NULL,
    stale BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, card_id, language),
    FOREIGN KEY (programme_id, card_id) REFERENCES card (programme_id, id)
);

CREATE TABLE closed_period (
    programme_id TEXT NOT NULL,
    period TEXT NOT NULL,
    closed_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, period)
);

CREATE TABLE closed_programme_tally (
    programme_id TEXT NOT NULL,
    event TEXT NOT NULL,
    dimension TEXT NOT NULL,
    code TEXT NOT NULL,
    month TEXT NOT NULL,
    events BIGINT NOT NULL,
    women BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    mothers BIGINT NOT NULL,
    PRIMARY KEY (programme_id, event, dimension, code, month)
);

CREATE TABLE closed_tally (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    period TEXT NOT NULL,
    event TEXT NOT NULL,
    dimension TEXT NOT NULL,
    code TEXT NOT NULL,
    events BIGINT NOT NULL,
    women BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    mothers BIGINT NOT NULL,
    others BIGINT NOT NULL,
    others_mothers BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id, period, event, dimension, code)
);

CREATE TABLE concern (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    raised_on TEXT NOT NULL,
    raised_by TEXT,
    passed_to TEXT,
    passed_on TEXT,
    followed_on TEXT,
    closed_on TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    PRIMARY KEY (programme_id, id)
);

CREATE INDEX concern_by_group ON concern (programme_id, group_id, raised_on);

CREATE INDEX concern_by_mother ON concern (programme_id, raised_by);

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
    item_id TEXT NOT NULL, group_day TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (programme_id, id)
);

CREATE INDEX conversation_by_group_day ON conversation (programme_id, group_id, held_on);

CREATE INDEX conversation_by_group_mother ON conversation (programme_id, group_id, done_by, held_on);

CREATE INDEX conversation_by_mother ON conversation (programme_id, done_by, held_on);

CREATE INDEX conversation_by_recorder ON conversation (programme_id, recorded_by, held_on);

CREATE INDEX conversation_linked ON conversation (programme_id, held_on) WHERE done_by IS NOT NULL OR recorded_by IS NOT NULL;

CREATE TABLE cost_model (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    newest_version BIGINT NOT NULL,
    retired_on TEXT,
    PRIMARY KEY (programme_id, id)
);

CREATE TABLE cost_model_version (
    programme_id TEXT NOT NULL,
    model_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, model_id, version)
);

CREATE TABLE count_change (
    programme_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (programme_id, sequence)
);

CREATE TABLE device (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    enrolled_on TEXT NOT NULL,
    last_seen_on TEXT NOT NULL,
    revoked_on TEXT, heard_on TEXT, unlock_hash TEXT, shows_groups INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);

CREATE INDEX device_by_person ON device (programme_id, person_id);

CREATE TABLE group_state (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    field TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    value TEXT NOT NULL,
    told_on TEXT,
    PRIMARY KEY (programme_id, group_id, field, starts_on),
    FOREIGN KEY (programme_id, group_id) REFERENCES local_group (programme_id, id)
);

CREATE TABLE group_successor (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    successor_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, group_id, successor_id),
    FOREIGN KEY (programme_id, group_id) REFERENCES local_group (programme_id, id),
    FOREIGN KEY (programme_id, successor_id) REFERENCES local_group (programme_id, id)
);

CREATE TABLE help_line (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    call_when TEXT NOT NULL,
    source_url TEXT NOT NULL,
    checked_on TEXT,
    fact_review TEXT NOT NULL,
    position BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    region TEXT NOT NULL DEFAULT '',
    source_title TEXT NOT NULL DEFAULT '',
    source_seen TEXT NOT NULL DEFAULT '',
    source_note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, code)
);

CREATE TABLE job_run (
    programme_id TEXT NOT NULL,
    job TEXT NOT NULL,
    done_on TEXT,
    ran_at BIGINT,
    running BIGINT NOT NULL,
    took_ms BIGINT NOT NULL,
    did BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (programme_id, job)
);

CREATE TABLE journal (
    programme_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    operation TEXT NOT NULL,
    actor_id TEXT,
    occurred_on TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (programme_id, sequence)
);

CREATE INDEX journal_by_scope ON journal (programme_id, scope, sequence);

CREATE TABLE journal_head (
    programme_id TEXT NOT NULL PRIMARY KEY,
    last_sequence BIGINT NOT NULL
);

CREATE TABLE journal_reader (
    programme_id TEXT NOT NULL,
    reader TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (programme_id, reader)
);

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

CREATE INDEX link_by_subject ON link (programme_id, subject_id);

CREATE TABLE local_group (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id)
);

CREATE TABLE office_session (
    programme_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, token_hash)
);

CREATE TABLE overlay (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    base_version BIGINT NOT NULL,
    operations TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id),
    FOREIGN KEY (programme_id, group_id) REFERENCES local_group (programme_id, id)
);

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

CREATE TABLE programme (
    programme_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE quarantine (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    group_id TEXT NOT NULL,
    person_id TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    payload TEXT NOT NULL,
    received_on TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_on TEXT,
    PRIMARY KEY (programme_id, entity, entity_id, owner)
);

CREATE INDEX quarantine_by_group ON quarantine (programme_id, group_id, state);

CREATE INDEX quarantine_by_person ON quarantine (programme_id, person_id);

CREATE TABLE quarantine_accepted (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    person_id TEXT,
    revision BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    payload TEXT NOT NULL,
    received_on TEXT NOT NULL,
    replaced TEXT,
    decided_by TEXT,
    decided_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, entity, entity_id)
);

CREATE INDEX quarantine_accepted_by_group ON quarantine_accepted (programme_id, group_id);

CREATE INDEX quarantine_accepted_by_person ON quarantine_accepted (programme_id, person_id);

CREATE TABLE read_audit (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    group_id TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id)
);

CREATE TABLE region (
    programme_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, code)
);

CREATE TABLE role (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT, deputy_for TEXT,
    PRIMARY KEY (programme_id, id),
    FOREIGN KEY (programme_id, person_id) REFERENCES person (programme_id, id)
);

CREATE INDEX role_by_person ON role (programme_id, person_id);

CREATE INDEX role_by_scope ON role (programme_id, scope_id, role);

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

CREATE INDEX role_history_by_person ON role_history (programme_id, person_id);

CREATE TABLE server_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE tally (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    month TEXT NOT NULL,
    event TEXT NOT NULL,
    mark TEXT NOT NULL,
    sums TEXT NOT NULL,
    PRIMARY KEY (programme_id, group_id, month, event, mark)
);

CREATE INDEX tally_by_month ON tally (programme_id, month, group_id);

CREATE TABLE template (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, version)
);

CREATE TABLE template_text (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    labels TEXT NOT NULL,
    translation_review TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, language)
);

CREATE TABLE tombstone (
    programme_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    deleted_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, entity, entity_id, owner)
);
