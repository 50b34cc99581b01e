-- A team's schedule, created with it.
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
