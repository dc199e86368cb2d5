-- A deputy holds a role until a day, for another who holds it: `deputy_for` is that other's role.

ALTER TABLE role ADD COLUMN deputy_for TEXT;
