"""Paper that comes back through a scanner."""
