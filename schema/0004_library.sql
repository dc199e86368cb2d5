-- Knowledge cards and their texts in many languages.

-- ENDURES
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

-- ENDURES: `source_revision` below the English text's makes a translation stale.
CREATE TABLE card_text (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    card_id TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    translation_review TEXT NOT NULL CHECK (translation_review IN ('not_reviewed', 'reviewed')),
    source_revision BIGINT NOT NULL,
    stale BIGINT NOT NULL CHECK (stale IN (0, 1)),
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, id),
    UNIQUE (programme_id, card_id, language),
    FOREIGN KEY (programme_id, card_id) REFERENCES card (programme_id, id)
);
