-- What is given. Rows of the ledger name people only by a hand: a random id whose mapping erasure deletes.
-- No column anywhere holds an amount of money, and nothing here can be passed from receiver to receiver.

CREATE TABLE hands (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    hand BYTEA NOT NULL
);
CREATE UNIQUE INDEX hands_by_hand ON hands (hand);

CREATE TABLE currencies (
    id BIGINT PRIMARY KEY,
    slug TEXT NOT NULL,                           -- also its emoji shortcode
    name TEXT NOT NULL,
    says TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('expressive', 'circulating')),
    emblem TEXT NOT NULL,                         -- the name of one of ours, or '' when a picture was given
    emblem_media_id BIGINT REFERENCES media (id) ON DELETE SET NULL,
    stall_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,    -- whose it is; none means the square's
    created_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    rests_at BIGINT                               -- set when no more is given in it
);
CREATE UNIQUE INDEX currencies_by_slug ON currencies (slug);
CREATE INDEX currencies_by_stall ON currencies (stall_id);
CREATE INDEX currencies_by_maker ON currencies (created_by);
CREATE INDEX currencies_by_media ON currencies (emblem_media_id);

CREATE TABLE heirlooms (
    id BIGINT PRIMARY KEY,
    currency_id BIGINT NOT NULL REFERENCES currencies (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    holder_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    since BIGINT NOT NULL,                        -- when the holder took it
    nudged_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX heirlooms_by_number ON heirlooms (currency_id, number);
CREATE INDEX heirlooms_by_holder ON heirlooms (holder_id);
CREATE INDEX heirlooms_by_age ON heirlooms (since, id);

CREATE TABLE gifts (
    id BIGINT PRIMARY KEY,
    currency_id BIGINT NOT NULL REFERENCES currencies (id),
    giver BYTEA NOT NULL,                         -- the hand of a person
    receiver BYTEA NOT NULL,                      -- the hand of a person
    stall_id BIGINT,                              -- the stall in whose name the giver gave it; stays when the stall goes
    grade BIGINT NOT NULL CHECK (grade IN (1, 2)),
    state TEXT NOT NULL CHECK (state IN ('given', 'accepted', 'declined', 'withdrawn', 'retracted')),
    public BOOLEAN NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('page', 'app', 'post', 'import', 'invitation', 'heirloom')),
    again BOOLEAN NOT NULL DEFAULT FALSE,         -- the same giver, receiver and object as before: shown, counts nothing more
    taken_back BOOLEAN NOT NULL DEFAULT FALSE,    -- the giver took it back, not knowing that it had been declined
    object_post_id BIGINT,                        -- what it answers; stays when the post goes
    post_id BIGINT,                               -- the post that carries it
    heirloom_id BIGINT REFERENCES heirlooms (id),
    import_key TEXT,                              -- row and occurrence of an import
    day BIGINT NOT NULL,                          -- of giving: days since 1970-01-01, UTC
    given_at BIGINT NOT NULL,
    settled_at BIGINT,
    CHECK (giver <> receiver)
);
CREATE INDEX gifts_by_giver ON gifts (giver, id);
CREATE INDEX gifts_by_receiver ON gifts (receiver, state, id);
CREATE INDEX gifts_by_pair ON gifts (giver, receiver, object_post_id);
CREATE INDEX gifts_by_currency ON gifts (currency_id, id);
CREATE INDEX gifts_by_post ON gifts (post_id);
CREATE INDEX gifts_by_object ON gifts (object_post_id, id);
CREATE INDEX gifts_by_heirloom ON gifts (heirloom_id, id);
CREATE INDEX gifts_public ON gifts (id) WHERE public AND state = 'accepted';
CREATE UNIQUE INDEX gifts_by_import ON gifts (import_key) WHERE import_key IS NOT NULL;

-- In whose hands an heirloom has been, in order. A line is the reason of the gift that moved it.
CREATE TABLE heirloom_hands (
    id BIGINT PRIMARY KEY,
    heirloom_id BIGINT NOT NULL REFERENCES heirlooms (id),
    hand BYTEA NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('minted', 'handed', 'returned')),
    gift_id BIGINT REFERENCES gifts (id),
    at BIGINT NOT NULL
);
CREATE INDEX heirloom_hands_by_heirloom ON heirloom_hands (heirloom_id, id);
CREATE INDEX heirloom_hands_by_gift ON heirloom_hands (gift_id);

-- The words of a gift can be erased; the gift cannot.
CREATE TABLE gift_words (
    gift_id BIGINT PRIMARY KEY REFERENCES gifts (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    changed TEXT NOT NULL DEFAULT '',             -- what it changed, when it changed something
    back TEXT NOT NULL DEFAULT '',                -- a word from the receiver
    place TEXT NOT NULL DEFAULT ''                -- where it was said, on import
);

-- Petrol money: a private flag of one of the two, in no metric.
CREATE TABLE shared_costs (
    gift_id BIGINT NOT NULL REFERENCES gifts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    PRIMARY KEY (gift_id, account_id)
);
CREATE INDEX shared_costs_by_account ON shared_costs (account_id);

-- The ledger. Added to, never changed, never deleted; the postings of one gift sum to nothing.
CREATE TABLE postings (
    id BIGINT PRIMARY KEY,
    gift_id BIGINT NOT NULL REFERENCES gifts (id),
    currency_id BIGINT NOT NULL REFERENCES currencies (id),
    hand BYTEA NOT NULL,
    bucket TEXT NOT NULL CHECK (bucket IN ('allowance', 'outside', 'received', 'returned')),
    amount BIGINT NOT NULL CHECK (amount IN (-1, 1)),
    day BIGINT NOT NULL                           -- on which it was written, also when the gift is older
);
CREATE INDEX postings_by_gift ON postings (gift_id);
CREATE INDEX postings_by_currency ON postings (currency_id);
CREATE INDEX postings_by_day ON postings (day, id);

-- The newest day the ledger has seen. Days are taken from here, so a clock set back opens no old day again.
CREATE TABLE ledger_clock (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    day BIGINT NOT NULL
);

-- How far the nightly job is with the day it seals.
CREATE TABLE ledger_seal (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    day BIGINT NOT NULL,
    through_id BIGINT NOT NULL,
    postings BIGINT NOT NULL,
    head BYTEA NOT NULL
);

-- What a nightly job sealed: the head of the hash chain over the postings of every day up to this one.
CREATE TABLE ledger_days (
    day BIGINT PRIMARY KEY,
    postings BIGINT NOT NULL,
    head BYTEA NOT NULL
);

-- The last line of defence of the day's allowance.
CREATE TABLE allowances (
    hand BYTEA NOT NULL,
    day BIGINT NOT NULL,
    given BIGINT NOT NULL CHECK (given >= 0 AND given <= 50),
    PRIMARY KEY (hand, day)
);
CREATE INDEX allowances_by_day ON allowances (day);
CREATE TABLE pair_allowances (
    giver BYTEA NOT NULL,
    receiver BYTEA NOT NULL,
    day BIGINT NOT NULL,
    given BIGINT NOT NULL CHECK (given >= 0 AND given <= 5),
    PRIMARY KEY (giver, receiver, day)
);
CREATE INDEX pair_allowances_by_day ON pair_allowances (day);

-- One person's voice for another's deed. Standing reads this and nothing else.
CREATE TABLE recognitions (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('gift', 'made', 'helped', 'favourite', 'introduction', 'heirloom')),
    voice BYTEA NOT NULL,                         -- the hand of who recognises
    doer BYTEA NOT NULL,                          -- the hand of who is recognised
    object_id BIGINT NOT NULL,                    -- the gift, or the post
    grade DOUBLE PRECISION NOT NULL,              -- 0.25 applause, 1 thanks, 2 "this changed something for me"
    money BOOLEAN NOT NULL DEFAULT FALSE,
    state TEXT NOT NULL CHECK (state IN ('counts', 'retracted')),
    day BIGINT NOT NULL,                          -- of the first; a second never makes it younger
    at BIGINT NOT NULL,
    CHECK (voice <> doer)
);
CREATE UNIQUE INDEX recognitions_once ON recognitions (kind, object_id, voice);
CREATE INDEX recognitions_by_doer ON recognitions (doer, id);
CREATE INDEX recognitions_by_voice ON recognitions (voice, id);

-- Things that wait for somebody and have no row of their own elsewhere.
CREATE TABLE waiting (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('meant_for_someone', 'describe_picture', 'pass_heirloom', 'gift_refused')),
    post_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,
    media_id BIGINT REFERENCES media (id) ON DELETE CASCADE,
    heirloom_id BIGINT REFERENCES heirlooms (id) ON DELETE CASCADE,
    currency_id BIGINT REFERENCES currencies (id) ON DELETE CASCADE,
    why TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX waiting_by_account ON waiting (account_id, settled_at, id);
CREATE INDEX waiting_by_post ON waiting (post_id);
CREATE INDEX waiting_by_media ON waiting (media_id);
CREATE INDEX waiting_by_heirloom ON waiting (heirloom_id);
CREATE INDEX waiting_by_currency ON waiting (currency_id);

-- People of another community, by the name its list gave them, until somebody claims the name.
CREATE TABLE shadows (
    name_folded TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX shadows_by_account ON shadows (account_id);
