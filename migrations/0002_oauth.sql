-- Apps and what they may do (RFC 6749, RFC 7636). Secrets and tokens are kept as SHA-256 only.

CREATE TABLE apps (
    id BIGINT PRIMARY KEY,
    client_id TEXT NOT NULL,
    secret_hash BYTEA NOT NULL,
    name TEXT NOT NULL,
    website TEXT NOT NULL DEFAULT '',
    redirect_uris TEXT NOT NULL,                  -- one a line
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX apps_by_client ON apps (client_id);

CREATE TABLE tokens (
    id BIGINT PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    app_id BIGINT NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,   -- none for client credentials
    stall_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,     -- the stall it speaks as, when it does
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX tokens_by_hash ON tokens (token_hash);
CREATE INDEX tokens_by_account ON tokens (account_id, id);
CREATE INDEX tokens_by_stall ON tokens (stall_id);
CREATE INDEX tokens_by_app ON tokens (app_id);
CREATE INDEX tokens_by_end ON tokens (revoked_at);

CREATE TABLE codes (
    code_hash BYTEA PRIMARY KEY,
    app_id BIGINT NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    stall_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,     -- the stall the token is to speak as
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT NOT NULL DEFAULT '',           -- S256, or '' when the client sent none
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,                               -- burnt by its first use, good or bad
    token_id BIGINT REFERENCES tokens (id) ON DELETE SET NULL       -- what the first use gave; a second use ends it
);
CREATE INDEX codes_by_app ON codes (app_id);
CREATE INDEX codes_by_account ON codes (account_id);
CREATE INDEX codes_by_token ON codes (token_id);
CREATE INDEX codes_by_stall ON codes (stall_id);
CREATE INDEX codes_by_expiry ON codes (expires_at);
