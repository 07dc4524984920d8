-- A kiosk rings once until somebody answers: the id of the newest call that came meanwhile, so that whoever stands
-- there then hears the answer too.
ALTER TABLE call ADD COLUMN again TEXT;
