-- A user. `version` counts every write of theirs; `epoch` is raised to end every credential issued
-- before. `factor_tries` counts wrong second factors in a row, over every form. `locked_at`: an
-- undo locked the user until the password is reset by mail. `onboarded_at`: when onboarding was
-- finished or skipped. The row of a deleted user stays without personal data, as the actor of audit
-- events.
CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_key BYTEA NOT NULL,
    password TEXT,
    factor_tries BIGINT NOT NULL DEFAULT 0,
    factor_tried_at BIGINT,
    locked_at BIGINT,
    onboarded_at BIGINT,
    deleted_at BIGINT,
    last_sign_in_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The picture of a user as two JPEGs of 96 and 256 pixels. `id` is in its URL and new with each
-- upload.
CREATE TABLE avatars (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    id UUID NOT NULL UNIQUE,
    small BYTEA NOT NULL,
    large BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- Display preferences of a user, in every account. `region_chosen`: whether they chose zone and
-- language, which are defaults until then.
CREATE TABLE preferences (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    region_chosen BOOLEAN NOT NULL,
    theme TEXT NOT NULL,
    date_format TEXT NOT NULL,
    time_format TEXT NOT NULL,
    first_day TEXT NOT NULL,
    rows_per_page BIGINT NOT NULL,
    emoji_mode BOOLEAN NOT NULL,
    advanced_mode BOOLEAN NOT NULL,
    debug_mode BOOLEAN NOT NULL,
    app_persistent TEXT NOT NULL,
    app_sound TEXT NOT NULL
);

-- The channels that a user has on.
CREATE TABLE notification_channels (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, channel)
);

-- `address` is as typed; `address_key` is its case-folded form, by which addresses are compared.
CREATE TABLE emails (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    address_key BYTEA NOT NULL,
    is_primary BOOLEAN NOT NULL,
    verified_at BIGINT,
    blocked_at BIGINT,
    blocked_why TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (user_id, address_key)
);
CREATE UNIQUE INDEX emails_one_owner ON emails (address_key) WHERE verified_at IS NOT NULL;
CREATE UNIQUE INDEX emails_one_primary ON emails (user_id) WHERE is_primary;
CREATE INDEX emails_by_key ON emails (address_key);

-- Phones of a user, in E.164; `country` and `kind` are derived from the number. `failures` counts
-- the deliveries that failed in a row.
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

-- Numbers that answered STOP, by a keyed digest: for every user, and for those who add them later.
CREATE TABLE stopped_numbers (
    key BYTEA NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    stopped_at BIGINT NOT NULL
);

-- Verifications: of a phone by a code, of an address by a link, of its reader by a reset link.
-- Codes and links are derived from the row's id and not stored. `issue` counts the different codes,
-- `sends` the messages, `tries` the wrong codes.
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
