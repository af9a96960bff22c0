"""Naskah dinas of one regional office: made, approved, filed and found again."""

__version__ = "0.1.0"
