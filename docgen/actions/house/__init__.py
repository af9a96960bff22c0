"""Keeping the house: declarations, checks, backup, export, the demo."""
