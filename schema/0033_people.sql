-- Whoever leads a group may have it on a phone that she enrolled herself, with her password. A phone that a coordinator's link enrolled shows no more
-- than a mother's, whatever else its person is.

ALTER TABLE device ADD COLUMN shows_groups INTEGER NOT NULL DEFAULT 0;
