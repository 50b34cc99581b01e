-- The ledger: every message to a user, with the provider's answer, without its text. `contact_id`
-- is an email's or a phone's, depending on the channel; `sent_to` is masked. A state is queued,
-- sent, delivered, failed or blocked.
CREATE TABLE deliveries (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    contact_id UUID NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    sent_to TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Why it was not sent or did not arrive, if known.
    reason TEXT,
    -- The provider's answer, and the provider's id.
    answer TEXT,
    reference TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX deliveries_by_user ON deliveries (user_id, id);
CREATE INDEX deliveries_by_account ON deliveries (account_id, id);
CREATE INDEX deliveries_by_age ON deliveries (created_at);

-- The queue: jobs, in one queue per channel. A payload holds ids, never secrets. Taking a job moves
-- `due_at` to the end of its lease; a job that was given up is dead and stays visible.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    delivery_id UUID REFERENCES deliveries (id) ON DELETE CASCADE,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    dead_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (queue, due_at) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_delivery ON outbox (delivery_id);

-- Webhooks by the digest of their unique id, so that each is processed once.
CREATE TABLE receipts (
    key BYTEA NOT NULL PRIMARY KEY,
    received_at BIGINT NOT NULL
);
CREATE INDEX receipts_by_age ON receipts (received_at);
