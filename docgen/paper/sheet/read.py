"""What a bidang wrote into its collection form, or every reason why it cannot be taken (`naskah-dinas.md` 5.5).

Rows are matched by the key they carry, never by where they stand. Nothing is guessed: a cell that reads two ways is
asked again, with its row and its indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from docgen.errors import InvalidForm, UnsafeFile
from docgen.kinerja.indicators import Indikator, Nilai, Rencana
from docgen.kinerja.period import Triwulan
from docgen.naskah.fields import Field, angka, unprintable
from docgen.paper.sheet import cells as kind
from docgen.paper.sheet.cells import Cell, Sheet, read_sheets
from docgen.paper.sheet.form import (
    ANSWERS,
    FACTS,
    FORM,
    FORMAT,
    KENDALA,
    KEY,
    KEYS,
    LONGEST_NOTE,
    REALISASI,
    TINDAK_LANJUT,
    Isian,
    form_id,
    limits,
)  # fmt: skip

_HIGH = Decimal("1.5")  # of the target; more is possible and worth a second look
MOST_CELLS = 20_000  # a form of a thousand rows has about 12,000
_LOW = Decimal("0.02")  # of a target in percent: somebody typed 0,98 for 98 %
_FIELD = Field(REALISASI, "Realisasi")


@dataclass(frozen=True)
class FormReport:
    """One form read back; `warnings` are sentences for whoever takes it in."""

    form_id: str
    tahun: int
    ke: int
    bidang: str
    values: Mapping[str, Isian]  # by indicator id
    warnings: tuple[str, ...] = ()


@dataclass
class _Reading:
    """What is known of a form while it is read."""

    rencana: Rencana
    form: str
    triwulan: Triwulan
    bidang: str
    ids: Mapping[str, None]  # the rows it was sent out with, in order
    sheet: Sheet
    head: int  # the hidden row that names the columns
    columns: dict[str, int]
    problems: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def wrong(self, where: str, why: str) -> None:
        self.problems.setdefault(where, []).append(why)


def read_form(data: bytes, rencana: Rencana, *, name: str = "formulir.xlsx") -> FormReport:
    """The figures of a filled form.

    Raises UnsafeFile for what is no form of ours or may not be opened, and InvalidForm with everything that is wrong in
    its rows. A value over 150 % of the target is taken with a warning.
    """
    reading = _open(data, rencana, name)
    _check_layout(reading)
    values = {one.id: _isian(reading, row, one) for one, row in list(_rows(reading))}
    if reading.problems:
        head = f"formulir {reading.bidang}, {reading.triwulan.label} ({name})"
        raise InvalidForm(head, {where: "; ".join(why) for where, why in reading.problems.items()})
    if reading.form != form_id(rencana, reading.triwulan, reading.bidang):
        reading.warnings.append(
            "Rencana kinerja berubah sejak formulir ini dibuat; periksa apakah angkanya masih sesuai."
        )
    answers = {one: isian for one, isian in values.items() if isian is not None}
    return FormReport(
        reading.form, reading.triwulan.tahun, reading.triwulan.ke, reading.bidang, answers, tuple(reading.warnings)
    )


# ------------------------------------------------------------------ which form, which rows


def _open(data: bytes, rencana: Rencana, name: str) -> _Reading:
    sheets = read_sheets(data, name)
    facts = list(_facts(sheets[KEYS])) if KEYS in sheets else []
    known = dict(facts)
    if sum(len(sheet.cells) for sheet in sheets.values()) > MOST_CELLS:
        raise UnsafeFile(name, [f"terisi lebih dari {MOST_CELLS} sel; formulir yang benar jauh lebih kecil"])
    if known.get("format") != FORMAT or not known.keys() >= set(FACTS) or FORM not in sheets:
        raise UnsafeFile(name, [f"bukan formulir data kinerja dari docgen, atau lembar '{FORM}' diganti namanya"])
    form, bidang = known["formulir"], known["bidang"]
    triwulan = _quarter(known, name)
    if triwulan.tahun != rencana.tahun:
        raise UnsafeFile(name, [f"formulir tahun {triwulan.tahun}, padahal rencana kinerja tahun {rencana.tahun}"])
    if bidang not in rencana.bidang:
        raise UnsafeFile(name, [f"formulir untuk '{bidang[:60]}', yang tidak melaporkan apa pun pada {rencana.tahun}"])
    ids = dict.fromkeys(value for key, value in facts if key == "indikator")
    head, columns = _columns(sheets[FORM])
    if not {KEY, *ANSWERS} <= columns.keys():
        raise UnsafeFile(name, ["baris atau kolom tersembunyi terhapus; salin isinya ke formulir yang baru"])
    return _Reading(rencana, form, triwulan, bidang, ids, sheets[FORM], head, columns)


def _quarter(known: Mapping[str, str], name: str) -> Triwulan:
    try:
        triwulan = Triwulan(int(known["tahun"]), int(known["triwulan"]))
    except ValueError:
        triwulan = None
    if triwulan is None or not known["formulir"].startswith(f"{triwulan.tahun}-{triwulan.ke}-{known['bidang']}-"):
        raise UnsafeFile(name, ["tanda pengenal formulir rusak; minta formulir baru"])
    return triwulan


def _facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for row, column in sorted(sheet.cells):
        if column == 1:
            yield sheet.text(row, 1), sheet.text(row, 2)


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The hidden row that names the columns, and what it says."""
    start = min((place for place, cell in sheet.cells.items() if cell.text == KEY), default=None)
    if start is None:
        return 0, {}
    return start[0], {cell.text: column for (row, column), cell in sheet.cells.items() if row == start[0]}


def _check_layout(reading: _Reading) -> None:
    """Merged cells and rows somebody added: what stands there would be lost."""
    for (first, left), (last, right) in reading.sheet.merged:
        if last > reading.head and any(left <= reading.columns[key] <= right for key in (KEY, *ANSWERS)):
            reading.wrong(f"baris {first}", "selnya digabung (merge); pisahkan lagi lalu isi satu per satu")
    columns = {reading.columns[key] for key in ANSWERS}
    filled = {row for row, column in reading.sheet.cells if row > reading.head and column in columns}
    keyed = {row for row, column in reading.sheet.cells if column == reading.columns[KEY]}
    for row in sorted(filled - keyed):
        reading.wrong(f"baris {row}", "ditambahkan sendiri; pindahkan isinya ke baris indikatornya")


def _rows(reading: _Reading) -> Iterator[tuple[Indikator, int]]:
    """The rows of this form that the plan still has, with their row numbers."""
    keys = {row: cell.text for (row, column), cell in reading.sheet.cells.items() if column == reading.columns[KEY]}
    asked = {one.id: one for one in reading.rencana.of(reading.bidang)}
    found: dict[str, int] = {}
    for row, key in sorted(keys.items()):
        form, _, one = key.partition("/")
        if key == KEY or not one:
            continue
        if form != reading.form:
            reading.wrong(f"baris {row}", f"berasal dari formulir lain ({form[:80]}); hapus dari formulir ini")
        elif one in found:
            reading.wrong(f"baris {row}", f"sama dengan baris {found[one]}; satu indikator hanya satu baris")
        elif one not in reading.ids or one not in asked:
            reading.wrong(f"baris {row}", f"indikator '{one[:60]}' tidak ada lagi dalam rencana; minta formulir baru")
        else:
            found[one] = row
            yield asked[one], row
    for one in reading.ids.keys() - {key.partition("/")[2] for key in keys.values()}:
        name = asked[one].indikator if one in asked else one[:60]
        reading.wrong(f"indikator '{name}'", "barisnya hilang; pakai formulir yang lengkap")


# ------------------------------------------------------------------ what a row says


def _isian(reading: _Reading, row: int, one: Indikator) -> Isian | None:
    """None when something in the row is wrong; what it is has been noted."""
    where = f"baris {row} ({one.indikator})"
    said: dict[str, Cell | None] = {key: reading.sheet.cells.get((row, reading.columns[key])) for key in ANSWERS}
    notes = {}
    for key in (KENDALA, TINDAK_LANJUT):
        try:
            notes[key] = _note(said[key])
        except ValueError as error:
            reading.wrong(where, f"{key.replace('_', ' ')}: {error}")
    try:
        realisasi = _realisasi(said[REALISASI], one, reading.rencana)
    except ValueError as error:
        reading.wrong(where, f"realisasi: {error}")
        return None
    if isinstance(realisasi, Decimal):
        rounded = realisasi.quantize(Decimal(1).scaleb(-one.desimal), ROUND_HALF_UP)
        reading.warnings += (f"{where}: {why}" for why in _doubts(reading, one, realisasi, rounded))
        realisasi = rounded
    return Isian(realisasi, **notes) if len(notes) == 2 else None


def _note(cell: Cell | None) -> str:
    if cell is None:
        return ""
    _refuse(cell)
    if cell.kind not in (kind.TEXT, kind.NUMBER):
        raise ValueError("tulis sebagai kalimat")
    text = _as_typed(cell).replace("\r\n", "\n")
    if bad := unprintable(text):
        raise ValueError(f"memuat karakter {bad} yang tidak dapat dicetak; hapus lalu ketik ulang")
    if len(text) > LONGEST_NOTE:
        raise ValueError(f"paling panjang {LONGEST_NOTE} karakter, tertulis {len(text)}")
    return text


def _realisasi(cell: Cell | None, one: Indikator, rencana: Rencana) -> Nilai | None:
    if cell is None or (cell.kind == kind.TEXT and not cell.text.strip()):
        return None
    _refuse(cell)
    letters = rencana.letters(one)
    if letters:
        found = {letter.casefold(): letter for letter in letters}.get(_as_typed(cell).casefold())
        if found is None:
            raise ValueError(f"'{_as_typed(cell)[:40]}' bukan pilihan; pilih: {', '.join(letters)}")
        return found
    number = _number(cell, one)
    if not one.terendah <= number <= one.tertinggi:
        raise ValueError(f"{_as_typed(cell)[:40]} di luar batas; isi {limits(one)}")
    return number


def _number(cell: Cell, one: Indikator) -> Decimal:
    if cell.kind in (kind.DATE, kind.BOOLEAN):
        what = "tanggal" if cell.kind == kind.DATE else "nilai benar/salah"
        raise ValueError(f"Excel membacanya sebagai {what}; ketik ulang angkanya, misalnya 85,5")
    text, percent = cell.text.strip(), one.satuan == "%"
    if cell.kind == kind.PERCENT:
        return Decimal(text) * (100 if percent else 1)
    return angka(text.removesuffix("%") if percent else text, _FIELD, {}) if cell.kind == kind.TEXT else Decimal(text)


def _refuse(cell: Cell) -> None:
    if cell.kind == kind.ERROR:
        raise ValueError(f"berisi kesalahan {cell.text[:20]}; ketik nilainya")
    if cell.kind == kind.UNCALCULATED:
        raise ValueError("berisi rumus yang belum dihitung; ketik nilainya, atau buka dan simpan di Excel")


def _as_typed(cell: Cell) -> str:
    text = cell.text.strip()
    return text if cell.kind == kind.TEXT else text.removesuffix(".0").replace(".", ",")


def _doubts(reading: _Reading, one: Indikator, typed: Decimal, rounded: Decimal) -> Iterator[str]:
    target = one.target_triwulan[reading.triwulan.ke - 1] if one.target_triwulan else one.target
    if isinstance(target, Decimal) and target > 0:
        if typed > target * _HIGH:
            yield f"realisasi {_comma(rounded)} lebih dari 150 % target {_comma(target)}; pastikan benar"
        elif one.satuan == "%" and 0 < typed < target * _LOW:
            yield f"realisasi {_comma(rounded)} jauh di bawah target; apakah maksudnya {_comma(rounded * 100)} %?"
    if typed != rounded:
        yield f"realisasi dibulatkan menjadi {_comma(rounded)}"


def _comma(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
