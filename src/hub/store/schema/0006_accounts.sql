-- Accounts: whoever changes one counts here first, so that such changes stand in a line on either database
-- and two administrators cannot close each other at the same moment.
INSERT INTO counter (name, value) VALUES ('account', 0);
CREATE INDEX session_account ON session (account);
CREATE INDEX audit_who ON audit (who);
