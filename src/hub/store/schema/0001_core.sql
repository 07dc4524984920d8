-- The hub's tables, for SQLite and PostgreSQL alike: TEXT, BIGINT and DOUBLE PRECISION only. Ids are
-- texts, moments are BIGINT (milliseconds since 1970), yes and no are 1 and 0.

-- Settings and counters by name. The row `revision` counts every change of what screens show; whoever
-- changes that adds to it first, and so all changes stand in a line on either database.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('revision', 1);
INSERT INTO counter (name, value) VALUES ('record', 0);

-- Staff. A password is only here as its argon2id hash.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    password TEXT,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    made BIGINT NOT NULL,
    closed BIGINT
);

-- Who is signed in: a session is known by the SHA-256 of what the browser holds.
CREATE TABLE session (
    token TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    begun BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    ends BIGINT NOT NULL
);

-- One-time links: `setup` makes the first account, `password` sets a new one.
CREATE TABLE link (
    token TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    account TEXT,
    made BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    used BIGINT
);

-- Who changed what: only ever added to.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    earlier TEXT,
    later TEXT
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_subject ON audit (subject);

-- Everything a screen can show, one row each: meetings, themes, notices, voices, emergencies, and the
-- place itself. `kind` and `id` name it; what it says stands in its versions, in the wire's JSON.
CREATE TABLE item (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    -- The newest version, which staff edit, and the one that screens show.
    latest BIGINT NOT NULL,
    shown BIGINT,
    -- A version that is to be shown from a moment on.
    planned BIGINT,
    planned_at BIGINT,
    -- Which kiosks: NULL is all, otherwise the name of a group.
    audience TEXT,
    -- What lists sort and search by, of the newest version.
    starts BIGINT,
    ends BIGINT,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    removed BIGINT,
    PRIMARY KEY (kind, id)
);
CREATE INDEX item_starts ON item (kind, starts);

CREATE TABLE version (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    PRIMARY KEY (kind, id, number)
);

-- Pictures by the SHA-256 of their bytes, in hexadecimal digits.
CREATE TABLE picture (
    hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- The displays. A token is known by its SHA-256; `reported` is what the kiosk last said of itself.
CREATE TABLE kiosk (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    audience TEXT,
    token TEXT NOT NULL UNIQUE,
    salt TEXT,
    paired BIGINT NOT NULL,
    seen BIGINT,
    reported TEXT,
    removed BIGINT
);

-- What a kiosk that waits to be paired has asked for.
CREATE TABLE pairing (
    secret TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    made BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- Set by staff: the kiosk it has become, and its token until it is fetched.
    kiosk TEXT,
    token TEXT
);
CREATE INDEX pairing_code ON pairing (code);

-- What staff want of a kiosk. It stands until the kiosk has taken it.
CREATE TABLE errand (
    id TEXT NOT NULL PRIMARY KEY,
    kiosk TEXT NOT NULL,
    made BIGINT NOT NULL,
    body TEXT NOT NULL,
    taken BIGINT
);
CREATE INDEX errand_kiosk ON errand (kiosk, taken);

-- A visitor calls staff.
CREATE TABLE call (
    id TEXT NOT NULL PRIMARY KEY,
    kiosk TEXT NOT NULL,
    at BIGINT NOT NULL,
    answered BIGINT,
    who TEXT
);
CREATE INDEX call_at ON call (at);

-- Attendance: only ever added to. `number` is the order of arrival here, `body` the record on the wire.
CREATE TABLE record (
    key TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    meeting TEXT NOT NULL,
    origin TEXT NOT NULL,
    -- Where its receipt is known: the kiosk, or empty for the hub itself.
    kiosk TEXT NOT NULL,
    -- Its kind as the wire names it, and the record it is about, where it is about one.
    what TEXT NOT NULL,
    about TEXT,
    body TEXT NOT NULL,
    received BIGINT NOT NULL,
    -- Why staff should look at it: names of flags, apart by spaces.
    flags TEXT
);
CREATE INDEX record_meeting ON record (meeting, number);
CREATE INDEX record_about ON record (about);
