"""Perjanjian kinerja and rencana aksi (`naskah-dinas.md` 5.2 and 5.3)."""

from __future__ import annotations

from dataclasses import replace

from docgen.paper.layout.address import annex_head
from docgen.paper.layout.blocks import (
    Block,
    Signer,
    certified,
    kop,
    label_row,
    label_rows,
    paraf_box,
    person,
    row_number,
    signature,
    two_signatures,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Cell, Row, cell, each_row, head, row, table
from docgen.paper.layout.text import either, para, when

FIRST, SECOND = "PIHAK KESATU", "PIHAK KEDUA"
OPENING = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel serta berorientasi pada "
    "hasil, kami yang bertanda tangan di bawah ini:"
)
PROMISE = (
    f"{FIRST} berjanji akan mewujudkan target kinerja tahunan sesuai lampiran perjanjian ini dalam rangka mencapai "
    "target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. Keberhasilan dan "
    f"kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab {FIRST}."
)
SUPERVISION = (
    f"{SECOND} akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari "
    "perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi."
)
TITLE = "PERJANJIAN KINERJA TAHUN {{ tahun }}"
QUARTERS = (1, 2, 3, 4)
MEASURED = " or ".join(f"rencana|total('realisasi_tw{n}') is not none" for n in QUARTERS)
TARGET, REACHED = "{{{{ b.tw{n} }}}}", "{{{{ b.realisasi_tw{n} }}}}"
SHARE = "{{{{ b|capaian('tw{n}', 'realisasi_tw{n}')|angka }}}}"
FIXED = (8.0, 18.0, 26.0, 15.0, 21.0)  # mm of the action plan: No., Satuan, Anggaran, one quarter, what is counted
SHARES = (0.18, 0.18, 0.19, 0.26, 0.19)  # what is left: sasaran, indikator, program, rencana aksi, penanggung jawab


def perjanjian_kinerja(profile: Profile) -> Page:
    """The statement on one page, targets and budget on the annex; signed by both on both."""
    paper = profile.letter
    body = [
        *kop(paper, salinan=True),
        para("Judul", TITLE),
        para("Jeda"),
        para("Isi", OPENING),
        _party(paper, "{{ pihak_kesatu.nama }}", "{{ pihak_kesatu.jabatan }}"),
        para("Isi", f"selanjutnya disebut {FIRST};"),
        _party(paper, "{{ nama_kedua }}", "{{ jabatan_kedua }}"),
        para("Isi", f"selaku atasan {FIRST}, selanjutnya disebut {SECOND}."),
        para("Isi", PROMISE),
        para("Isi", SUPERVISION, keep=True),
        para("Jeda", keep=True),
        *two_signatures(paper, _superior(), _subordinate("tanda_tangan_pihak_kesatu"), certified()),
        *annex_head(paper, "Perjanjian Kinerja Tahun {{ tahun }}", date="{{ tanggal_perjanjian }}"),
        para("Judul", TITLE),
        para("Judul", "{{ pihak_kesatu.jabatan|upper }}"),
        para("Jeda"),
        _targets(paper),
        para("Jeda"),
        _budget(paper),
        para("Jeda", keep=True),
        *two_signatures(paper, _superior(), _subordinate("")),
    ]
    return Page("Perjanjian Kinerja", paper, body)


def rencana_aksi(profile: Profile) -> Page:
    """Landscape: what is done in each quarter for every indicator, with its budget and who answers for it.

    The same plan shows what was reached once any realisasi is filled in.
    """
    paper = profile.landscape
    signed = person("pejabat.kepala_dinas", "tanda_tangan_kepala_dinas", _dated("tanggal_rencana"))
    parafs = paraf_box(profile, "pejabat.kasubag_perencanaan", "pejabat.sekretaris")
    body = [
        *kop(paper, salinan=True),
        para("Judul", "RENCANA AKSI PENCAPAIAN KINERJA TAHUN {{ tahun }}"),
        para("Judul", "{{ kantor.nama|upper }}"),
        para("Jeda"),
        *either(MEASURED, [_actions(paper, measured=True)], [_actions(paper, measured=False)]),
        para("Jeda", keep=True),
        *signature(paper, signed, [*parafs, certified()]),
    ]
    small = {name: {"size": 9.0} for name in ("Tabel", "Tabel Tengah", "Tabel Angka", "Tabel Kepala")}
    return Page("Rencana Aksi", paper, body, styles=small)


def _party(paper: Paper, name: str, post: str) -> Block:
    return label_rows(paper, [label_row("Nama", name), label_row("Jabatan", post)], label=24, indent=12.5)


def _dated(source: str) -> Block:
    return para("Tanda Tangan", f"{{{{ kantor.tempat }}}}, {{{{ {source} }}}}")


def _superior() -> Signer:
    """Often of another office, such as the Wali Kota, who signs with his name alone."""
    title = (
        para("Tanda Tangan"),
        para("Tanda Tangan", f"{SECOND},"),
        para("Tanda Tangan", "{{ jabatan_kedua|upper }},"),
    )
    name = (
        para("Nama Pejabat", "{{ nama_kedua }}"),
        *when("pangkat_kedua", para("Tanda Tangan", "{{ pangkat_kedua }}")),
        *when("nip_kedua", para("Tanda Tangan", "NIP. {{ nip_kedua|nip }}")),
    )
    return Signer(title, para("Ruang Tanda Tangan"), name)


def _subordinate(place: str) -> Signer:
    return person("pihak_kesatu", place, _dated("tanggal_perjanjian"), para("Tanda Tangan", f"{FIRST},"))


def _targets(paper: Paper) -> Block:
    titles = head("No.", "Sasaran Strategis", "Indikator Kinerja", "Target", "Satuan")
    columns = head(*(cell(str(n), style="Tabel Kepala") for n in range(1, 6)))
    line = row(
        cell("{{ loop.index }}.", style="Tabel Tengah"),
        "{{ b.sasaran }}",
        "{{ b.indikator }}",
        cell("{{ b.target }}", style="Tabel Tengah"),
        cell("{{ b.satuan }}", style="Tabel Tengah"),
    )
    half = (paper.text - 59) / 2
    return table([11, half, half, 26, 22], [titles, columns, *each_row("b in indikator", 5, line)])


def _budget(paper: Paper) -> Block:
    titles = head("No.", "Program", "Anggaran", "Keterangan")
    line = row(
        row_number(),
        "{{ p.program }}",
        cell("{{ p.anggaran|rupiah }}", style="Tabel Angka"),
        cell("{{ p.keterangan }}", style="Tabel Tengah"),
    )
    total = row(
        cell(para("Tabel Judul", "Jumlah", keep=True), span=2),
        cell("{{ program|total('anggaran')|rupiah }}", style="Tabel Jumlah"),
        "",
    )
    return table([11, paper.text - 89, 48, 30], [titles, *each_row("p in program", 4, line), total])


def _actions(paper: Paper, *, measured: bool) -> Block:
    """One row a planned action; `measured` sets realisasi and capaian under the target of each quarter."""
    number, unit, money, quarter, kind = FIXED
    kinds = [kind] if measured else []
    rest = paper.text - number - unit - money - sum(kinds) - 4 * quarter
    goal, indicator, programme, action, answers = (rest * share for share in SHARES)
    widths = [number, goal, indicator, unit, programme, money, action, *kinds, *[quarter] * 4, answers]
    heads = _action_heads("Target dan Realisasi" if measured else "Target", len(kinds))
    return table(widths, [*heads, *each_row("b in rencana", len(widths), *_action_rows(measured=measured))])


def _action_rows(*, measured: bool) -> list[Row]:
    planned = (
        "{{ b.sasaran }}",
        "{{ b.indikator }}",
        cell("{{ b.satuan }}", style="Tabel Tengah"),
        "{{ b.program }}",
        cell("{{ b.anggaran }}", style="Tabel Angka"),
        "{{ b.aksi }}",
    )
    answers = "{{ b.penanggung_jawab }}"
    if not measured:
        return [row(row_number(), *planned, *_quarters(TARGET), answers)]
    number = cell(para("Tabel Tengah", "{{ loop.index }}.", keep=True))
    *first, last = (replace(piece, merge="restart") for piece in row(number, *planned, answers).cells)
    return [
        Row((*first, cell("Target"), *_quarters(TARGET), last)),
        _below(cell(para("Tabel Tengah", keep=True)), "Realisasi", REACHED),
        _below(
            cell(*either("loop.last", [para("Tabel Tengah", keep=True)], [para("Tabel Tengah")])), "Capaian (%)", SHARE
        ),
    ]


def _below(number: Cell, what: str, value: str) -> Row:
    """A further row of the same action: only its figures are new."""
    empty = replace(cell(""), merge="continue")
    return Row((replace(number, merge="continue"), *[empty] * 6, cell(what), *_quarters(value), empty))


def _quarters(value: str) -> list[Cell]:
    return [cell(value.format(n=n), style="Tabel Angka") for n in QUARTERS]


def _action_heads(what: str, kinds: int) -> tuple[Row, Row]:
    names = ("No.", "Sasaran", "Indikator Kinerja", "Satuan", "Program", "Anggaran (Rp)", "Rencana Aksi")
    left = [replace(_heading(name), merge="restart") for name in names]
    below = [replace(_heading(""), merge="continue") for _ in names]
    over = cell(f"{what} Triwulan", style="Tabel Kepala", span=4 + kinds, middle=True)
    answers = (replace(_heading("Penanggung Jawab"), merge="restart"), replace(_heading(""), merge="continue"))
    quarters = [_heading(title) for title in (*[""] * kinds, "I", "II", "III", "IV")]
    return head(*left, over, answers[0]), head(*below, *quarters, answers[1])


def _heading(text: str) -> Cell:
    return cell(text, style="Tabel Kepala", middle=True)
