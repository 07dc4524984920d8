# Sentences of visitors after a meeting.
