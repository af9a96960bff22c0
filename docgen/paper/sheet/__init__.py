"""Spreadsheets: forms that go out and come back, and lists of rows."""
