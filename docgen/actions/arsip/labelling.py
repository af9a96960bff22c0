"""What the labels of boxes, folders and papers say (`naskah-dinas.md` 4.3), with the QR that a stock-take reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from docgen.actions.arsip.shelf import Asked, Holding, Shelf
from docgen.actions.arsip.shelving import Places, papers_in_box, printed_version
from docgen.actions.arsip.stocktaking import LABEL_BERKAS, LABEL_BOKS
from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.standing import as_of
from docgen.errors import NotReady
from docgen.kearsipan import boks as x
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import Kertas, kertas_in
from docgen.naskah.approval import day_of
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.paper.pdf.labels import SHEETS, Label, label_sheets


def print_labels(labels: Sequence[Label], size: str = "3x8", start: int = 1) -> bytes:
    """The labels as a PDF, from place `start` of a sheet on; raises NotReady without labels or for no such place."""
    if size not in SHEETS:
        raise NotReady(f"Ukuran label '{size}' tidak dikenal.", [f"pilih: {', '.join(SHEETS)}"])
    if start > SHEETS[size].many:
        raise NotReady(f"Lembar {size} hanya memuat {SHEETS[size].many} label; mulai dari {start} tidak mungkin.")
    if not labels:
        raise NotReady("Tidak ada yang perlu diberi label.")
    return label_sheets(labels, SHEETS[size], start)


def box_labels(office: Office, codes: Sequence[str]) -> list[Label]:
    """The label of each of these boxes, or of all; raises NotFound."""
    boxes = [office.archive.one_catatan(x.JENIS, code.strip().upper()) for code in codes]
    inside: dict[str, list[str]] = defaultdict(list)
    for one in Shelf(as_of(office), GUEST).asked(Asked()):
        inside[one.kept.berkas.boks] += [] if one.gone else [one.kept.catatan.kode]
    return [_of_box(office, box, inside[box.kode]) for box in boxes or office.archive.catatan(x.JENIS)]


def folder_labels(office: Office, numbers: Sequence[str], *, by: str = "") -> list[Label]:
    """The label of the folder of each of these berkas, or of all that are there, as `by` may read them.

    Raises NotFound.
    """
    shelf = Shelf(as_of(office), office.kantor.official(by) if by else GUEST)
    named = [one for number in numbers for one in shelf.asked(Asked(berkas=number.strip()))]
    return [_of_folder(one) for one in named or [one for one in shelf.asked(Asked()) if not one.gone]]


def paper_labels(office: Office, naskah_ids: Sequence[str]) -> list[Label]:
    """A label for every copy on paper of these naskah; one for a naskah whose paper has no place yet."""
    walk, found = Places(office), office.archive.naskah_of(naskah_ids)
    return [label for one in dict.fromkeys(naskah_ids) for label in _of_papers(office, walk, found[one])]


def _of_box(office: Office, box: Catatan, berkas: Sequence[str]) -> Label:
    facts = x.read_boks(box)
    dates = sorted({day_of(paper.naskah).year for paper in papers_in_box(office, box.kode)})
    said = (
        facts.letak,
        f"Unit {facts.unit}" if facts.unit else "",
        f"Tahun {_from_to(dates)}" if dates else "",
        f"Berkas {', '.join(_ranges(berkas))}" if berkas else "",
    )
    return Label(facts.macam.capitalize(), box.kode, said, LABEL_BOKS + box.kode)


def _of_folder(one: Holding) -> Label:
    berkas, kode = one.kept.berkas, one.kept.catatan.kode
    place = ", ".join(
        filter(None, [berkas.boks and f"Boks {berkas.boks}", berkas.folder and f"folder {berkas.folder}"])
    )
    said = (one.seen(berkas.indeks), one.kept.kurun_waktu, place, _how_long(one))
    return Label(f"Berkas {kode}", berkas.klasifikasi, said, LABEL_BERKAS + kode)


def _how_long(one: Holding) -> str:
    """Until when it is kept, or for how long once it is closed, and what becomes of it."""
    held, over = one.jadwal, one.tempo.habis_sejak
    if over:
        return ", ".join(filter(None, [f"Simpan s.d. {over - timedelta(days=1):%d-%m-%Y}", held.nasib]))
    if held.aktif is None or held.inaktif is None:
        return ", ".join(filter(None, ["Masa simpan belum ditentukan", held.nasib]))
    return ", ".join(filter(None, [f"Simpan {held.aktif} + {held.inaktif} tahun", held.nasib]))


def _of_papers(office: Office, walk: Places, naskah: Naskah) -> Iterator[Label]:
    copies: Iterable[Kertas] = kertas_in(naskah.latest.facts)
    for copy in copies:
        kode = kode_verifikasi(naskah.id, copy.versi)
        boks = walk.box_with(copy)
        place = ", ".join(filter(None, [f"boks {boks}" if boks else "", walk.within(copy)]))  # the last to be cut
        room = x.read_boks(walk.boks[boks]).letak if boks in walk.boks else ""
        said = (place, naskah.nomor, f"{day_of(naskah):%d-%m-%Y}", room)
        yield Label(f"{copy.macam.capitalize()}, lembar {copy.salinan}", kode, said, kode)
    if not copies:
        kode = kode_verifikasi(naskah.id, printed_version(office.archive.versions(naskah.id)))
        yield Label("Naskah", kode, (naskah.nomor, f"{day_of(naskah):%d-%m-%Y}"), kode)


def _from_to(numbers: Sequence[int]) -> str:
    return "-".join(dict.fromkeys((str(numbers[0]), str(numbers[-1]))))


def _ranges(codes: Iterable[str]) -> Iterator[str]:
    """Numbers of berkas as short as they can be told: `1-4, 7/2019`."""
    of_year: dict[str, list[int]] = defaultdict(list)
    for code in codes:
        number, _, year = code.partition("/")
        of_year[year].append(int(number))
    for year, numbers in sorted(of_year.items()):
        yield f"{', '.join(map(_from_to, _runs(sorted(numbers))))}/{year}"


def _runs(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Numbers that follow each other, together."""
    ends = [at for at, (one, after) in enumerate(pairwise(numbers), 1) if after != one + 1]
    for start, end in pairwise([0, *ends, len(numbers)]):
        yield numbers[start:end]
