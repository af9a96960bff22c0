"""The archive in a second place, and back: backup, restore, and what both need to know of files."""
