-- Bringing people together.

-- What somebody wishes about being brought together with others. No row: open to it, and in no round of meet-ups.
CREATE TABLE meeting_wishes (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    not_now BOOLEAN NOT NULL DEFAULT FALSE,       -- no introductions at the moment
    looked_at BIGINT NOT NULL DEFAULT 0,          -- when pairs were last looked for among their ties
    meets BOOLEAN NOT NULL DEFAULT FALSE,         -- takes part in the rounds of meet-ups
    skips BOOLEAN NOT NULL DEFAULT FALSE,         -- but not in the next one
    waited BOOLEAN NOT NULL DEFAULT FALSE,        -- was left over last time, and is first next time
    draw BIGINT NOT NULL DEFAULT 0,               -- by chance: the order in the next round
    round_id BIGINT NOT NULL DEFAULT 0            -- the last round that dealt with them
);
CREATE INDEX meeting_wishes_by_round ON meeting_wishes (meets, round_id);

-- "Never with this one": known to who wrote it, and to nobody else.
CREATE TABLE never_pairs (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id),
    CHECK (account_id <> target_id)
);
CREATE INDEX never_pairs_by_target ON never_pairs (target_id, account_id);

CREATE TABLE introductions (
    id BIGINT PRIMARY KEY,
    introducer_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    a_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    b_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    why TEXT NOT NULL,
    stall_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,    -- for which one of them speaks here
    own_stall BOOLEAN NOT NULL,                   -- the introducer keeps it too: said on the card, no credit
    reaches_a BOOLEAN NOT NULL,                   -- by a's own wishes, and by nobody else's
    reaches_b BOOLEAN NOT NULL,
    answer_a TEXT NOT NULL DEFAULT '' CHECK (answer_a IN ('', 'yes', 'no')),
    answer_b TEXT NOT NULL DEFAULT '' CHECK (answer_b IN ('', 'yes', 'no')),
    show_introducer BOOLEAN NOT NULL,             -- may the square see it? Only when all three say so
    show_a BOOLEAN NOT NULL DEFAULT FALSE,
    show_b BOOLEAN NOT NULL DEFAULT FALSE,
    state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'met', 'worked', 'lapsed')),
    glad_a BOOLEAN NOT NULL DEFAULT FALSE,
    glad_b BOOLEAN NOT NULL DEFAULT FALSE,
    post_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,        -- where the three speak
    offered_at BIGINT NOT NULL,
    accepted_at BIGINT,
    met_at BIGINT,
    gave BOOLEAN,                                 -- an accepted gift between the two within 90 days; none: too early to tell
    tied BOOLEAN,                                 -- a tie after 180 days; none: too early to tell
    check_at BIGINT,                              -- when the night looks at it again; none: never
    CHECK (a_id < b_id AND introducer_id <> a_id AND introducer_id <> b_id)
);
CREATE INDEX introductions_by_introducer ON introductions (introducer_id, id);
CREATE INDEX introductions_by_a ON introductions (a_id, id);
CREATE INDEX introductions_by_b ON introductions (b_id, id);
CREATE INDEX introductions_by_stall ON introductions (stall_id);
CREATE INDEX introductions_by_post ON introductions (post_id);
CREATE INDEX introductions_by_check ON introductions (check_at, id) WHERE check_at IS NOT NULL;
CREATE INDEX introductions_by_acceptance ON introductions (accepted_at);

-- Two people who could meet through a third, who alone is told. What is not shown is the hold-out.
CREATE TABLE introduction_suggestions (
    id BIGINT PRIMARY KEY,
    introducer_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    a_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    b_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    week BIGINT NOT NULL,                         -- days since 1970-01-01, UTC, divided by seven
    shown BOOLEAN NOT NULL,
    counted BOOLEAN NOT NULL,                     -- drawn when the square was large enough to compare
    set_aside BOOLEAN NOT NULL DEFAULT FALSE,
    score DOUBLE PRECISION NOT NULL,
    shared TEXT NOT NULL,                         -- JSON: words they share, for the sentence
    talked BOOLEAN,                               -- both ways within 30 days; none: too early to tell
    check_at BIGINT,
    at BIGINT NOT NULL,
    CHECK (a_id < b_id AND introducer_id <> a_id AND introducer_id <> b_id)
);
CREATE INDEX introduction_suggestions_by_introducer ON introduction_suggestions (introducer_id, id);
CREATE INDEX introduction_suggestions_by_a ON introduction_suggestions (a_id, week);
CREATE INDEX introduction_suggestions_by_b ON introduction_suggestions (b_id, week);
CREATE INDEX introduction_suggestions_by_check ON introduction_suggestions (check_at, id) WHERE check_at IS NOT NULL;
CREATE INDEX introduction_suggestions_by_arm ON introduction_suggestions (counted, shown, talked);

-- One round of meet-ups.
CREATE TABLE meetup_rounds (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    done BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX meetup_rounds_open ON meetup_rounds (done, id);

-- Two who drew each other. Once for ever.
CREATE TABLE meetups (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES meetup_rounds (id),
    a_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    b_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,        -- where the two speak
    met_a BOOLEAN NOT NULL DEFAULT FALSE,
    met_b BOOLEAN NOT NULL DEFAULT FALSE,
    at BIGINT NOT NULL,
    CHECK (a_id < b_id)
);
CREATE UNIQUE INDEX meetups_once ON meetups (a_id, b_id);
CREATE INDEX meetups_by_b ON meetups (b_id, a_id);
CREATE INDEX meetups_by_round ON meetups (round_id);
CREATE INDEX meetups_by_post ON meetups (post_id);

-- Whom an inviter thinks the guest should meet.
CREATE TABLE invitation_people (
    invitation_id BIGINT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    PRIMARY KEY (invitation_id, account_id)
);
CREATE INDEX invitation_people_by_account ON invitation_people (account_id);

-- People who greet newcomers, besides hosts and moderators.
CREATE TABLE greeters (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);
