"""What proves a year's performance measurement (SAKIP): every naskah of it, every version, with an index to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docgen.actions.naskah.figures import FORMULIR, KINERJA
from docgen.archive.export.bag import Bag, new_bag
from docgen.errors import NotFound, NotReady
from docgen.naskah.access import READ, may
from docgen.naskah.records import Naskah, Version
from docgen.office import Office
from docgen.sop.progress import SopRun, naskah_in

SECTIONS = {
    "1-perencanaan": ("perjanjian_kinerja", "rencana_aksi"),
    "2-perintah": ("surat_masuk", "lembar_disposisi"),
    "3-data": (FORMULIR, "berkas_kerja", "laporan_data_kinerja_bidang"),
    "4-rapat": ("nota_dinas_undangan", "surat_undangan", "daftar_hadir", "notula"),
    "5-laporan": ("laporan_pengukuran_kinerja", "laporan_triwulan", "laporan_kinerja_tahunan"),
}
OTHERS, SOP = "6-lainnya", "0-sop"
_PAGE = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 11pt/1.5 Arial, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #111 }}
h1 {{ font-size: 1.3rem }} h2 {{ font-size: 1.1rem; margin-top: 2rem }} h3 {{ font-size: 1rem; margin-bottom: .3rem }}
table {{ border-collapse: collapse; width: 100% }} th, td {{ border: 1px solid #999; padding: .3rem .5rem;
text-align: left; vertical-align: top }} code {{ font-size: .85em; word-break: break-all }}
</style></head><body><h1>{title}</h1><p>{kantor}</p>{body}</body></html>
"""


@dataclass(frozen=True)
class Evidence:
    """What was collected: how many naskah and files, and those that `by` may not read and that are not in it."""

    folder: Path
    naskah: int
    files: int
    hidden: tuple[str, ...]


@dataclass(frozen=True)
class _Paper:
    """One naskah with the files of all its versions: version, path in the bag, digest."""

    naskah: Naskah
    versions: tuple[Version, ...]
    files: tuple[tuple[int, str, str], ...]


def collect_evidence(office: Office, tahun: int, folder: Path, *, by: str) -> Evidence:
    """Write everything of a year into `folder` as a bag with an index page that is read without internet.

    Raises NotFound where nothing of the year is filed, NotReady when the folder is there already.
    """
    reader = office.kantor.official(by)
    runs = _runs(office, tahun)
    found = _of_year(office, tahun, runs)
    if not found and not runs:
        raise NotFound("Bukti kinerja tahun", tahun, "Belum ada laporan, formulir atau pelaksanaan SOP tahun itu.")
    if folder.exists():
        raise NotReady(f"Folder {folder} sudah ada.", ["pilih nama folder yang baru"])
    readable = [naskah for naskah in found if may(reader, READ, naskah)]
    hidden = tuple(naskah.id for naskah in found if naskah not in readable)
    title = f"Bukti pengukuran kinerja tahun {tahun}"
    info = {"Source-Organization": office.kantor.nama, "External-Description": title}
    with new_bag(folder, info, on=office.now().date()) as bag:
        for path, data in _sop_files(office, runs):
            bag.put(path, data)
        papers = [_paper(office, naskah, bag) for naskah in readable]
        bag.put("indeks.html", _index(office, title, papers, runs, hidden).encode())
    return Evidence(folder, len(papers), bag.count, hidden)


def _runs(office: Office, tahun: int) -> list[SopRun]:
    """The runs that made a naskah of the year, or were opened for a part of it."""
    own = {naskah.id for naskah in office.archive.list_naskah() if _is_of(naskah, tahun)}
    return [run for run in office.archive.runs() if own & {*_references(run)} or run.periode.endswith(str(tahun))]


def _of_year(office: Office, tahun: int, runs: Iterable[SopRun]) -> list[Naskah]:
    """Those that bear the year, those their runs name, and what belongs to either."""
    wanted = {one for run in runs for one in _references(run)}
    everything = office.archive.list_naskah()
    wanted |= {naskah.id for naskah in everything if _is_of(naskah, tahun)}
    wanted |= {naskah.id for naskah in everything if naskah.induk in wanted}
    return sorted((naskah for naskah in everything if naskah.id in wanted), key=lambda one: (one.jenis, one.id))


def _is_of(naskah: Naskah, tahun: int) -> bool:
    facts = naskah.latest.facts
    sources = (facts.get(KINERJA) or {}, facts.get("formulir") or {})
    said = str(naskah.latest.values.get("tahun", "")) == str(tahun)
    titled = naskah.jenis in SECTIONS["5-laporan"] and re.search(rf"\b{tahun}\b", naskah.perihal) is not None
    return said or titled or any(one.get("tahun") == tahun for one in sources)


def _references(run: SopRun) -> Iterator[str]:
    yield from (one for event in run.events for reference in event.outputs.values() for one in naskah_in(reference))


def _sop_files(office: Office, runs: Iterable[SopRun]) -> Iterator[tuple[str, bytes]]:
    wanted = {run.sop_id for run in runs}
    for folder in office.settings.sops:
        for path in sorted(folder.glob("*.toml")):
            if path.stem in wanted:
                yield f"{SOP}/{path.name}", path.read_bytes()


def _paper(office: Office, naskah: Naskah, bag: Bag) -> _Paper:
    """Put every file of every version into the bag, each once."""
    versions = office.archive.versions(naskah.id)
    section = next((name for name, kinds in SECTIONS.items() if naskah.jenis in kinds), OTHERS)
    seen: set[str] = set()
    listed = []
    for version in versions:
        for path, digest in version.files.items():
            if digest not in seen:
                seen.add(digest)
                place = f"{section}/{naskah.jenis}-{naskah.id}/versi-{version.number:02}-{path}"
                bag.put(place, office.archive.read(version, path))
                listed.append((version.number, place, digest))
    return _Paper(naskah, versions, tuple(listed))


def _index(
    office: Office, title: str, papers: Iterable[_Paper], runs: Iterable[SopRun], hidden: tuple[str, ...]
) -> str:
    body = [_run(office, run) for run in runs]
    body += [_section(office, paper) for paper in sorted(papers, key=lambda one: one.files[0][1] if one.files else "")]
    if hidden:
        body.append(f"<h2>Tidak disertakan</h2><p>Tidak boleh dibaca penyusunnya: {', '.join(hidden)}.</p>")
    return _PAGE.format(title=escape(title), kantor=escape(office.kantor.nama), body="".join(body))


def _run(office: Office, run: SopRun) -> str:
    """The steps as the SOP words them, where its file still has them."""
    sop = office.sops.get(run.sop_id)
    words = {step.id: step.kegiatan for step in sop.steps} if sop else {}
    rows = [
        _texts(words.get(e.step_id, e.step_id), e.outcome, e.by, f"{e.at:%d-%m-%Y %H.%M}", e.note) for e in run.events
    ]
    heads = ("Langkah", "Hasil", "Oleh", "Pada", "Catatan")
    named = f"{sop.nama if sop else run.sop_id}: {run.perihal}"
    return f"<h2>SOP {escape(named)}</h2>" + _table(heads, rows)


def _section(office: Office, paper: _Paper) -> str:
    naskah, links = paper.naskah, _links(paper)
    doctype = office.types.get(naskah.jenis)
    rows = [
        [
            *_texts(str(v.number), v.act, v.by, f"{v.at:%d-%m-%Y %H.%M}", str(v.status), v.note),
            links.get(v.number, ""),
        ]
        for v in paper.versions
    ]
    heads = ("Versi", "Tindakan", "Oleh", "Pada", "Status", "Catatan", "Berkas")
    named = f"{doctype.nama if doctype else naskah.jenis} {naskah.nomor or naskah.id}: {naskah.perihal}"
    return f"<h3>{escape(named)}</h3>" + _table(heads, rows)


def _links(paper: _Paper) -> Mapping[int, str]:
    """The links to the files of each version, as HTML."""
    links: dict[int, str] = {}
    for number, place, digest in paper.files:
        name = place.rpartition("/")[2]
        link = f'<a href="{escape(place)}">{escape(name)}</a> <code>{digest[:16]}</code><br>'
        links[number] = links.get(number, "") + link
    return links


def _texts(*texts: str) -> list[str]:
    return [escape(text) for text in texts]


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f"<th>{head}</th>" for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"
