-- The first answer to a request with an Idempotency-Key; without a status it is still in progress.
-- `key` is a keyed digest of token, path and key, `body` a digest of the request's body.
CREATE TABLE idempotency_keys (
    key BYTEA NOT NULL PRIMARY KEY,
    body BYTEA NOT NULL,
    status BIGINT,
    answer TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
