"""Draws the shipped template pages: plain Word documents that a secretary opens and changes in Word.

`python -m docgen.paper.layout` draws every `templates_docx/<jenis>/template.docx` again, the same bytes each time.
Layouts follow the tata naskah dinas of regional government (Permendagri 54/2009 family).
"""
