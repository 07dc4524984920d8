# The schedule.
