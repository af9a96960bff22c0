"""What comes in and goes out: agenda, disposisi, ekspedisi, meetings."""
