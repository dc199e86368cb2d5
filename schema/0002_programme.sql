-- The programme (tenant), its method template and its groups.

-- ENDURES
CREATE TABLE programme (
    programme_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- ENDURES: the method template; every version stays, because records name the version their codes come from.
CREATE TABLE template (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, version)
);

-- ENDURES: the labels of the template's codes in one language.
CREATE TABLE template_text (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    labels TEXT NOT NULL,
    translation_review TEXT NOT NULL CHECK (translation_review IN ('not_reviewed', 'reviewed')),
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, language)
);

-- ENDURES: whom to call, each fact with its source and its review (design 9.9).
CREATE TABLE help_line (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('emergency', 'police', 'helpline', 'municipality')),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    call_when TEXT NOT NULL,
    source_url TEXT NOT NULL,
    checked_on TEXT,
    fact_review TEXT NOT NULL CHECK (fact_review IN ('not_reviewed', 'reviewed')),
    position BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, code)
);

-- ENDURES: a local group and its host. `concern_*` is whom a mother calls when she worries.
CREATE TABLE local_group (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    town TEXT NOT NULL,
    region TEXT NOT NULL,
    host TEXT NOT NULL,
    phase BIGINT NOT NULL CHECK (phase BETWEEN 1 AND 4),
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id)
);

-- ENDURES: a group's adaptation of the template: operations on stable codes over a base version (design 9.5).
CREATE TABLE overlay (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    base_version BIGINT NOT NULL,
    operations TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, group_id),
    FOREIGN KEY (programme_id, group_id) REFERENCES local_group (programme_id, id)
);
