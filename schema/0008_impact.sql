-- Cost models: what a programme costs and gives back, in versions. A document holds sums and sources, never a person but its savers.

-- ENDURES: a retired model leaves the list; its versions stay.
CREATE TABLE cost_model (
    programme_id TEXT NOT NULL,
    id TEXT NOT NULL,
    newest_version BIGINT NOT NULL,
    retired_on TEXT,
    PRIMARY KEY (programme_id, id)
);

-- ENDURES
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
