-- Escalation policies: one a team, which has its number and its name. A team whose escalation was
-- never changed has no row, and the layers that every team begins with.
CREATE TABLE escalation_policies (
    team_id UUID NOT NULL PRIMARY KEY REFERENCES teams (id) ON DELETE CASCADE,
    -- Custom metadata, a JSON object.
    meta TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Layers of a team, from 1: how many milliseconds each has to answer, and how often it is paged
-- again.
CREATE TABLE escalation_layers (
    team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    layer BIGINT NOT NULL,
    time_out BIGINT NOT NULL,
    repeats BIGINT NOT NULL,
    PRIMARY KEY (team_id, layer)
);
