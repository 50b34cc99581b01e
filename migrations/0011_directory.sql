-- What an account asks of its people. Without a `user_limit` there is none; lengths of sessions are
-- in seconds, and as the program has them where they are not set; from `second_factor_from` on
-- nobody enters without a second factor.
ALTER TABLE accounts ADD COLUMN user_limit BIGINT;
ALTER TABLE accounts ADD COLUMN v1_api BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accounts ADD COLUMN hipaa_notifications BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accounts ADD COLUMN second_factor_from BIGINT;
ALTER TABLE accounts ADD COLUMN session_idle BIGINT;
ALTER TABLE accounts ADD COLUMN session_absolute BIGINT;

-- Who has been through the set-up wizard, or was here before there was one. Of someone who deleted
-- their user the row stays, without anything personal, so that the audit log still has an actor.
ALTER TABLE users ADD COLUMN onboarded_at BIGINT;
UPDATE users SET onboarded_at = created_at;
ALTER TABLE users ADD COLUMN deleted_at BIGINT;

-- People are listed by name and found by words. The keys are copies: an account's order cannot be
-- read off another table's index. Spanish has an order of its own. Without keys a row waits to be
-- indexed.
ALTER TABLE account_users ADD COLUMN name_key BYTEA;
ALTER TABLE account_users ADD COLUMN name_key_es BYTEA;
CREATE INDEX account_users_by_name ON account_users (account_id, name_key, id);
CREATE INDEX account_users_by_name_es ON account_users (account_id, name_key_es, id);
CREATE INDEX account_users_unindexed ON account_users (id) WHERE name_key IS NULL;
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

-- A team's schedule, made with it.
CREATE TABLE schedules (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    team_id UUID NOT NULL UNIQUE REFERENCES teams (id) ON DELETE CASCADE,
    tiny_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, tiny_id)
);

-- An account asks a person in. Name and address are what its admin typed. `team_ids` is a JSON
-- array; an answer is approved, denied or withdrawn.
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

-- An admin asked that someone's lost second factor be taken off: done when it is due, unless they
-- say no. An outcome is done, vetoed or withdrawn.
CREATE TABLE factor_resets (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    asked_by UUID REFERENCES users (id) ON DELETE SET NULL,
    due_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX factor_resets_one_open ON factor_resets (user_id) WHERE ended_at IS NULL;

-- Whose matter an entry is, a user's or an account's; what it is about; by what way it came about.
ALTER TABLE audit ADD COLUMN scope TEXT NOT NULL DEFAULT 'user';
ALTER TABLE audit ADD COLUMN topic TEXT NOT NULL DEFAULT 'security';
ALTER TABLE audit ADD COLUMN via TEXT NOT NULL DEFAULT 'page';
CREATE INDEX audit_by_account ON audit (account_id, id);

CREATE INDEX sessions_by_account ON sessions (account_id);
