-- Keys that a device keeps for its owner. Nothing in a credential is secret: it is what a signature
-- is checked with.
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

-- Challenges that were answered: each is answered once.
CREATE TABLE ceremonies (
    id BYTEA NOT NULL PRIMARY KEY,
    used_at BIGINT NOT NULL
);
