-- When a hand-off replaced a destination, which is not paged any more.
ALTER TABLE alert_destinations ADD COLUMN replaced_at BIGINT;

-- API tokens with which programs send alerts, those that only repeat earlier ones included.
CREATE TABLE alert_senders (
    token_id UUID NOT NULL PRIMARY KEY REFERENCES api_tokens (id) ON DELETE CASCADE,
    sent_at BIGINT NOT NULL
);
INSERT INTO alert_senders (token_id, sent_at)
    SELECT token_id, MAX(last_sent_at) FROM alerts
    WHERE token_id IN (SELECT id FROM api_tokens) GROUP BY token_id;
