-- Who is here: accounts, how they sign in, who speaks for a stall, and what the square says of itself.

CREATE TABLE accounts (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'stall', 'service')),
    state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'pending', 'active', 'suspended', 'shadow', 'deleted')),
    username TEXT NOT NULL,
    username_folded TEXT NOT NULL,
    domain TEXT NOT NULL DEFAULT '',              -- '' is this square
    display_name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',                -- as written
    note_html TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '[]',            -- JSON: [{"name","value","value_html"}]
    locked BOOLEAN NOT NULL DEFAULT FALSE,
    bot BOOLEAN NOT NULL DEFAULT FALSE,
    discoverable BOOLEAN NOT NULL DEFAULT TRUE,
    indexable BOOLEAN NOT NULL DEFAULT FALSE,
    hide_collections BOOLEAN NOT NULL DEFAULT FALSE,
    avatar_media_id BIGINT,
    header_media_id BIGINT,
    portrait_seed BIGINT NOT NULL,                -- draws the portrait of somebody without a picture
    awning TEXT NOT NULL DEFAULT '',              -- a stall's hue: shell, sun, plum, moss, or '' for sea
    language TEXT NOT NULL DEFAULT '',            -- of the profile text
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL                    -- a new value makes every cached slice of this account stale
);
CREATE UNIQUE INDEX accounts_by_name ON accounts (username_folded, domain);
CREATE INDEX accounts_by_state ON accounts (state, id);
CREATE INDEX accounts_by_kind ON accounts (kind, id);
CREATE INDEX accounts_by_avatar ON accounts (avatar_media_id);
CREATE INDEX accounts_by_header ON accounts (header_media_id);

-- Names of people who left, as SHA-256: nobody else gets them, and nothing here says who it was.
CREATE TABLE gone_names (
    name_hash BYTEA PRIMARY KEY,
    gone_at BIGINT NOT NULL
);

CREATE TABLE account_counters (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    posts BIGINT NOT NULL DEFAULT 0 CHECK (posts >= 0),
    followers BIGINT NOT NULL DEFAULT 0 CHECK (followers >= 0),
    following BIGINT NOT NULL DEFAULT 0 CHECK (following >= 0),
    last_post_at BIGINT
);

-- Only people with a login have a row. A stall never has one; a shadow has none until it is claimed.
CREATE TABLE logins (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    password_hash TEXT,
    role TEXT NOT NULL CHECK (role IN ('person', 'moderator', 'host')),
    confirmed_at BIGINT,
    approved_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',              -- what was said when the bell was rung
    invited_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    locale TEXT NOT NULL DEFAULT 'en',            -- of the pages: en, nl, da
    theme TEXT NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
    default_visibility TEXT NOT NULL DEFAULT 'public' CHECK (default_visibility IN ('public', 'unlisted', 'private', 'direct')),
    default_sensitive BOOLEAN NOT NULL DEFAULT FALSE,
    default_language TEXT NOT NULL DEFAULT '',
    expand_media TEXT NOT NULL DEFAULT 'default' CHECK (expand_media IN ('default', 'show_all', 'hide_all')),
    expand_spoilers BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT
);
CREATE UNIQUE INDEX logins_by_email ON logins (email_folded) WHERE email_folded <> '';   -- people of a demo have none
CREATE INDEX logins_by_role ON logins (role, account_id);
CREATE INDEX logins_by_inviter ON logins (invited_by);
CREATE INDEX logins_by_seen ON logins (last_seen_at);
CREATE INDEX logins_by_age ON logins (created_at);

CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    token_hash BYTEA NOT NULL,                    -- SHA-256 of the cookie
    csrf BYTEA NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_agent TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_by_account ON sessions (account_id, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_use ON sessions (used_at);

-- Links that are a proof once: an e-mail address, a new password, the first host.
CREATE TABLE proofs (
    token_hash BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('begin', 'confirm', 'reset', 'demo')),
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX proofs_by_account ON proofs (account_id);
CREATE INDEX proofs_by_expiry ON proofs (expires_at);
CREATE INDEX proofs_by_purpose ON proofs (purpose);

CREATE TABLE invitations (
    id BIGINT PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    inviter_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    why TEXT NOT NULL,
    knows BOOLEAN NOT NULL DEFAULT FALSE,         -- "I know this person"
    currency_id BIGINT,                           -- a first gift behind the door
    gift_reason TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    accepted_at BIGINT,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX invitations_by_token ON invitations (token_hash);
CREATE INDEX invitations_by_inviter ON invitations (inviter_id, id);
CREATE INDEX invitations_by_guest ON invitations (accepted_by);

CREATE TABLE keepers (
    stall_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'keeper', 'helper')),
    since BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (stall_id, account_id)
);
CREATE INDEX keepers_by_account ON keepers (account_id, stall_id);

-- Somebody was asked to keep a stall and has not answered.
CREATE TABLE keeper_offers (
    stall_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'keeper', 'helper')),
    asked_by BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    PRIMARY KEY (stall_id, account_id)
);
CREATE INDEX keeper_offers_by_account ON keeper_offers (account_id, stall_id);
CREATE INDEX keeper_offers_by_asker ON keeper_offers (asked_by);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE rules (
    id BIGINT PRIMARY KEY,
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT ''
);

-- What a business says of itself on its first day; measured levels come beside it, never over it.
CREATE TABLE self_checks (
    axis TEXT PRIMARY KEY CHECK (axis IN ('relations', 'standing', 'currency', 'face_to_face', 'at_once', 'word_of_mouth', 'place_to_be')),
    level TEXT NOT NULL CHECK (level IN ('basic', 'better', 'best')),
    said_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    said_at BIGINT NOT NULL
);
CREATE INDEX self_checks_by_person ON self_checks (said_by);

-- What hosts and moderators did. Added to, never changed.
CREATE TABLE host_log (
    id BIGINT PRIMARY KEY,
    actor_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    verb TEXT NOT NULL,
    target_id BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX host_log_by_actor ON host_log (actor_id);
