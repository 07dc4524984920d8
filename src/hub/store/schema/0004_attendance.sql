-- What staff need on the day: whom to call back, how many were counted, what was reported.

-- How to reach people who registered by telephone, fax or at the counter. Nothing here leads to a record or
-- a category: no key, no hour (the day in milliseconds since 1970), and ids that say nothing of their order.
CREATE TABLE contact (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    name TEXT NOT NULL,
    tel TEXT NOT NULL,
    fax TEXT NOT NULL,
    mail TEXT NOT NULL,
    note TEXT NOT NULL,
    day BIGINT NOT NULL,
    -- The end of its meeting as it was last known.
    ends BIGINT
);
CREATE INDEX contact_meeting ON contact (meeting);

-- How many people came in by telephone, by fax, at the counter: sums only.
CREATE TABLE sign_up (
    meeting TEXT NOT NULL,
    channel TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (meeting, channel)
);

-- People that staff counted: `venue` or `online`.
CREATE TABLE head_count (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    place TEXT NOT NULL,
    people BIGINT NOT NULL,
    at BIGINT NOT NULL,
    who TEXT NOT NULL
);
CREATE INDEX head_count_meeting ON head_count (meeting, at);

-- Which meetings were reported, and the number of the last record that was in the report.
CREATE TABLE reported (
    meeting TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL,
    at BIGINT NOT NULL,
    who TEXT NOT NULL
);
