-- A browser's session. The cookie holds a random id, this table only its SHA-256. A session
-- without a user is a visitor's, for what must outlive one request before signing in.
CREATE TABLE sessions (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
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
