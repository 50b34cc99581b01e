-- With a token a program speaks for a person in one account, for as long as they are in it. Only
-- digests (SHA-256) are kept of what is itself random, and the last letters, to know it by. Once it is
-- made anew, the previous one works until `previous_until`.
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

-- What programs keep beside an account's things: a JSON object of their own.
ALTER TABLE account_users ADD COLUMN meta TEXT NOT NULL DEFAULT '{}';
ALTER TABLE teams ADD COLUMN meta TEXT NOT NULL DEFAULT '{}';

-- Preferences that the older API takes and gives back, without effect.
ALTER TABLE account_users ADD COLUMN report_performance BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE account_users ADD COLUMN report_oncall BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE account_users ADD COLUMN wizard_dragdrop BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE account_users ADD COLUMN wizard_quickcreate BOOLEAN NOT NULL DEFAULT TRUE;

-- The first answer to a request that carried an Idempotency-Key; without a status it is still at
-- work. `key` is a keyed digest of token, path and key, `body` a digest of what was sent.
CREATE TABLE idempotency_keys (
    key BYTEA NOT NULL PRIMARY KEY,
    body BYTEA NOT NULL,
    status BIGINT,
    answer TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
