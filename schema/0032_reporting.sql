-- A tally is one mother's month now, by her mark: what one change adds to or takes from is one row of the size of a month's questions, however many
-- conversations its group has. All are counted anew by the reader, which has read nothing then.

DROP TABLE tally;
-- REBUILT: what the events of one group, month and mark add up to. `event`: what is counted, as its slice declares it. `sums` is
-- {dimension: {code: [events, women, minutes]}}; the code of the dimension "total" is empty. Mothers are the marks that have any.
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
DELETE FROM journal_reader WHERE reader = 'tally';
