"""Registers from before docgen."""
