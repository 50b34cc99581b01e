-- Apps that show six digits. The secret is encrypted under a key that the database does not know;
-- `last_step` is the last half minute whose code was taken, so that each is taken once.
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

-- Codes for when the app is lost: random, kept as digests, each good once.
CREATE TABLE recovery_codes (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    digest BYTEA NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, digest)
);

-- Wrong second factors in a row, on whatever path.
ALTER TABLE users ADD COLUMN factor_tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN factor_tried_at BIGINT;

-- Who gave a right password and still owes the second factor: not yet a session of theirs.
ALTER TABLE sessions ADD COLUMN claimant_id UUID REFERENCES users (id) ON DELETE CASCADE;
