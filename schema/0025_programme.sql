-- Closed lists are opened (0024).

ALTER TABLE help_line RENAME TO help_line_before;
-- ENDURES: whom to call, each fact with its source and its review (design 9.9).
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
INSERT INTO help_line (programme_id, id, code, kind, name, phone, call_when, source_url, checked_on, fact_review, position, revision, region,
        source_title, source_seen, source_note)
        SELECT programme_id, id, code, kind, name, phone, call_when, source_url, checked_on, fact_review, position, revision, region, source_title,
        source_seen, source_note FROM help_line_before;
DROP TABLE help_line_before;

ALTER TABLE template_text RENAME TO template_text_before;
-- ENDURES: the labels of the template's codes in one language.
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
INSERT INTO template_text (programme_id, id, language, labels, translation_review, revision)
    SELECT programme_id, id, language, labels, translation_review, revision FROM template_text_before;
DROP TABLE template_text_before;
