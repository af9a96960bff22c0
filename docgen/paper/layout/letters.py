"""Nota dinas, nota dinas undangan rapat and surat pengantar."""

from __future__ import annotations

from docgen.paper.layout.address import addressee, place_and_date
from docgen.paper.layout.blocks import (
    HOURS,
    Block,
    Signer,
    certified,
    kop,
    label_row,
    label_row_if,
    label_rows,
    numbered,
    paraf_box,
    person,
    row_number,
    several,
    signature,
    tembusan,
    text,
    two_signatures,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import anchor, para, when

DOTTED_LINE = "…………………………………"


def nota_dinas(profile: Profile) -> Page:
    """`naskah-dinas.md` 1.4.2; no stamp, signed by the sender alone."""
    body = [*_head(profile), *text("isi"), para("Isi", "{{ penutup }}", keep=True), para("Jeda", keep=True)]
    body += signature(profile.letter, person("dari", "tanda_tangan_dari"))
    return Page("Nota Dinas", profile.letter, [*body, *tembusan()])


def nota_dinas_undangan(profile: Profile) -> Page:
    """The same head; day, hour, place and agenda of a meeting (`naskah-dinas.md` 1.4.2)."""
    meeting = [
        *label_row_if("rapat", "Rapat", "{{ rapat }}", columns=4),
        label_row("Hari, tanggal", "{{ tanggal_rapat|hari_tanggal }}"),
        label_row("Waktu", f"Pukul {HOURS}"),
        label_row("Tempat", "{{ tempat }}"),
        label_row("Acara", *several("acara")),
    ]
    parafs = paraf_box(profile, "pejabat.kasubag_perencanaan", signer="dari")
    body = [
        *_head(profile),
        para("Isi", "{{ pembuka }}", keep=True),
        label_rows(profile.letter, meeting, indent=12.5),
        para("Jeda"),
        *when("bahan", para("Isi", "Sehubungan dengan hal tersebut, Saudara diminta membawa/menyiapkan:", keep=True)),
        *numbered("bahan"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *signature(profile.letter, person("dari", "tanda_tangan_dari"), parafs),
        *tembusan(),
    ]
    return Page("Nota Dinas Undangan Rapat", profile.letter, body)


def surat_pengantar(profile: Profile) -> Page:
    """The model of `naskah-dinas.md` 1.4.9: the receiver signs at left and sends one copy back."""
    items = [
        head("No.", "Jenis yang Dikirim", "Banyaknya", "Keterangan"),
        *each_row(
            "b in barang",
            4,
            row(
                row_number(),
                "{{ b.jenis }}",
                cell("{{ b.banyaknya }}", style="Tabel Tengah"),
                "{{ b.keterangan }}",
            ),
        ),
    ]
    body = [
        *kop(profile.letter, salinan=True),
        *_addressee(profile),
        para("Jeda"),
        para("Judul", "SURAT PENGANTAR"),
        para("Nomor Naskah", "NOMOR: ", anchor("nomor")),
        table([12, 78, 32, profile.letter.text - 122], items),
        para("Jeda", keep=True),
        *two_signatures(profile.letter, _receiver(), _sender(), certified()),
    ]
    return Page("Surat Pengantar", profile.letter, body, styles={"Tabel": {"size": 11}, "Tabel Tengah": {"size": 11}})


def _head(profile: Profile) -> list[Block]:
    rows = [
        label_row("Kepada", *several("kepada", start="Yth. ")),
        label_row("Dari", "{{ dari.jabatan }}"),
        label_row("Tanggal", para("Label", anchor("tanggal"))),
        label_row("Nomor", para("Label", anchor("nomor"))),
        label_row("Sifat", "{{ sifat }}"),
        *label_row_if("lampiran", "Lampiran", "{{ lampiran }}"),
        label_row("Hal", "{{ perihal }}"),
    ]
    return [
        *kop(profile.letter),
        para("Judul", "NOTA DINAS"),
        para("Jeda"),
        label_rows(profile.letter, rows),
        para("Garis"),
    ]


def _addressee(profile: Profile) -> list[Block]:
    """Date at right; the addressee under it, or at left where the profile wants it."""
    lines = addressee([para("Tujuan", "Yth. {{ kepada }}")], kepada=not profile.addressee_left)
    if profile.addressee_left:
        return [place_and_date("Tempat Tanggal"), para("Jeda"), *lines]
    beside = cell(place_and_date(), para("Jeda"), *lines)
    return [table([profile.letter.text - 80, 80], [row(cell(""), beside)], lines=False)]


def _sender() -> Signer:
    return person("pengirim", "tanda_tangan_pengirim", para("Tanda Tangan"), para("Tanda Tangan", "Pengirim"))


def _receiver() -> Signer:
    """Left blank for whoever receives the papers."""
    received = para("Tanda Tangan", "Diterima tanggal …………………")
    title = (received, para("Tanda Tangan", "Penerima"), para("Tanda Tangan", f"{DOTTED_LINE},"))
    name = (para("Tanda Tangan", DOTTED_LINE), para("Tanda Tangan", "NIP. ……………………………"))
    return Signer(title, para("Ruang Tanda Tangan"), name)
