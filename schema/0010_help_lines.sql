-- A help line holds for the whole country (an empty region) or for one region, by its stable code; and says what its number rests on: which page,
-- whether the page itself or a stored copy of it was read, and what whoever checks it should know. Phones get none of the last two.

ALTER TABLE help_line ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE help_line ADD COLUMN source_title TEXT NOT NULL DEFAULT '';
ALTER TABLE help_line ADD COLUMN source_seen TEXT NOT NULL DEFAULT '';
ALTER TABLE help_line ADD COLUMN source_note TEXT NOT NULL DEFAULT '';

-- The regions of groups were free words of the demo.
UPDATE local_group SET region = 'hovedstaden' WHERE region = 'Capital';
UPDATE local_group SET region = 'sjaelland' WHERE region = 'Zealand';
UPDATE local_group SET region = 'syddanmark' WHERE region = 'South';
UPDATE local_group SET region = 'midtjylland' WHERE region = 'Middle';
UPDATE local_group SET region = 'nordjylland' WHERE region = 'North';
UPDATE local_group SET region = 'oslo' WHERE region = 'East' AND town = 'Oslo';
UPDATE local_group SET region = 'buskerud' WHERE region = 'East' AND town = 'Drammen';
UPDATE local_group SET region = 'vestland' WHERE region = 'West';
