-- What is said: posts, their pictures, who is named in them and what people did with them.

CREATE TABLE media (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('attachment', 'avatar', 'header', 'emblem')),
    file TEXT NOT NULL,                           -- SHA-256 of the bytes, hexadecimal, with its extension
    preview_file TEXT NOT NULL,
    mime TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    preview_width BIGINT NOT NULL,
    preview_height BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    blurhash TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    focus_x DOUBLE PRECISION NOT NULL DEFAULT 0,
    focus_y DOUBLE PRECISION NOT NULL DEFAULT 0,
    post_id BIGINT,                               -- none until a post takes it
    position BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE INDEX media_by_account ON media (account_id, id);
CREATE INDEX media_by_post ON media (post_id, position);
CREATE INDEX media_by_file ON media (file);
CREATE INDEX media_by_preview ON media (preview_file);

CREATE TABLE posts (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    keeper_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,   -- who wrote it, when a stall speaks
    boost_of_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,     -- a boost has no text of its own
    origin TEXT NOT NULL CHECK (origin IN ('written', 'delivered', 'fetched', 'imported')),
    kind TEXT NOT NULL DEFAULT 'note' CHECK (kind IN ('note', 'recipe', 'gift')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'private', 'direct')),
    reply_to_id BIGINT,                           -- stays when the other post goes
    reply_to_account_id BIGINT,
    thread_id BIGINT NOT NULL,                    -- the first post of the thread; itself when it is the first
    sensitive BOOLEAN NOT NULL DEFAULT FALSE,
    spoiler TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',                -- as written
    html TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    app_id BIGINT REFERENCES apps (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    edited_at BIGINT,
    version BIGINT NOT NULL DEFAULT 0             -- counts edits; a cached slice carries it
);
CREATE INDEX posts_by_author ON posts (account_id, id);
CREATE INDEX posts_by_keeper ON posts (keeper_id);
CREATE INDEX posts_by_app ON posts (app_id);
CREATE UNIQUE INDEX posts_one_boost ON posts (boost_of_id, account_id);
CREATE INDEX posts_by_thread ON posts (thread_id, id);
CREATE INDEX posts_by_reply ON posts (reply_to_id, id);
CREATE INDEX posts_public ON posts (id) WHERE visibility = 'public' AND boost_of_id IS NULL;

CREATE TABLE post_counters (
    post_id BIGINT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    replies BIGINT NOT NULL DEFAULT 0 CHECK (replies >= 0),
    boosts BIGINT NOT NULL DEFAULT 0 CHECK (boosts >= 0),
    favourites BIGINT NOT NULL DEFAULT 0 CHECK (favourites >= 0)
);

CREATE TABLE post_edits (
    id BIGINT PRIMARY KEY,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    spoiler TEXT NOT NULL,
    sensitive BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    media TEXT NOT NULL,                          -- JSON: [{"id","description"}] as it was
    at BIGINT NOT NULL
);
CREATE INDEX post_edits_by_post ON post_edits (post_id, id);

CREATE TABLE mentions (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
);
CREATE INDEX mentions_by_account ON mentions (account_id, post_id);

CREATE TABLE tags (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,                           -- folded
    shown TEXT NOT NULL,                          -- as first written
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX tags_by_name ON tags (name);

CREATE TABLE post_tags (
    tag_id BIGINT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (tag_id, post_id)
);
CREATE INDEX post_tags_by_post ON post_tags (post_id);

CREATE TABLE favourites (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX favourites_once ON favourites (account_id, post_id);
CREATE INDEX favourites_by_post ON favourites (post_id, id);
CREATE INDEX favourites_by_account ON favourites (account_id, id);

CREATE TABLE bookmarks (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX bookmarks_once ON bookmarks (account_id, post_id);
CREATE INDEX bookmarks_by_post ON bookmarks (post_id);
CREATE INDEX bookmarks_by_account ON bookmarks (account_id, id);

-- "I made this", "this helped me": a recognition with words, shown under the post.
CREATE TABLE uses (
    id BIGINT PRIMARY KEY,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('made', 'helped')),
    words TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX uses_once ON uses (post_id, account_id, kind);
CREATE INDEX uses_by_account ON uses (account_id, id);

CREATE TABLE follows (
    id BIGINT PRIMARY KEY,
    follower_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    followee_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('asked', 'follows')),      -- visibility never reads 'asked'
    boosts BOOLEAN NOT NULL DEFAULT TRUE,
    notify BOOLEAN NOT NULL DEFAULT FALSE,
    languages TEXT NOT NULL DEFAULT '[]',
    at BIGINT NOT NULL,
    CHECK (follower_id <> followee_id)
);
CREATE UNIQUE INDEX follows_once ON follows (follower_id, followee_id);
CREATE INDEX follows_out ON follows (follower_id, state, id);
CREATE INDEX follows_in ON follows (followee_id, state, id);

CREATE TABLE blocks (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    CHECK (account_id <> target_id)
);
CREATE UNIQUE INDEX blocks_once ON blocks (account_id, target_id);
CREATE INDEX blocks_by_account ON blocks (account_id, id);
CREATE INDEX blocks_by_target ON blocks (target_id, account_id);

CREATE TABLE mutes (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    notifications BOOLEAN NOT NULL DEFAULT TRUE,
    expires_at BIGINT,
    at BIGINT NOT NULL,
    CHECK (account_id <> target_id)
);
CREATE UNIQUE INDEX mutes_once ON mutes (account_id, target_id);
CREATE INDEX mutes_by_account ON mutes (account_id, id);
CREATE INDEX mutes_by_target ON mutes (target_id);

CREATE TABLE account_notes (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    note TEXT NOT NULL,
    PRIMARY KEY (account_id, target_id)
);
CREATE INDEX account_notes_by_target ON account_notes (target_id);

CREATE TABLE notifications (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                           -- Mastodon's type
    from_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,
    gift_id BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX notifications_by_account ON notifications (account_id, id);
CREATE INDEX notifications_by_from ON notifications (from_id, account_id);
CREATE INDEX notifications_by_post ON notifications (post_id);

CREATE TABLE markers (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    timeline TEXT NOT NULL CHECK (timeline IN ('home', 'notifications')),
    last_read_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, timeline)
);

-- One key, one answer. For posts a day, for gifts for ever.
CREATE TABLE idempotency_keys (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    verb TEXT NOT NULL,
    body_hash BYTEA NOT NULL,
    result_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, verb, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (verb, at);

CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,                        -- JSON
    lane TEXT NOT NULL DEFAULT '',
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    lease_until BIGINT NOT NULL DEFAULT 0,
    fence BIGINT NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    dead BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (dead, run_at, id);
CREATE INDEX jobs_by_lane ON jobs (lane, lease_until);
CREATE INDEX jobs_by_kind ON jobs (kind, id);

-- Slow limits outlive a restart: signing in, mail to one address.
CREATE TABLE limits (
    bucket TEXT NOT NULL,
    subject TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (bucket, subject)
);
CREATE INDEX limits_by_age ON limits (opened_at);
