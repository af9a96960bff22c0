"""Word templates: checked, compiled once, filled, proposed as new types."""
