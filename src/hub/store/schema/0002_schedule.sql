-- What the part "schedule" adds.

-- Which kiosks a version is for: a draft for others changes nothing before it is published.
ALTER TABLE version ADD COLUMN audience TEXT;
CREATE INDEX item_ends ON item (kind, ends);
CREATE INDEX item_planned ON item (planned_at);
