-- What the server does by itself, and what came of it.

-- ENDURES: the last run of each job. `ran_at`: the day of what is done daily, the hour of what runs always (written each hour, whatever comes), since a
-- minute beside the journal would bracket what came (docs/security.md). `did`: how many things, when it last succeeded.
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
