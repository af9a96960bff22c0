"""A set-at-a-time engine over posting blocks; it knows nothing of naskah."""
