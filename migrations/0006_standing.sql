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
