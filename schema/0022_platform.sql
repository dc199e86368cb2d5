-- Readers of the journal: tallies first; each has a position of its own.

-- REBUILT: how far each reader of the journal has come.
CREATE TABLE journal_reader (
    programme_id TEXT NOT NULL,
    reader TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (programme_id, reader)
);
INSERT INTO journal_reader (programme_id, reader, sequence) SELECT programme_id, 'tally', sequence FROM tally_position;
DROP TABLE tally_position;
