-- What the part "notices" adds.

-- The last small picture of each display: PNG, in hexadecimal digits. Only the newest is kept.
CREATE TABLE kiosk_picture (
    kiosk TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    bytes TEXT NOT NULL
);

-- Codes of displays that somebody typed in and that did not fit, so that guessing is slow.
CREATE TABLE pairing_try (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX pairing_try_account ON pairing_try (account, at);

-- Every staff page asks which calls wait.
CREATE INDEX call_answered ON call (answered, at);
