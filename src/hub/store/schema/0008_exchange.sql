-- In and out.

-- What somebody has uploaded and looks at before it is taken in: the file as it was read, so that what
-- is taken in is what was looked at. Gone after a day.
CREATE TABLE intake (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    -- Name of the file.
    name TEXT NOT NULL,
    -- The wire's JSON of its programme, and what was wrong with it as JSON.
    body TEXT NOT NULL,
    problems TEXT NOT NULL
);
CREATE INDEX intake_at ON intake (at);
