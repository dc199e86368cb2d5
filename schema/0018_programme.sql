-- The day, as in the tables of people (0017): a template is named in the journal.
UPDATE programme SET created_at = created_at - created_at % 86400000;
UPDATE template SET created_at = created_at - created_at % 86400000;
