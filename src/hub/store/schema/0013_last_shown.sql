-- The version of an item that screens showed last, when they show none: a row that is taken down, written anew and
-- shown again has dates that people signed up for by what it said before.
ALTER TABLE item ADD COLUMN last_shown BIGINT;
