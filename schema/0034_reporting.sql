-- A number of the programme added up a row of every group and month: half a million for ten years of 4,000 groups. It is added up when a month closes.

-- ENDURES: what all groups counted together in a closed month. `mothers`: added up over groups, since a mother is known within one only.
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
INSERT INTO closed_programme_tally (programme_id, event, dimension, code, month, events, women, minutes, mothers)
    SELECT programme_id, event, dimension, code, period, SUM(events), SUM(women), SUM(minutes), SUM(mothers) FROM closed_tally
    WHERE substr(period, 6, 1) <> 'Q' GROUP BY programme_id, event, dimension, code, period;
DROP INDEX closed_tally_by_cell;
