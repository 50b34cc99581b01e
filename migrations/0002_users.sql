-- A person. `version` counts every write of theirs, `epoch` rises when every credential must die.
CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_key BYTEA NOT NULL,
    password TEXT,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    time_format TEXT NOT NULL,
    first_day TEXT NOT NULL,
    rows_per_page BIGINT NOT NULL,
    emoji_mode BOOLEAN NOT NULL,
    advanced_mode BOOLEAN NOT NULL,
    debug_mode BOOLEAN NOT NULL,
    app_persistent TEXT NOT NULL,
    app_sound TEXT NOT NULL,
    last_sign_in_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The channels that are on for a person.
CREATE TABLE notification_channels (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, channel)
);

-- `address` as typed; `address_key` is its folded form, by which addresses are compared.
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
