-- A person's phone numbers, in E.164; `country` and `kind` are read off the number. `failures`
-- counts what its carrier could not deliver since it last could.
CREATE TABLE phones (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    e164 TEXT NOT NULL,
    country TEXT NOT NULL,
    kind TEXT NOT NULL,
    confirmation_method TEXT NOT NULL,
    is_primary BOOLEAN NOT NULL,
    verified_at BIGINT,
    blocked_at BIGINT,
    blocked_why TEXT,
    failures BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (user_id, e164)
);
CREATE UNIQUE INDEX phones_one_primary ON phones (user_id) WHERE is_primary;
CREATE INDEX phones_by_number ON phones (e164);

-- Numbers that said STOP, by a keyed digest: for every user, and for those who add them later.
CREATE TABLE stopped_numbers (
    key BYTEA NOT NULL PRIMARY KEY,
    stopped_at BIGINT NOT NULL
);

-- The proof of a phone by a code, of an address by a link, or of being the owner by a reset link.
-- Codes and links are derived from the row's id and are not in it. `issue` counts the different
-- codes, `sends` what went out, `tries` the wrong codes.
CREATE TABLE verifications (
    id UUID NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email_id UUID REFERENCES emails (id) ON DELETE CASCADE,
    phone_id UUID REFERENCES phones (id) ON DELETE CASCADE,
    issue BIGINT NOT NULL,
    sends BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX verifications_by_email ON verifications (email_id, purpose, id);
CREATE INDEX verifications_by_phone ON verifications (phone_id, id);
CREATE INDEX verifications_by_user ON verifications (user_id);
CREATE INDEX verifications_by_age ON verifications (expires_at);

CREATE INDEX emails_by_key ON emails (address_key);
