"""What is wrong at one place of a Word file: a record that knows its place, and reads as one line of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One finding. As text: place, problem, and the words around it."""

    what: str
    label: str = ""  # the part as a person calls it: 'badan naskah'
    place: str = ""  # where in it: 'tabel 2, baris 3, sel 1'
    around: str = ""  # the words it stands in
    commented: bool = False  # said by a comment of the file itself, at that place

    @property
    def where(self) -> str:
        """Part and place; '' of what is wrong with the file as a whole."""
        return ", ".join(filter(None, (self.label, self.place)))

    def __str__(self) -> str:
        shown = " ".join(self.around.split())
        shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
        return (f"{self.where}: " if self.where else "") + self.what + (f" (teks: “{shown}”)" if shown else "")
