"""Scans of signed paper: the codes on their pages, their pages taken out, their words."""
