-- Attendance. Numbers and short codes instead of words, so that a record takes little room; what the
-- codes mean stands in src/store/row.rs. Columns are BIGINT, TEXT and BLOB (BYTEA elsewhere) only,
-- so that another database can hold the same tables.

-- Written into the head of the file, so that another program's database is never taken for ours.
PRAGMA application_id = 1751741039;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- What records speak of. The words are public: those of the programme when the last record came.
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    words TEXT
);

CREATE TABLE category (
    name TEXT NOT NULL PRIMARY KEY,
    place BIGINT NOT NULL,
    words TEXT NOT NULL
);

-- Which kiosk or command a record was made on.
CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Every composition of a party that ever came, once: most are one person of one category.
CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    people TEXT NOT NULL UNIQUE
);

-- Only ever added to. There is no index over meetings: reading all records to find those of one
-- meeting takes milliseconds for years of attendance, and an index would be one more page to write
-- for every visitor.
CREATE TABLE record (
    seq INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    meeting BIGINT NOT NULL REFERENCES meeting (id),
    origin BIGINT NOT NULL REFERENCES origin (id),
    -- Quarters of an hour since 1970: nothing finer can be stored.
    band BIGINT NOT NULL,
    sure BIGINT NOT NULL,
    what BIGINT NOT NULL,
    way BIGINT,
    party BIGINT REFERENCES party (id),
    people BIGINT,
    word BIGINT,
    -- The record this one is about. It may come later than this one, so nothing refers to it.
    about BLOB,
    mark BLOB
);

-- Records that a hub has not answered for. A row leaves when it is sent; one that cannot be sent
-- stays, with the reason, and holds up nobody else.
CREATE TABLE outbox (
    record INTEGER PRIMARY KEY REFERENCES record (seq),
    parked TEXT
);

-- What was removed, as it was told to whoever removed it.
CREATE TABLE purged (
    at BIGINT NOT NULL,
    before TEXT NOT NULL,
    meeting TEXT NOT NULL,
    what TEXT NOT NULL,
    records BIGINT NOT NULL,
    not_sent BIGINT NOT NULL
);
