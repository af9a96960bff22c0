"""Finding things again. The index is derived: it may be deleted and rebuilt at any time."""
