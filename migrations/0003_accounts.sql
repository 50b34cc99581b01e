-- A company or group.
CREATE TABLE accounts (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The next small number, and how many there are, of each kind of thing in an account.
CREATE TABLE counters (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    next_tiny_id BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind)
);

CREATE TABLE notification_rules (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tiny_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, tiny_id)
);

-- A person in an account. Lead times and layers are JSON arrays; no layers means all of them.
CREATE TABLE account_users (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    tiny_id BIGINT NOT NULL,
    status TEXT NOT NULL,
    is_owner BOOLEAN NOT NULL,
    is_admin BOOLEAN NOT NULL,
    is_billing BOOLEAN NOT NULL,
    is_broadcaster BOOLEAN NOT NULL,
    is_communicator BOOLEAN NOT NULL,
    notification_rule_id UUID REFERENCES notification_rules (id) ON DELETE SET NULL,
    on_call_enabled BOOLEAN NOT NULL,
    on_call_lead_times TEXT NOT NULL,
    on_call_layers TEXT NOT NULL,
    off_call_enabled BOOLEAN NOT NULL,
    off_call_lead_times TEXT NOT NULL,
    off_call_layers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, user_id),
    UNIQUE (account_id, tiny_id)
);
CREATE UNIQUE INDEX account_users_one_owner ON account_users (account_id) WHERE is_owner;
CREATE INDEX account_users_by_user ON account_users (user_id);
