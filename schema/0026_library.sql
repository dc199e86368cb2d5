-- Closed lists are opened (0024).

ALTER TABLE card_text RENAME TO card_text_before;
-- ENDURES: `source_revision` below the English text's makes a translation stale.
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
INSERT INTO card_text (programme_id, id, card_id, language, title, body, translation_review, source_revision, stale, revision)
    SELECT programme_id, id, card_id, language, title, body, translation_review, source_revision, stale, revision FROM card_text_before;
DROP TABLE card_text_before;
