-- Passkeys: what somebody's device or password manager signs with, in the place of a password.
CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    -- What its owner calls it.
    name TEXT NOT NULL,
    -- By what the device knows it, in hexadecimal digits.
    credential TEXT NOT NULL UNIQUE,
    -- Its public key and how often it has signed, as JSON. Nothing in it is a secret.
    body TEXT NOT NULL,
    added BIGINT NOT NULL,
    used BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

-- What passkeys are asked to sign: for a few minutes, and once. Known by the SHA-256 of what the page holds.
CREATE TABLE challenge (
    token TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    -- Whose passkey is to be added; nothing where it is not known yet who comes.
    account TEXT,
    state TEXT NOT NULL,
    ends BIGINT NOT NULL
);
CREATE INDEX challenge_ends ON challenge (ends);
