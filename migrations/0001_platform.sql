-- The installation itself, in one row.
CREATE TABLE instance (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Counts of attempts and messages, by what they limit; shared by all instances, and kept across
-- restarts.
CREATE TABLE limits (
    key BYTEA NOT NULL PRIMARY KEY,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL
);
CREATE INDEX limits_by_window ON limits (window_start);
