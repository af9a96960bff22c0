"""What the record office knows: where paper lies, what belongs together, how long it is kept. Pure."""
