"""The 18-digit NIP of a civil servant (Perka BKN 22/2007; `naskah-dinas.md` 2.3). It has no check digit."""

from __future__ import annotations

from datetime import date

YOUNGEST = 16  # years at first appointment, hard limit


def nip_problem(nip: str) -> str:
    """What is wrong with a NIP, or an empty text; an empty NIP is allowed (kepala daerah print none)."""
    digits = "".join(nip.split())
    if not digits:
        return ""
    if len(digits) != 18 or not digits.isdecimal():
        return f"NIP '{nip}' harus 18 angka"
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return f"NIP '{nip}': tanggal lahir {digits[:8]} tidak ada dalam kalender"
    # PPPK numbers carry another meaning from the ninth digit on; only a PNS month is checked.
    year, month = int(digits[8:12]), int(digits[12:14])
    if 1 <= month <= 12 and year < born.year + YOUNGEST:
        return f"NIP '{nip}': diangkat tahun {year}, padahal lahir {born.year}"
    if digits[14:] == "0000":
        return f"NIP '{nip}': empat angka terakhir kosong"
    return ""
