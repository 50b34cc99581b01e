-- A company or group, and its settings. `user_limit`: NULL means no limit; lengths of sessions are
-- in seconds, NULL means the program's default; from `second_factor_from` on a second factor is
-- required.
CREATE TABLE accounts (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    user_limit BIGINT,
    v1_api BOOLEAN NOT NULL DEFAULT FALSE,
    v1_deprecated_at BIGINT,
    if_match_required BOOLEAN NOT NULL DEFAULT FALSE,
    hipaa_notifications BOOLEAN NOT NULL DEFAULT FALSE,
    second_factor_from BIGINT,
    session_idle BIGINT,
    session_absolute BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The next sequential number, and the total, of each kind of thing in an account.
CREATE TABLE counters (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    next_tiny_id BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind)
);

-- A notification rule that an account's members can choose.
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

-- A membership. Lead times and layers are JSON arrays; no layers means all of them. The name keys
-- are copies, because an account's order cannot use another table's index. Spanish has an order of
-- its own. A row without keys waits to be indexed. `meta` is custom metadata, a JSON object; the
-- four columns after it are preferences that v1 stores and returns, without effect.
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
    name_key BYTEA,
    name_key_es BYTEA,
    meta TEXT NOT NULL DEFAULT '{}',
    report_performance BOOLEAN NOT NULL DEFAULT TRUE,
    report_oncall BOOLEAN NOT NULL DEFAULT TRUE,
    wizard_dragdrop BOOLEAN NOT NULL DEFAULT TRUE,
    wizard_quickcreate BOOLEAN NOT NULL DEFAULT TRUE,
    sessions_from BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, user_id),
    UNIQUE (account_id, tiny_id)
);
CREATE UNIQUE INDEX account_users_one_owner ON account_users (account_id) WHERE is_owner;
CREATE INDEX account_users_by_user ON account_users (user_id);
CREATE INDEX account_users_by_name ON account_users (account_id, name_key, id);
CREATE INDEX account_users_by_name_es ON account_users (account_id, name_key_es, id);
CREATE INDEX account_users_unindexed ON account_users (id) WHERE name_key IS NULL;

-- Folded words of members' names and contacts; prefix search uses byte ranges.
CREATE TABLE account_user_words (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    word BYTEA NOT NULL,
    account_user_id UUID NOT NULL REFERENCES account_users (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, word, account_user_id)
);
CREATE INDEX account_user_words_by_member ON account_user_words (account_user_id, word);

CREATE TABLE teams (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tiny_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_key BYTEA NOT NULL,
    notes TEXT NOT NULL,
    meta TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, tiny_id)
);
CREATE INDEX teams_by_name ON teams (account_id, name_key, id);

-- Folded words of teams' names; prefix search uses byte ranges.
CREATE TABLE team_words (
    team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    word BYTEA NOT NULL,
    PRIMARY KEY (team_id, word)
);

CREATE TABLE team_members (
    team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    account_user_id UUID NOT NULL REFERENCES account_users (id) ON DELETE CASCADE,
    is_admin BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (team_id, account_user_id)
);
CREATE INDEX team_members_by_member ON team_members (account_user_id);

-- An invitation. Name and address are what its admin typed. `team_ids` is a JSON array; an answer
-- is approved, denied or withdrawn.
CREATE TABLE invitations (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email_id UUID NOT NULL REFERENCES emails (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    is_admin BOOLEAN NOT NULL,
    is_billing BOOLEAN NOT NULL,
    is_broadcaster BOOLEAN NOT NULL,
    is_communicator BOOLEAN NOT NULL,
    team_ids TEXT NOT NULL,
    invited_by UUID REFERENCES users (id) ON DELETE SET NULL,
    sends BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    answered_at BIGINT,
    answer TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitations_one_open ON invitations (account_id, user_id)
    WHERE answered_at IS NULL;
CREATE INDEX invitations_by_account ON invitations (account_id, id);
CREATE INDEX invitations_by_user ON invitations (user_id);
