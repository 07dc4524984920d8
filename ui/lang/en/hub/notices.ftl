# Notices, themes, voices, emergencies and the place.
