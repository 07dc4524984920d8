-- What the part "phone" adds.

-- Which registration a receipt belongs to: the receipt is here as its mark only, and the same digits
-- have another mark under the salt of every kiosk. Of two with one mark the first stands.
CREATE TABLE receipt (
    mark TEXT NOT NULL PRIMARY KEY,
    record TEXT NOT NULL,
    meeting TEXT NOT NULL
);
CREATE INDEX receipt_record ON receipt (record);

-- What somebody said of a meeting afterwards: one sentence, a day and no more of a time, nobody's name.
CREATE TABLE sentence (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Written as 2026-12-17, so that days sort as texts.
    day TEXT NOT NULL,
    -- new, kept (for the newsletter), published (as a voice), removed (its text is gone).
    state TEXT NOT NULL
);
CREATE INDEX sentence_meeting ON sentence (meeting);
CREATE INDEX sentence_day ON sentence (day);
