# Accounts and the log of changes.
