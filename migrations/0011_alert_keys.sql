-- Keys by which repeats of an alert are recognised leave the name to the secrets of monitors.
ALTER TABLE alert_keys RENAME TO alert_dedup_keys;
DROP INDEX alert_keys_by_key;
CREATE INDEX alert_dedup_keys_by_key ON alert_dedup_keys (account_id, key);

-- Alert keys: secrets with which monitors make alerts for chosen teams. They belong to the account,
-- so nobody's leaving silences a monitor.
CREATE TABLE alert_keys (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    digest BYTEA NOT NULL UNIQUE,
    tail TEXT NOT NULL,
    -- The admin who made it.
    maker_id UUID REFERENCES users (id) ON DELETE SET NULL,
    last_used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX alert_keys_by_account ON alert_keys (account_id, id);
CREATE INDEX alert_keys_by_maker ON alert_keys (maker_id);

-- The teams for which an alert key makes alerts.
CREATE TABLE alert_key_teams (
    alert_key_id UUID NOT NULL REFERENCES alert_keys (id) ON DELETE CASCADE,
    team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    PRIMARY KEY (alert_key_id, team_id)
);
CREATE INDEX alert_key_teams_by_team ON alert_key_teams (team_id);

-- The alert key with which an alert was made.
ALTER TABLE alerts ADD COLUMN alert_key_id UUID;
CREATE INDEX alerts_by_maker ON alerts (maker_id, created_at);
CREATE INDEX alerts_by_token ON alerts (token_id, created_at);

-- Whether a person gets no message of its own about a page: so many came at once that one message
-- says how many there are.
ALTER TABLE alert_pages ADD COLUMN is_held BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX alert_pages_by_time ON alert_pages (user_id, created_at);

-- The step of a destination with which it was last paged from its first layer on.
ALTER TABLE alert_destinations ADD COLUMN round_from BIGINT NOT NULL DEFAULT 0;

-- People whose held pages are being gathered for one message: how many there are, and when it is
-- due.
CREATE TABLE alert_digests (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    gathered BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id)
);
CREATE INDEX alert_digests_by_user ON alert_digests (user_id);
CREATE INDEX alert_pages_held ON alert_pages (user_id) WHERE is_held;

-- A message leads to its alert.
CREATE INDEX alert_entries_by_delivery ON alert_entries (delivery_id);
