"""Berita acara: hand-over, transfer and destruction of records (`naskah-dinas.md` 1.4.8 and 4.5)."""

from __future__ import annotations

from docgen.paper.layout.address import annex_head, place_and_date
from docgen.paper.layout.blocks import (
    Block,
    Signer,
    acknowledged,
    certified,
    kop,
    label_row,
    label_row_if,
    numbered,
    person,
    row_number,
    signature,
    two_signatures,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Row, cell, each_row, head, row, table
from docgen.paper.layout.text import anchor, para, when

TODAY = (
    "Pada hari ini, {{ tanggal_acara|hari }} tanggal {{ tanggal_acara|dieja }} "
    "({{ tanggal_acara }}), bertempat di {{ tempat }}, kami yang bertanda tangan di bawah ini:"
)
COPIES = (
    "Demikian berita acara ini dibuat dengan sebenarnya dalam rangkap {{ rangkap|jumlah }} untuk dipergunakan "
    "sebagaimana mestinya."
)
FIRST, SECOND = "PIHAK PERTAMA", "PIHAK KEDUA"


def berita_acara_serah_terima(profile: Profile) -> Page:
    """Things or papers handed to somebody, also outside the office; the table stands in the text."""
    paper = profile.letter
    body = [
        *_title(paper, "SERAH TERIMA {{ perihal|upper }}"),
        *_parties(paper, _written("kedua")),
        para("Isi", f"{FIRST} menyerahkan kepada {SECOND}, dan {SECOND} menerima dari {FIRST}:", keep=True),
        _goods(paper),
        para("Jeda"),
        *_acts(),
        *_signed(paper, _outsider("kedua"), certified()),
    ]
    return Page("Berita Acara Serah Terima", paper, body)


def berita_acara_pemindahan(profile: Profile) -> Page:
    """Inactive records go from a unit pengolah to the unit kearsipan; the list is an annex."""
    paper = profile.letter
    moved = f"{FIRST} memindahkan arsip inaktif {{{{ unit_pengolah }}}} kepada {SECOND} sebanyak {{{{ jumlah }}}}, "
    body = [
        *_title(paper, "PEMINDAHAN ARSIP INAKTIF"),
        *_parties(paper, _official("pihak_kedua")),
        para("Isi", f"{moved}sebagaimana tercantum dalam daftar terlampir."),
        *_acts(),
        *_signed(paper, _second(), certified()),
        *_annex(paper, "Berita Acara Pemindahan Arsip Inaktif", "DAFTAR ARSIP INAKTIF YANG DIPINDAHKAN"),
    ]
    return Page("Berita Acara Pemindahan Arsip", paper, body)


def berita_acara_pemusnahan(profile: Profile) -> Page:
    """Records past their retention are destroyed before witnesses; the list is an annex and kept for good."""
    paper = profile.letter
    done = (
        f"{FIRST} dan {SECOND} telah memusnahkan arsip sebanyak {{{{ jumlah }}}} dengan cara {{{{ cara }}}}, "
        "sebagaimana tercantum dalam daftar terlampir, berdasarkan:"
    )
    body = [
        *_title(paper, "PEMUSNAHAN ARSIP"),
        *_parties(paper, _official("pihak_kedua")),
        para("Isi", done, keep=True),
        *numbered("dasar", mark="{{ loop.index|huruf }}."),
        *_acts(),
        *_signed(paper, _second(), para("Jeda"), para("Label", "Saksi-saksi:"), _witnesses(paper), certified()),
        *_annex(paper, "Berita Acara Pemusnahan Arsip", "DAFTAR ARSIP YANG DIMUSNAHKAN"),
    ]
    return Page("Berita Acara Pemusnahan Arsip", paper, body)


def _title(paper: Paper, subject: str) -> list[Block]:
    return [
        *kop(paper, salinan=True),
        para("Judul", "BERITA ACARA"),
        para("Judul", subject),
        para("Nomor Naskah", "NOMOR: ", anchor("nomor")),
        para("Isi", TODAY, keep=True),
    ]


def _parties(paper: Paper, second: list[Row]) -> list[Block]:
    return [
        _party(paper, "1.", _official("pihak_pertama")),
        para("Sebutan Pihak", f"selanjutnya disebut {FIRST};"),
        _party(paper, "2.", second),
        para("Sebutan Pihak", f"selanjutnya disebut {SECOND}."),
    ]


def _party(paper: Paper, number: str, rows: list[Row]) -> Block:
    """Name, NIP and post in aligned columns behind the number; tag rows stay whole."""
    first, *others = rows
    numbers = [Row((cell(number, style="Label"), *first.cells))]
    numbers += [Row((cell("", style="Label"), *r.cells)) if len(r.cells) > 1 else r for r in others]
    return table([8, 24, 4, paper.text - 36], numbers, lines=False)


def _official(source: str) -> list[Row]:
    return [
        label_row("Nama", f"{{{{ {source}.nama }}}}"),
        *label_row_if(f"{source}.nip", "NIP", f"{{{{ {source}.nip }}}}", columns=4),
        label_row("Jabatan", f"{{{{ {source}.jabatan }}}}"),
    ]


def _written(party: str) -> list[Row]:
    """A party that need not be of this office, as typed."""
    return [
        label_row("Nama", f"{{{{ nama_{party} }}}}"),
        *label_row_if(f"nip_{party}", "NIP", f"{{{{ nip_{party}|nip }}}}", columns=4),
        label_row("Jabatan", f"{{{{ jabatan_{party} }}}}"),
    ]


def _second() -> Signer:
    return person("pihak_kedua", "paraf_pihak_kedua", para("Tanda Tangan", f"{SECOND},"))


def _outsider(party: str) -> Signer:
    title = (para("Tanda Tangan", f"{SECOND},"), para("Tanda Tangan", f"{{{{ jabatan_{party}|upper }}}},"))
    name = (
        para("Nama Pejabat", f"{{{{ nama_{party} }}}}"),
        *when(f"pangkat_{party}", para("Tanda Tangan", f"{{{{ pangkat_{party} }}}}")),
        *when(f"nip_{party}", para("Tanda Tangan", f"NIP. {{{{ nip_{party}|nip }}}}")),
    )
    return Signer(title, para("Ruang Tanda Tangan"), name)


def _acts() -> list[Block]:
    return [*numbered("ketentuan"), para("Isi", COPIES, keep=True), para("Jeda", keep=True)]


def _signed(paper: Paper, second: Signer, *below: Block) -> list[Block]:
    """The second party at left; the first, who wrote it, at right under place and date; both before who takes note,
    and what stands `below` on the same page."""
    above = (place_and_date("Tanda Tangan"), para("Tanda Tangan", f"{FIRST},"))
    first = person("pihak_pertama", "tanda_tangan_pihak_pertama", *above)
    left = Signer((para("Tanda Tangan"), *second.title), second.room, second.name)
    return two_signatures(paper, left, first, *acknowledged(paper, "mengetahui"), *below)


def _goods(paper: Paper) -> Block:
    titles = head("No.", "Uraian", "Jumlah", "Keterangan")
    line = row(row_number(), "{{ b.uraian }}", cell("{{ b.jumlah }}", style="Tabel Tengah"), "{{ b.keterangan }}")
    return table([11, paper.text - 86, 35, 40], [titles, *each_row("b in barang", 4, line)])


def _witnesses(paper: Paper) -> Block:
    titles = head("No.", "Nama dan NIP", "Jabatan", "Tanda Tangan")
    name = cell(para("Tabel", "{{ s.nama }}"), *when("s.nip", para("Tabel", "NIP. {{ s.nip|nip }}")), middle=True)
    sign = cell("{{ loop.index }}. ……………", middle=True)
    number = cell(para("Tabel Tengah", "{{ loop.index }}.", keep=True), middle=True)
    line = row(number, name, cell("{{ s.jabatan }}", middle=True), sign, height=13)
    return table([11, 55, paper.text - 106, 40], [titles, *each_row("s in saksi", 4, line)])


def _annex(paper: Paper, what: str, title: str) -> list[Block]:
    titles = head("No.", "Kode Klasifikasi", "Jenis/Uraian Arsip", "Kurun Waktu", "Jumlah", "Keterangan")
    line = row(
        row_number(),
        "{{ a.kode }}",
        "{{ a.uraian }}",
        cell("{{ a.kurun_waktu }}", style="Tabel Tengah"),
        cell("{{ a.jumlah }}", style="Tabel Tengah"),
        "{{ a.keterangan }}",
    )
    listed = table([11, 24, paper.text - 115, 24, 26, 30], [titles, *each_row("a in arsip", 6, line)])
    signed = person("pihak_pertama", "", para("Tanda Tangan", f"{FIRST},"))
    return [
        *annex_head(paper, what),
        para("Judul", title),
        para("Jeda"),
        listed,
        para("Jeda", keep=True),
        *signature(paper, signed),
    ]
