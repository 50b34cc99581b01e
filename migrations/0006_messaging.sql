-- Every message to a person, with what its provider said of it; of its words nothing is kept.
-- `contact_id` is an email's or a phone's, as the channel has it; `sent_to` is masked. A state is queued, sent, delivered, failed or blocked.
CREATE TABLE deliveries (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    contact_id UUID NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    sent_to TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Why it was not sent or did not arrive, where we know.
    reason TEXT,
    -- The provider's words, and the provider's id.
    answer TEXT,
    reference TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX deliveries_by_user ON deliveries (user_id, id);
CREATE INDEX deliveries_by_account ON deliveries (account_id, id);
CREATE INDEX deliveries_by_age ON deliveries (created_at);

-- Work that waits, in lanes that do not delay each other. Its payload holds ids, never secrets.
-- Taking a job moves `due_at` past its lease; a job that was given up is dead and stays to be seen.
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

-- Webhooks that were taken, by the digest of what makes each one unique: none is taken twice.
CREATE TABLE receipts (
    key BYTEA NOT NULL PRIMARY KEY,
    received_at BIGINT NOT NULL
);
CREATE INDEX receipts_by_age ON receipts (received_at);
