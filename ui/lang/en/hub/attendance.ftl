# Attendance and reports.
