-- How things were before a change, for whoever says within three days that it was not theirs. What
-- is secret in it is as encrypted as in its own table.
CREATE TABLE undos (
    audit_id UUID NOT NULL PRIMARY KEY REFERENCES audit (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    before TEXT NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX undos_by_created_at ON undos (created_at);

-- A change was taken back: nothing that matters is changed before the password is reset by mail.
ALTER TABLE users ADD COLUMN locked_at BIGINT;
