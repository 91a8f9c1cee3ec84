-- Who was here on which day, and who came nearer.

-- One row per person and day on which the person did something. Nothing is counted for reading.
CREATE TABLE presence (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    day BIGINT NOT NULL,                          -- days since 1970-01-01, UTC
    weight BIGINT NOT NULL CHECK (weight > 0),    -- of all acts of the day together
    best BIGINT NOT NULL CHECK (best > 0),        -- of the heaviest act
    PRIMARY KEY (account_id, day)
);
CREATE INDEX presence_by_day ON presence (day, account_id);

-- How far the days of before this table are filled in: acts after through_id and up to last_id are still to come.
CREATE TABLE presence_fill (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    through_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL
);
INSERT INTO presence_fill (one, through_id, last_id)
SELECT 1, 0, COALESCE(MAX(t.id), 0) FROM (
    SELECT MAX(id) AS id FROM posts
    UNION ALL SELECT MAX(id) AS id FROM favourites
    UNION ALL SELECT MAX(id) AS id FROM uses
    UNION ALL SELECT MAX(id) AS id FROM gifts
) AS t;

-- How near everybody is, computed every night; what brings nearer is in presence.
CREATE TABLE orbits (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),   -- 1 is nearest
    since BIGINT NOT NULL,                        -- the day of the last change
    held BIGINT NOT NULL,                         -- the last day on which it was earned
    came_from BIGINT NOT NULL CHECK (came_from BETWEEN 0 AND 4),   -- the orbit before; 0: new here
    quiet BOOLEAN NOT NULL                        -- no act for a long time
);
CREATE INDEX orbits_by_level ON orbits (level, quiet, account_id);

-- How many people went from which orbit to which, by month. No row names anybody.
CREATE TABLE orbit_moves (
    month BIGINT NOT NULL,                        -- months since 1970-01
    came BIGINT NOT NULL CHECK (came BETWEEN 0 AND 5),   -- 0: new here; 1 to 4; 5: quiet
    went BIGINT NOT NULL CHECK (went BETWEEN 1 AND 5),
    people BIGINT NOT NULL CHECK (people > 0),
    PRIMARY KEY (month, came, went)
);

-- How far the night is: people up to cursor have their orbit of this day.
CREATE TABLE orbit_night (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    day BIGINT NOT NULL,
    cursor BIGINT NOT NULL,
    done BOOLEAN NOT NULL
);

-- How well people hold each other, day by day, around the square (0) or one stall.
CREATE TABLE gravity_days (
    around BIGINT NOT NULL,
    day BIGINT NOT NULL,
    gravity DOUBLE PRECISION NOT NULL,            -- 0 to 100
    members BIGINT NOT NULL,
    ties BIGINT NOT NULL,                         -- between members
    ties_missing BIGINT NOT NULL,
    share DOUBLE PRECISION NOT NULL,
    connected DOUBLE PRECISION NOT NULL,
    reciprocal DOUBLE PRECISION NOT NULL,
    two DOUBLE PRECISION NOT NULL,
    clustering DOUBLE PRECISION NOT NULL,
    two_core DOUBLE PRECISION NOT NULL,
    three_core DOUBLE PRECISION NOT NULL,
    brand_bridge DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (around, day)
);
CREATE INDEX gravity_days_by_day ON gravity_days (day, around);

-- How many people are in each orbit, day by day, around the square (0) or one stall.
CREATE TABLE orbit_days (
    around BIGINT NOT NULL,
    day BIGINT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
    here BIGINT NOT NULL,
    quiet BIGINT NOT NULL,
    PRIMARY KEY (around, day, level)
);
CREATE INDEX orbit_days_by_day ON orbit_days (day, around, level);
