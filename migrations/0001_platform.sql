-- What the database knows of the installation itself.
CREATE TABLE instance (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Tries and sends, by what they are counted for; shared by all instances, and there after a restart.
CREATE TABLE limits (
    key BYTEA NOT NULL PRIMARY KEY,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL
);
CREATE INDEX limits_by_window ON limits (window_start);
