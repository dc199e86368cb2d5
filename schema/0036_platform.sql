-- What the server does by itself, and what came of it.

-- ENDURES: the last run of each job. To the minute; it tells of nobody. `did`: how many things, when it last succeeded.
CREATE TABLE job_run (
    programme_id TEXT NOT NULL,
    job TEXT NOT NULL,
    done_on TEXT,
    started_at BIGINT,
    ended_at BIGINT,
    took_ms BIGINT NOT NULL,
    did BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (programme_id, job)
);
