"""Word files: the only room that knows docxtpl, python-docx and lxml."""
