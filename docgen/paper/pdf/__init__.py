"""PDF: made by LibreOffice, marked, read and looked at."""
