-- Alerts: what someone must act on. A status is queued, open, acknowledged, resolved, dropped or
-- suppressed; an urgency is silent, low, medium, high or critical.
CREATE TABLE alerts (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tiny_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    urgency TEXT NOT NULL,
    status TEXT NOT NULL,
    -- The sender's own id, by which repeats of one sender are recognised.
    thirdparty_id TEXT,
    -- A list of texts and an object, in JSON.
    tags TEXT NOT NULL,
    meta TEXT NOT NULL,
    -- Title and tags without case and accents.
    search TEXT NOT NULL,
    -- The person who made it, and the API token when a program did.
    maker_id UUID REFERENCES users (id) ON DELETE SET NULL,
    token_id UUID,
    -- Whether it is a person's test, which pages nobody else.
    is_test BOOLEAN NOT NULL,
    -- How often it was sent, and when last.
    times BIGINT NOT NULL,
    last_sent_at BIGINT NOT NULL,
    acknowledged_by UUID REFERENCES users (id) ON DELETE SET NULL,
    acknowledged_at BIGINT,
    resolved_by UUID REFERENCES users (id) ON DELETE SET NULL,
    resolved_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, tiny_id)
);
CREATE INDEX alerts_by_status ON alerts (account_id, status, id);
CREATE INDEX alerts_by_thirdparty_id ON alerts (account_id, thirdparty_id);
CREATE INDEX alerts_by_age ON alerts (created_at);

-- Keys that repeats of an alert share, whoever sends them.
CREATE TABLE alert_keys (
    alert_id UUID NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    account_id UUID NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (alert_id, key)
);
CREATE INDEX alert_keys_by_key ON alert_keys (account_id, key);

-- Destinations of an alert: teams and members, each paged layer by layer. A step is counted up with
-- every layer that begins, so that a job of an earlier step does nothing.
CREATE TABLE alert_destinations (
    id UUID NOT NULL PRIMARY KEY,
    alert_id UUID NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    team_id UUID REFERENCES teams (id) ON DELETE SET NULL,
    account_user_id UUID REFERENCES account_users (id) ON DELETE SET NULL,
    step BIGINT NOT NULL,
    -- The layer that is paged, from 1; 0 before the first. A repeat pages the same layer again.
    layer BIGINT NOT NULL,
    repeated BIGINT NOT NULL,
    -- When the layer's time is out.
    due_at BIGINT,
    ended_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX alert_destinations_by_alert ON alert_destinations (alert_id);
CREATE INDEX alert_destinations_by_team ON alert_destinations (team_id);
CREATE INDEX alert_destinations_by_member ON alert_destinations (account_user_id);

-- Pages: a person who is paged about an alert, at one layer of one destination, until the layer
-- ends or someone answers. An answer is acknowledged or rejected.
CREATE TABLE alert_pages (
    id UUID NOT NULL PRIMARY KEY,
    alert_id UUID NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    destination_id UUID NOT NULL REFERENCES alert_destinations (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    answer TEXT
);
CREATE INDEX alert_pages_by_alert ON alert_pages (alert_id);
CREATE INDEX alert_pages_by_user ON alert_pages (user_id, ended_at);

-- The timeline of an alert. A detail is JSON, by the kind.
CREATE TABLE alert_entries (
    id UUID NOT NULL PRIMARY KEY,
    alert_id UUID NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    -- Its place in the timeline, from 1.
    nth BIGINT NOT NULL,
    -- Who did it, and whom it is about.
    actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
    user_id UUID REFERENCES users (id) ON DELETE SET NULL,
    entry TEXT NOT NULL,
    -- The message to the person, whose state the ledger has.
    delivery_id UUID,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX alert_entries_by_alert ON alert_entries (alert_id, nth);
CREATE INDEX alert_entries_by_delivery ON alert_entries (delivery_id);

-- Comments on an alert.
CREATE TABLE alert_comments (
    id UUID NOT NULL PRIMARY KEY,
    alert_id UUID NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    author_id UUID REFERENCES users (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX alert_comments_by_alert ON alert_comments (alert_id, id);
