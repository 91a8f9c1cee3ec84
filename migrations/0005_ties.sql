-- What two people have between them. A pair is stored once, the smaller id as `low`; only the two may see it.

CREATE TABLE ties (
    id BIGINT PRIMARY KEY,
    low_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    high_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state BYTEA NOT NULL,                         -- decayed masses and counters: a fold of tie_acts
    stage BIGINT NOT NULL CHECK (stage BETWEEN 0 AND 3),   -- after the last act; silence is reckoned when read
    warm DOUBLE PRECISION NOT NULL,               -- log2 of today's warmth mass plus today / half-life: time does not move it
    bond DOUBLE PRECISION NOT NULL,               -- the same for the bond
    last_at BIGINT NOT NULL,                      -- of the last act of either, milliseconds
    newest BIGINT NOT NULL,                       -- last_at and low bits of id: a cursor
    closest BIGINT NOT NULL,                      -- bond and low bits of id: a cursor
    counts_from BIGINT NOT NULL DEFAULT 0,        -- acts up to here were ended and count nothing
    blocked BOOLEAN NOT NULL DEFAULT FALSE,       -- one of the two blocks the other
    low_hides BOOLEAN NOT NULL DEFAULT FALSE,     -- kept out of maps, introductions and common acquaintances
    high_hides BOOLEAN NOT NULL DEFAULT FALSE,
    low_rests BOOLEAN NOT NULL DEFAULT FALSE,     -- let rest by this one, until their next act
    high_rests BOOLEAN NOT NULL DEFAULT FALSE,
    low_ended BIGINT NOT NULL DEFAULT 0,          -- when this one ended it; 0 is never
    high_ended BIGINT NOT NULL DEFAULT 0,
    low_erased BIGINT NOT NULL DEFAULT 0,         -- this one sees no act up to here
    high_erased BIGINT NOT NULL DEFAULT 0,
    CHECK (low_id < high_id)
);
CREATE UNIQUE INDEX ties_by_low ON ties (low_id, high_id);
CREATE UNIQUE INDEX ties_by_high ON ties (high_id, low_id);
CREATE INDEX ties_low_newest ON ties (low_id, newest);
CREATE INDEX ties_high_newest ON ties (high_id, newest);
CREATE INDEX ties_erased ON ties (id) WHERE low_erased > 0 AND high_erased > 0;

-- Every act between two, small ones too. Talk of one kind, way and day is one row that counts how often.
CREATE TABLE tie_acts (
    id BIGINT PRIMARY KEY,
    low_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    high_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    low_acts BOOLEAN NOT NULL,                    -- who did it
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'mention', 'message', 'greeting', 'gift', 'thanks', 'use', 'invitation', 'introduction', 'meeting')),
    slot BIGINT NOT NULL,                         -- the day for talk, else the object: one row for one of these
    object_id BIGINT NOT NULL,                    -- the post, gift, invitation; the last one for talk
    times BIGINT NOT NULL DEFAULT 1 CHECK (times > 0),
    day BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CHECK (low_id < high_id)
);
CREATE UNIQUE INDEX tie_acts_once ON tie_acts (low_id, high_id, kind, low_acts, slot);
CREATE INDEX tie_acts_by_day ON tie_acts (low_id, high_id, day, id);
CREATE INDEX tie_acts_by_high ON tie_acts (high_id);

-- Suggestions somebody does not want to see again.
CREATE TABLE suggestions_hidden (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id)
);
CREATE INDEX suggestions_hidden_by_target ON suggestions_hidden (target_id);
