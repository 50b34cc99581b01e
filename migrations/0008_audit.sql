-- What happened to whom, when, from where, and by whom; written once and never changed. Whoever
-- acted on the console is nobody here.
CREATE TABLE audit (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    subject_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
    event TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject_id, id);
CREATE INDEX audit_by_created_at ON audit (created_at);
