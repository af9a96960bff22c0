"""Rows of a classification or a retention schedule as offices write them, read into codes; nothing is guessed.

Heads and figures differ from one JRA to the next (`naskah-dinas.md` 3.2, 4.5): "Retensi Aktif", "2 th Sejak ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from docgen.kearsipan.klasifikasi import KEAMANAN, Kelas
from docgen.kearsipan.retensi import DINILAI_KEMBALI, MUSNAH, NASIB, PERMANEN

COLUMNS = ("kode", "uraian", "aktif", "inaktif", "nasib_akhir", "pemicu", "keamanan", "mulai", "sampai", "catatan")
LONGEST_RETENTION = 100  # years

_HEADS = (  # what a head may be called; the first that fits is taken
    ("keamanan", {"keamanan", "akses"}),
    ("inaktif", {"inaktif"}),
    ("aktif", {"aktif"}),
    ("nasib_akhir", {"nasib", "akhir"}),
    ("pemicu", {"pemicu"}),
    ("catatan", {"catatan"}),
    ("mulai", {"mulai"}),
    ("sampai", {"sampai"}),
    ("kode", {"kode"}),
    ("uraian", {"uraian", "jenis", "seri", "series", "indeks", "index", "masalah", "nama"}),
    ("kode", {"klasifikasi"}),
    ("nasib_akhir", {"keterangan", "ket"}),
)
_KODE = re.compile(r"[0-9]{3}(\.[0-9]{1,4})*")
_FIGURE = re.compile(r"([0-9]+)\s*(?:\([^)]*\)\s*)?(?:(?:tahun|thn|th)\b\.?)?\s*(.*)", re.IGNORECASE)
_EVENT = re.compile(r"(selama|sampai|setelah|sesudah|sejak|hingga)\b", re.IGNORECASE)
_OTHER_UNIT = re.compile(r"(\W*\d|bulan|bln|hari|minggu|[.,/])", re.IGNORECASE)
_FATES = {
    "musnah": MUSNAH, "dimusnahkan": MUSNAH, "permanen": PERMANEN, "statis": PERMANEN, "diserahkan": PERMANEN,
    "serah": PERMANEN, "dinilai kembali": DINILAI_KEMBALI, "dinilai": DINILAI_KEMBALI,
    "ditinjau kembali": DINILAI_KEMBALI,
}  # fmt: skip
_EXCEPTION = re.compile(r"(musnah|dimusnahkan|permanen)\W+kecuali\b", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """What a sheet says: its codes with the number of their row, and the columns it has."""

    rows: tuple[tuple[int, Kelas], ...]
    columns: frozenset[str]
    problems: Mapping[int, str]


def read_table(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Table:
    """The codes of numbered rows, with all that is wrong in them; raises ValueError without code or name."""
    numbered = list(rows)
    if not numbered:
        return Table((), frozenset(), {})
    columns = find_columns(numbered[0][1])
    missing = [key for key in ("kode", "uraian") if key not in columns]
    if missing:
        raise ValueError(f"belum ada kolom {' dan '.join(missing)}; yang dikenal: {', '.join(COLUMNS)}")
    read, problems = [], {}
    for number, row in numbered:
        one = _Row({key: _cell(row[head]) for key, head in columns.items()})
        kelas = one.kelas()
        if one.problems:
            problems[number] = "; ".join(one.problems)
        else:
            read.append((number, kelas))
    return Table(tuple(read), frozenset(columns), problems)


def find_columns(heads: Iterable[str]) -> dict[str, str]:
    """Which head stands for which of COLUMNS; what stands for none is left out."""
    words = {head: set(re.findall("[a-z]+", re.sub(r"\bin[ -]+aktif", "inaktif", head.casefold()))) for head in heads}
    found: dict[str, str] = {}
    for key, names in _HEADS:
        head = next((head for head, said in words.items() if said & names and head not in found.values()), None)
        if head is not None and key not in found:
            found[key] = head
    return found


def as_row(kelas: Kelas) -> tuple[str, ...]:
    """A code as a row below COLUMNS, to be read again as the same."""
    aktif, inaktif = ("" if figure is None else str(figure) for figure in (kelas.aktif, kelas.inaktif))
    return (
        kelas.kode, kelas.uraian, aktif, inaktif, kelas.nasib, kelas.pemicu, kelas.keamanan, kelas.mulai, kelas.sampai,
        kelas.catatan,
    )  # fmt: skip


class _Row:
    """One row while it is read; its problems are kept, so that all of them are told."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.problems: list[str] = []

    def kelas(self) -> Kelas:
        active, event = self._figure("aktif")
        inactive, later = self._figure("inaktif")
        nasib, catatan = self._fate()
        if not self._text("uraian"):
            self.problems.append("uraian: belum diisi")
        return Kelas(
            kode=self._kode(),
            uraian=self._text("uraian"),
            aktif=active,
            inaktif=inactive,
            nasib=nasib,
            pemicu="; ".join(dict.fromkeys(filter(None, (self._text("pemicu"), event, later)))),
            keamanan=self._keamanan(),
            mulai=self._day("mulai"),
            sampai=self._day("sampai"),
            catatan=self._text("catatan") or catatan,
        )

    def _text(self, key: str) -> str:
        return self.cells.get(key, "")

    def _kode(self) -> str:
        kode = re.sub(r"\s", "", self._text("kode")).strip(".")
        if not _KODE.fullmatch(kode):
            remedy = "mulai dengan tiga angka, misalnya 045.2; di Excel beri kolomnya format Teks"
            self.problems.append(f"kode: '{kode}' bukan kode klasifikasi; {remedy}" if kode else "kode: belum diisi")
        return kode

    def _figure(self, key: str) -> tuple[int | None, str]:
        """Years, and the event they are counted from."""
        text = self._text(key)
        found = _FIGURE.fullmatch(text)
        if not text or text.casefold() in _FATES or _EVENT.match(text):
            return None, text if _EVENT.match(text) else ""
        if not found or _OTHER_UNIT.match(found[2]):
            self.problems.append(f"{key}: '{text}' tidak terbaca; tulis tahun penuh, misalnya 2 tahun")
        elif int(found[1]) > LONGEST_RETENTION:
            self.problems.append(f"{key}: {found[1]} tahun terlalu lama; tulis permanen bila tidak dimusnahkan")
        else:
            return int(found[1]), found[2]
        return None, ""

    def _fate(self) -> tuple[str, str]:
        """What becomes of it, and what is printed beside; a fate with an exception must be judged again."""
        text = self._text("nasib_akhir")
        words = text.casefold().strip(" .")
        said = {_FATES[word] for key in ("aktif", "inaktif") if (word := self._text(key).casefold()) in _FATES}
        if words in _FATES:
            said.add(_FATES[words])
        elif _EXCEPTION.match(words):
            return DINILAI_KEMBALI, text
        elif words:
            self.problems.append(f"nasib akhir: '{text}' tidak dikenal; tulis {', '.join(NASIB)}")
        if len(said) > 1:
            self.problems.append(f"nasib akhir: tertulis {' dan '.join(sorted(said))}; pilih satu")
        return next(iter(said), ""), ""

    def _keamanan(self) -> str:
        said = self._text("keamanan").casefold()
        said = "biasa" if said in ("terbuka", "biasa/terbuka") else said
        if said not in KEAMANAN:
            self.problems.append(f"keamanan: '{said}' tidak dikenal; tulis {', '.join(filter(None, KEAMANAN))}")
            return ""
        return said

    def _day(self, key: str) -> str:
        text = self._text(key)
        day = next(_days(text), None)
        if text and day is None:
            self.problems.append(f"{key}: '{text}' bukan tanggal; tulis misalnya 2026-01-01 atau 01-01-2026")
        return day.isoformat() if day else ""


def _cell(text: str) -> str:
    """A cell in one line; without the apostrophe that keeps a spreadsheet from reckoning it, and '-' for empty."""
    text = " ".join(text.split())
    text = text[1:] if re.match(r"'[=+@-]", text) else text
    return "" if text in ("-", "–") else text


def _days(text: str) -> Iterator[date]:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            yield datetime.strptime(text, pattern).date()
        except ValueError:
            continue
