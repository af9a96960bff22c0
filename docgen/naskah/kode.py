"""Identifiers that people can read aloud, and the verification code printed into every file."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_PRIME = 1021  # the largest below 32 x 32: finds every wrong character and every swap of neighbours
READ_AS = str.maketrans("OIL", "011")  # what is mistaken for it
_MEANT = {"O": "angka 0", "I": "angka 1", "L": "angka 1", "U": "huruf V"}
ID_LENGTH = 10  # 50 random bits: not to be guessed


def new_id() -> str:
    """A fresh random identifier of a naskah or an SOP run."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def kode_verifikasi(naskah_id: str, number: int) -> str:
    """The code of one version, e.g. `7K3MQ9XZ1A-03-A5`; the last two characters check the rest."""
    body = f"{naskah_id}-{number:02}"
    return f"{body}-{check_letters(body)}"


def read_kode(code: str) -> tuple[str, int] | None:
    """Naskah and version named by a code however it was typed, or None when it cannot be one."""
    parts = code.strip().upper().split("-")
    if len(parts) != 3 or not parts[1].isdecimal():
        return None
    naskah_id, number, check = parts[0].translate(READ_AS), int(parts[1]), parts[2].translate(READ_AS)
    body = f"{naskah_id}-{number:02}"
    if len(naskah_id) != ID_LENGTH or any(c not in ALPHABET for c in naskah_id) or check_letters(body) != check:
        return None
    return naskah_id, number


def about_letters(name: str) -> str:
    """Which letters of a mistyped id are none of the alphabet, and what each may stand for; '' for any other name."""
    typed = name.strip().upper()
    like_id = typed.isalnum() and (len(typed) == ID_LENGTH or (len(typed) < ID_LENGTH and not typed.isalpha()))
    wrong = [letter for letter in dict.fromkeys(typed) if letter in _MEANT] if like_id else []
    return " ".join(f"Huruf {one} tidak dipakai dalam id; maksudnya {_MEANT[one]}?" for one in wrong)


def read_letters(typed: str) -> str:
    """What was typed as letters of the alphabet, without spaces and hyphens; '' when one is none of them."""
    letters = "".join(typed.split()).replace("-", "").upper().translate(READ_AS)
    return letters if set(letters) <= set(ALPHABET) else ""


def check_letters(body: str) -> str:
    """Two letters that change with every single wrong letter of `body` and every swap of neighbours."""
    value = 0
    for char in body.replace("-", ""):
        value = (value * 32 + ALPHABET.index(char)) % _PRIME
    return ALPHABET[value // 32] + ALPHABET[value % 32]
