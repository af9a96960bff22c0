"""Whether everything is as it was filed: bytes, rows, log, and the log as it was printed."""
