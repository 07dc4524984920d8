# The displays.
