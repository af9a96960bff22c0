"""What is kept: bytes in an OCFL storage root, facts in a catalogue, acts in a chained log."""
