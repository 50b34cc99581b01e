-- What happened to whom, when, from where, and by whom; written once and never changed. Whoever
-- acted on the console is nobody here. `scope`: whose matter it is, a user's or an account's;
-- `topic`: what it is about; `via`: by what way it came about.
CREATE TABLE audit (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    subject_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
    event TEXT NOT NULL,
    scope TEXT NOT NULL,
    topic TEXT NOT NULL,
    via TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject_id, id);
CREATE INDEX audit_by_created_at ON audit (created_at);
CREATE INDEX audit_by_account ON audit (account_id, id);
