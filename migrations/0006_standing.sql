-- Who has a voice, and what standing was seen.

-- Vetting. A vouch says "we met": it counts while its voucher has a voice, and at most twelve of one person stand.
CREATE TABLE vouches (
    id BIGINT PRIMARY KEY,
    voucher_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    whom_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    how TEXT NOT NULL CHECK (how IN ('person', 'invitation', 'met')),
    at BIGINT NOT NULL,
    ended_at BIGINT,                              -- taken back
    CHECK (voucher_id <> whom_id)
);
CREATE UNIQUE INDEX vouches_once ON vouches (voucher_id, whom_id) WHERE ended_at IS NULL;
CREATE INDEX vouches_by_voucher ON vouches (voucher_id, id);
CREATE INDEX vouches_by_whom ON vouches (whom_id, id);

-- Whom a host knows. Stays when that host goes; any host can take it back.
CREATE TABLE known (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    by_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    at BIGINT NOT NULL
);
CREATE INDEX known_by_host ON known (by_id);

-- Who has a voice of their own now, by hand: from since_day on, and no more from until_day on.
CREATE TABLE vettings (
    hand BYTEA PRIMARY KEY,
    how TEXT NOT NULL CHECK (how IN ('host', 'known', 'vouched', 'flow')),
    since_day BIGINT NOT NULL,
    until_day BIGINT
);

-- Every coming and going of voices, in the order (day, id). Added to, never changed.
CREATE TABLE vetting_log (
    id BIGINT PRIMARY KEY,
    hand BYTEA NOT NULL,
    vetted BOOLEAN NOT NULL,
    day BIGINT NOT NULL
);
CREATE INDEX vetting_log_by_day ON vetting_log (day, id);
CREATE INDEX vetting_log_by_hand ON vetting_log (hand, day);

-- Ticks "I know this person" that were given before voices were kept: the host's vets, another's is a vouch.
INSERT INTO known (account_id, by_id, at)
SELECT i.accepted_by, i.inviter_id, i.accepted_at
FROM invitations i
JOIN logins l ON l.account_id = i.inviter_id
WHERE i.knows AND i.accepted_by IS NOT NULL AND i.accepted_at IS NOT NULL AND l.role = 'host'
ON CONFLICT (account_id) DO NOTHING;
INSERT INTO vouches (id, voucher_id, whom_id, how, at)
SELECT i.id, i.inviter_id, i.accepted_by, 'invitation', i.accepted_at
FROM invitations i
JOIN logins l ON l.account_id = i.inviter_id
WHERE i.knows AND i.accepted_by IS NOT NULL AND i.accepted_at IS NOT NULL AND l.role <> 'host'
ON CONFLICT DO NOTHING;

-- What a recognition is about, one weight per deed and voice: a post, a gift or an introduction.
ALTER TABLE recognitions ADD COLUMN deed BIGINT NOT NULL DEFAULT 0;
-- The grade as standing takes it: of a bystander at most 0.25, of a keeper for the own stall 0.
ALTER TABLE recognitions ADD COLUMN weight DOUBLE PRECISION NOT NULL DEFAULT 0;
UPDATE recognitions SET deed = object_id, weight = grade;
UPDATE recognitions
SET deed = (SELECT g.object_post_id FROM gifts g WHERE g.id = recognitions.object_id)
WHERE kind IN ('gift', 'heirloom') AND EXISTS (
    SELECT 1
    FROM gifts g
    JOIN posts p ON p.id = g.object_post_id
    JOIN hands h ON h.hand = g.receiver
    WHERE g.id = recognitions.object_id AND (p.account_id = h.account_id OR p.keeper_id = h.account_id)
);
CREATE INDEX recognitions_by_deed ON recognitions (deed, voice);

-- Every change of what one voice says of one deed, so that the past can be computed again. Added to, never changed.
CREATE TABLE recognition_log (
    id BIGINT PRIMARY KEY,
    recognition_id BIGINT NOT NULL REFERENCES recognitions (id),
    deed BIGINT NOT NULL,
    voice BYTEA NOT NULL,
    doer BYTEA NOT NULL,
    grade DOUBLE PRECISION NOT NULL,              -- after the change: the greatest that counts, or 0
    money BOOLEAN NOT NULL,                       -- the change came from something commercial, and counts nothing
    first_day BIGINT NOT NULL,                    -- from which it fades
    day BIGINT NOT NULL                           -- on which it was written
);
CREATE INDEX recognition_log_by_day ON recognition_log (day, id);
CREATE INDEX recognition_log_by_recognition ON recognition_log (recognition_id, id);

-- Whose influence was taken back, and when it was given back. Erasure is for good. Added to, never changed.
CREATE TABLE standing_exits (
    id BIGINT PRIMARY KEY,
    hand BYTEA NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('suspended', 'back', 'erased')),
    day BIGINT NOT NULL
);
CREATE INDEX standing_exits_by_day ON standing_exits (day, id);
CREATE INDEX standing_exits_by_hand ON standing_exits (hand, id);

-- A digest of all that was published on a day: SHA-256 over every hand and its standing, in the order of hands.
CREATE TABLE standing_days (
    day BIGINT PRIMARY KEY,
    members BIGINT NOT NULL,
    digest BYTEA NOT NULL
);

-- A word for somebody's standing, written by the daily work alone.
CREATE TABLE standing_bands (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    band TEXT NOT NULL DEFAULT 'none' CHECK (band IN ('none', 'known', 'generous', 'pillar')),
    shown BOOLEAN NOT NULL DEFAULT FALSE,         -- the square is large enough for bands
    hidden BOOLEAN NOT NULL DEFAULT FALSE,        -- by its owner
    since BIGINT NOT NULL                         -- the day of the last change
);
CREATE INDEX standing_bands_by_band ON standing_bands (band, account_id);

-- How bands moved, by hand. Added to, never changed.
CREATE TABLE standing_band_log (
    id BIGINT PRIMARY KEY,
    hand BYTEA NOT NULL,
    was TEXT NOT NULL CHECK (was IN ('none', 'known', 'generous', 'pillar')),
    band TEXT NOT NULL CHECK (band IN ('none', 'known', 'generous', 'pillar')),
    day BIGINT NOT NULL
);
CREATE INDEX standing_band_log_by_hand ON standing_band_log (hand, id);
-- A moderator decided that it counts no more; the row stays and is shown with the reasons.
ALTER TABLE recognitions ADD COLUMN void BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX recognitions_by_day ON recognitions (day, id);

-- Questions about recognitions: what somebody contests, and what looks like a swap.
CREATE TABLE standing_cases (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('swap', 'ring', 'burst', 'contest')),
    mark TEXT NOT NULL,                           -- the same find is one case
    figure BIGINT NOT NULL,                       -- occasions, percent inside, or people
    asked_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    words TEXT NOT NULL DEFAULT '',
    opened_at BIGINT NOT NULL,
    waits BOOLEAN NOT NULL,                       -- for a moderator
    decision TEXT CHECK (decision IN ('left', 'void')),
    decided_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    decided_at BIGINT,
    reasons TEXT NOT NULL DEFAULT '',
    appeal TEXT NOT NULL DEFAULT '',
    appealed_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    appealed_at BIGINT,
    last_word TEXT CHECK (last_word IN ('left', 'void')),
    last_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    last_reasons TEXT NOT NULL DEFAULT '',
    last_at BIGINT
);
CREATE UNIQUE INDEX standing_cases_once ON standing_cases (mark);
CREATE INDEX standing_cases_waiting ON standing_cases (waits, id);
CREATE INDEX standing_cases_by_asker ON standing_cases (asked_by, waits);
CREATE INDEX standing_cases_by_decider ON standing_cases (decided_by);
CREATE INDEX standing_cases_by_appellant ON standing_cases (appealed_by);
CREATE INDEX standing_cases_by_last ON standing_cases (last_by);

-- Whom a case concerns: they see it on their standing page and can appeal.
CREATE TABLE case_people (
    case_id BIGINT NOT NULL REFERENCES standing_cases (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (case_id, account_id)
);
CREATE INDEX case_people_by_account ON case_people (account_id, case_id);

CREATE TABLE case_recognitions (
    case_id BIGINT NOT NULL REFERENCES standing_cases (id) ON DELETE CASCADE,
    recognition_id BIGINT NOT NULL REFERENCES recognitions (id),
    PRIMARY KEY (case_id, recognition_id)
);
CREATE INDEX case_recognitions_by_recognition ON case_recognitions (recognition_id, case_id);
