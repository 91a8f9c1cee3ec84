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
