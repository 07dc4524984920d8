-- Calendars of others that the hub reads again and again.

-- One calendar: where it lies, for whom it is, and how it went last. Its address may hold a secret and
-- is never logged.
CREATE TABLE calendar (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    -- `ics`, `csv`, `json`; NULL: what it looks like.
    format TEXT,
    -- The group of kiosks; NULL is all.
    audience TEXT,
    minutes BIGINT NOT NULL,
    paused BIGINT NOT NULL,
    made BIGINT NOT NULL,
    -- When it is to be read next, and when it was last tried, last good, last another.
    next BIGINT NOT NULL,
    tried BIGINT,
    good BIGINT,
    changed BIGINT,
    -- Why it could not be read, as one of a few words.
    trouble TEXT,
    -- What was wrong in it, as JSON, and how much of that there was.
    problems TEXT NOT NULL,
    problem_count BIGINT NOT NULL,
    -- By what it is recognised the next time, as JSON.
    memory TEXT NOT NULL,
    -- The process that reads it now, and until when the others believe that.
    reader TEXT,
    reads_until BIGINT
);
CREATE INDEX calendar_next ON calendar (next);

-- Its meetings as screens get them, in the wire's JSON. One that was in it and is not any more has
-- `gone`: reports still want its name.
CREATE TABLE calendar_entry (
    id TEXT NOT NULL PRIMARY KEY,
    calendar TEXT NOT NULL,
    -- Counts its changes.
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    starts BIGINT,
    ends BIGINT,
    at BIGINT NOT NULL,
    gone BIGINT
);
CREATE INDEX calendar_entry_calendar ON calendar_entry (calendar, gone);
