"""Surat dinas, surat undangan and surat tugas (`naskah-dinas.md` 1.1, 1.4.3, 1.4.4)."""

from __future__ import annotations

from docgen.paper.layout.address import annexed_list, letter_head, place_and_date
from docgen.paper.layout.blocks import (
    HOURS,
    Block,
    certified,
    kop,
    label_row,
    label_rows,
    paraf_box,
    person,
    several,
    signature,
    tembusan,
    text,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import anchor, para, when

KOORDINASI = ("koordinasi_1", "koordinasi_2")  # officials of other units that the letter concerns


def surat_dinas(profile: Profile) -> Page:
    """A letter to somebody outside; addressees that do not fit are listed on an annex."""
    body = [
        *kop(profile.letter, salinan=True),
        *letter_head(profile),
        *text("isi"),
        *_closing(profile, "DAFTAR ALAMAT TUJUAN"),
    ]
    return Page("Surat Dinas", profile.letter, body)


def surat_undangan(profile: Profile) -> Page:
    """The frame of a surat dinas with day, hour, place and agenda set in."""
    meeting = [
        label_row("Hari", "{{ tanggal_acara|hari }}"),
        label_row("Tanggal", "{{ tanggal_acara }}"),
        label_row("Pukul", HOURS),
        label_row("Tempat", "{{ tempat }}"),
        label_row("Acara", *several("acara")),
    ]
    body = [
        *kop(profile.letter, salinan=True),
        *letter_head(profile),
        para("Isi", "{{ pembuka }}", keep=True),
        label_rows(profile.letter, meeting, label=24, indent=12.5),
        para("Jeda"),
        *when("catatan", *text("catatan")),
        *_closing(profile, "DAFTAR UNDANGAN"),
    ]
    return Page("Surat Undangan", profile.letter, body)


def surat_tugas(profile: Profile) -> Page:
    """On what ground, who, for what: the shape with a title in the middle."""
    paper = profile.letter
    body = [
        *kop(paper, salinan=True),
        para("Judul", "SURAT TUGAS"),
        para("Nomor Naskah", "NOMOR: ", anchor("nomor")),
        label_rows(paper, [label_row("Dasar", *several("dasar"))], label=22),
        para("Jeda"),
        para("Judul", "MENUGASKAN:"),
        para("Jeda", keep=True),
        para("Label", "Kepada:", keep=True),
        _assigned(paper),
        para("Jeda"),
        label_rows(paper, [label_row("Untuk", *several("untuk"))], label=22),
        para("Jeda"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *_signed(profile),
        *tembusan(),
    ]
    return Page("Surat Tugas", paper, body)


def _assigned(paper: Paper) -> Block:
    titles = head("No.", "Nama", "Pangkat", "NIP", "Jabatan")
    line = row(
        cell("{{ loop.index }}.", style="Tabel Tengah"),
        "{{ k.nama }}",
        "{{ k.pangkat }}",
        "{{ k.nip|nip }}",
        "{{ k.jabatan }}",
    )
    return table([10, 40, 31, 41, paper.text - 122], [titles, *each_row("k in kepada", 5, line)])


def _closing(profile: Profile, list_title: str) -> list[Block]:
    signer = person("penandatangan", "tanda_tangan_penandatangan")
    return [
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *signature(profile.letter, signer, _beside(profile)),
        *tembusan(),
        *annexed_list(profile.letter, list_title, person("penandatangan")),
    ]


def _signed(profile: Profile) -> list[Block]:
    signer = person(
        "penandatangan",
        "tanda_tangan_penandatangan",
        place_and_date("Tanda Tangan"),
        para("Jeda", keep=True),
    )
    return signature(profile.letter, signer, _beside(profile))


def _beside(profile: Profile) -> list[Block]:
    return [
        *paraf_box(profile, "pengolah", "pejabat.sekretaris", koordinasi=KOORDINASI, signer="penandatangan"),
        certified(),
    ]
