-- Browsers in which a user has signed in, by SHA-256 of the random token in a cookie. A row is
-- valid for one epoch of the user.
CREATE TABLE known_devices (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_digest BYTEA NOT NULL UNIQUE,
    epoch BIGINT NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX known_devices_by_user ON known_devices (user_id);
CREATE INDEX known_devices_by_seen_at ON known_devices (seen_at);

-- A browser's session. The cookie holds a random id, this table only its SHA-256. A session without
-- a user is a visitor's, for data that must outlive one request before sign-in. `claimant_id`
-- entered the correct password and still owes the second factor: it is not yet a session of theirs.
CREATE TABLE sessions (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    claimant_id UUID REFERENCES users (id) ON DELETE CASCADE,
    device_id UUID REFERENCES known_devices (id) ON DELETE SET NULL,
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    signed_in_by TEXT,
    epoch BIGINT NOT NULL,
    authenticated_at BIGINT,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    flash TEXT
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_seen_at ON sessions (seen_at);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_device ON sessions (device_id);

-- Networks from which a user has signed in, as digests under a key that the database does not have.
-- A row is valid for one epoch of the user.
CREATE TABLE known_networks (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    network BYTEA NOT NULL,
    epoch BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, network)
);
CREATE INDEX known_networks_by_seen_at ON known_networks (seen_at);

-- Authenticator apps. The secret is encrypted under a key that the database does not have;
-- `last_step` is the time step (RFC 6238) of the last code, so that each works once.
CREATE TABLE authenticators (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX authenticators_by_user ON authenticators (user_id);

-- Recovery codes: random, stored as digests, each valid once.
CREATE TABLE recovery_codes (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    digest BYTEA NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, digest)
);

-- Passkeys. Nothing in a credential is secret: signatures are checked with it.
CREATE TABLE passkeys (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    credential_id BYTEA NOT NULL UNIQUE,
    credential TEXT NOT NULL,
    is_synced BOOLEAN NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX passkeys_by_user ON passkeys (user_id);

-- Challenges that were answered, so that each is answered once.
CREATE TABLE ceremonies (
    id BYTEA NOT NULL PRIMARY KEY,
    used_at BIGINT NOT NULL
);

-- Resets of second factors, requested by an admin, or by the reader of an address who undid a
-- change (`asked_through`, which may be gone): carried out when due, unless they are stopped. An
-- outcome is done, vetoed or withdrawn.
CREATE TABLE factor_resets (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    asked_by UUID REFERENCES users (id) ON DELETE SET NULL,
    asked_through UUID,
    due_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX factor_resets_one_open ON factor_resets (user_id) WHERE ended_at IS NULL;

-- The state of a part of a user before a change, to undo it within four days. Secrets in it are
-- encrypted as in their own table. `nth`: the order of a user's changes; `removed_key`: the address
-- that the change removed.
CREATE TABLE undos (
    audit_id UUID NOT NULL PRIMARY KEY REFERENCES audit (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    nth BIGINT NOT NULL,
    part TEXT NOT NULL,
    before TEXT NOT NULL,
    removed_key BYTEA,
    used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX undos_in_order ON undos (user_id, nth);
CREATE INDEX undos_by_removed ON undos (removed_key) WHERE removed_key IS NOT NULL;
CREATE INDEX undos_by_created_at ON undos (created_at);

-- API tokens of a user in one account, valid as long as the membership. A secret is random and
-- stored as a digest (SHA-256), with its last letters, by which its owner recognises it. After a
-- regeneration the previous one works until `previous_until`.
CREATE TABLE api_tokens (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    account_user_id UUID NOT NULL REFERENCES account_users (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    digest BYTEA NOT NULL UNIQUE,
    tail TEXT NOT NULL,
    last_used_at BIGINT,
    previous_digest BYTEA UNIQUE,
    previous_tail TEXT,
    previous_until BIGINT,
    previous_used_at BIGINT,
    expires_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX api_tokens_by_user ON api_tokens (user_id, account_id, id);
CREATE INDEX api_tokens_by_member ON api_tokens (account_user_id);
