-- Regions are records, and what a group is has its days (design 9.12). What stood in a group's row holds from the day its first role began.

-- ENDURES: a region: groups lie in it, roles are held in it. Its code never changes and is never given to another; `name` is for one that no language
-- file names.
CREATE TABLE region (
    programme_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (programme_id, code)
);
INSERT INTO region (programme_id, code, name, revision)
    SELECT programme_id, region, region, 1 FROM local_group WHERE region <> ''
    UNION SELECT programme_id, region, region, 1 FROM help_line WHERE region <> '';

-- ENDURES: what a group is from a day on, until the next row of the same field; before its first row it was what that one says. `told_on`: when phones
-- were told; empty while the day is still to come.
CREATE TABLE group_state (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    field TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    value TEXT NOT NULL,
    told_on TEXT,
    PRIMARY KEY (programme_id, group_id, field, starts_on),
    FOREIGN KEY (programme_id, group_id) REFERENCES local_group (programme_id, id)
);
INSERT INTO group_state (programme_id, group_id, field, starts_on, value, told_on)
    SELECT programme_id, id, field, starts_on, value, starts_on FROM (
        SELECT g.programme_id, g.id, f.field, COALESCE((SELECT MIN(role.starts_on) FROM role WHERE role.programme_id = g.programme_id
            AND role.scope_id = g.id), CAST(CURRENT_DATE AS TEXT)) AS starts_on,
            CASE f.field WHEN 'name' THEN g.name WHEN 'town' THEN g.town WHEN 'region' THEN g.region WHEN 'host' THEN g.host
            WHEN 'phase' THEN CAST(g.phase AS TEXT) ELSE 'active' END AS value
        FROM local_group g CROSS JOIN (SELECT 'name' AS field UNION SELECT 'town' UNION SELECT 'region' UNION SELECT 'host' UNION SELECT 'phase'
            UNION SELECT 'status') f) AS stood;
ALTER TABLE local_group DROP COLUMN name;
ALTER TABLE local_group DROP COLUMN town;
ALTER TABLE local_group DROP COLUMN region;
ALTER TABLE local_group DROP COLUMN host;
ALTER TABLE local_group DROP COLUMN phase;

-- ENDURES: which group goes on with the work of one that ended, from that day: two that merge name the same one, one that is split names two. What was
-- counted stays with the group of its day.
CREATE TABLE group_successor (
    programme_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    successor_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, group_id, successor_id),
    FOREIGN KEY (programme_id, group_id) REFERENCES local_group (programme_id, id),
    FOREIGN KEY (programme_id, successor_id) REFERENCES local_group (programme_id, id)
);
