-- Security events: what happened to whom, when, from where, and by whom; never updated. The actor
-- of the console is NULL. `scope`: the user or the account; `topic`: what it is about; `via`: page,
-- API or console.
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
