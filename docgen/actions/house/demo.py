"""SOP 470 / Kep. 241 / Sekre walked from the incoming letter to the filed, findable report."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from docgen.actions.house.upkeep import create_office, verify_archive
from docgen.actions.naskah.approving import give_paraf, send_back, sign
from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.figures import plan_file
from docgen.actions.naskah.finding import find, main_file, retrieve
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.collecting import make_forms
from docgen.actions.sop.following import Given, complete_step, start_run
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.actions.surat.registering import register_incoming
from docgen.errors import Damaged, NotReady
from docgen.kinerja.period import Triwulan
from docgen.naskah.approval import next_pejabat
from docgen.naskah.filename import file_name
from docgen.naskah.records import Naskah
from docgen.office import Office, open_office
from docgen.search.query import parse_query
from docgen.settings import Settings

MARK = "INI-KANTOR-CONTOH.txt"  # only a folder with this file is ever emptied
SOP = "pengukuran_kinerja"
PHRASE = "kepemilikan akta kematian"
KEPALA, SEKRETARIS, KASUBAG, TATA_USAHA, UMUM = (
    "kepala_dinas", "sekretaris", "kasubag_perencanaan", "tata_usaha", "kasubag_umum",
)  # fmt: skip


@dataclass(frozen=True)
class DemoRow:
    """One line of the table: what a step of the SOP made."""

    langkah: str
    dokumen: str
    naskah_id: str
    versi: int
    status: str
    nomor: str
    berkas: str


@dataclass(frozen=True)
class DemoReport:
    """What was made, what was then asked of the archive, and what one may type after `docgen` next."""

    rows: tuple[DemoRow, ...]
    notes: tuple[str, ...]
    next_commands: tuple[str, ...]


class DemoClock:
    """The second week of January 2019 in the office's zone; a minute passes at every look."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def go_to(self, day: int, hour: int) -> None:
        self.moment = self.moment.replace(day=day, hour=hour, minute=0)


@dataclass
class Walk:
    """The demo on its way: the office, the run of the SOP, and the rows so far."""

    office: Office
    clock: DemoClock
    progress: Callable[[str], None]
    folder: Path
    run_id: str = ""
    rows: list[DemoRow] = field(default_factory=list)

    def show(self, langkah: str, naskah: Naskah, path: str = "") -> Naskah:
        """Add a row and lay a copy of the file where it can be opened."""
        doctype = self.office.doctype(naskah.jenis)
        self.progress(f"{langkah}: {doctype.nama}, {naskah.latest.status}")
        path, data = retrieve(self.office, naskah.latest, path or main_file(naskah.latest))
        name = file_name(naskah, naskah.latest, path)
        (self.folder / name).write_bytes(data)
        latest = naskah.latest
        self.rows.append(
            DemoRow(langkah, doctype.nama, naskah.id, latest.number, str(latest.status), naskah.nomor or "-", name)
        )
        return naskah

    def form(self, jenis: str) -> dict[str, object]:
        return self.office.doctype(jenis).example()

    def close(self, by: str, outputs: Given, outcome: str = "", note: str = "") -> None:
        complete_step(self.office, self.run_id, by=by, outcome=outcome, outputs=outputs, note=note)


def run_demo(folder: Path, progress: Callable[[str], None] = lambda line: None) -> DemoReport:
    """Make a fresh office in `folder` and run the SOP in it, return and all.

    Raises NotReady when the folder holds anything but an earlier demo.
    """
    settings = _fresh_office(folder)
    clock = DemoClock(datetime(2019, 1, 7, 7, 59))
    with open_office(settings, now=clock) as office:
        clock.moment = clock.moment.replace(tzinfo=office.kantor.timezone)
        walk = Walk(office, clock, progress, folder / "keluaran")
        walk.folder.mkdir()
        _order(walk)
        _meet(walk)
        laporan = _report(walk)
        _distribute(walk, laporan)
        progress("mencari dan memeriksa")
        notes = tuple(_questions(office, walk.rows))
    return DemoReport(tuple(walk.rows), notes, _next_commands(folder, walk.rows))


def _order(walk: Walk) -> None:
    """Steps 1 and 2: the letter comes in and goes down the line on one sheet."""
    office = walk.office
    surat = walk.show("1", register_incoming(office, walk.form("surat_masuk"), by=TATA_USAHA))
    walk.run_id = start_run(
        office, SOP, "Pengukuran Kinerja Dinas Tahun 2018", by=TATA_USAHA, outputs={"surat_masuk": f"naskah:{surat.id}"}
    ).id
    order = Disposisi([SEKRETARIS], "Siapkan pengukuran kinerja Dinas Tahun 2018, laporkan sebelum 15 Januari 2019.")
    lembar = walk.show("1", dispose(office, surat.id, order, by=KEPALA))
    walk.close(KEPALA, {"disposisi_kepala": f"naskah:{lembar.id}"})
    order = Disposisi([KASUBAG], "Proses sesuai SOP; undang semua bidang, susun drafnya.")
    lembar = walk.show("2", forward(office, lembar.id, order, read=lembar.latest.sha256, by=SEKRETARIS))
    walk.close(SEKRETARIS, {"disposisi_sekretaris": f"naskah:{lembar.id}"})


def _meet(walk: Walk) -> None:
    """Steps 3 and 4: the form and the invitation, the attendance list and the minutes."""
    office = walk.office
    undangan = walk.show("3", _issued(walk, "nota_dinas_undangan"))
    made: Given = {
        "dokumen_perencanaan": Upload(plan_file(office, 2018).read_bytes(), "rencana-kinerja-2018.toml"),
        "form_data": [_form(office, ke) for ke in range(1, 5)],
        "nota_dinas_undangan": f"naskah:{undangan.id}",
    }
    walk.close(KASUBAG, made)
    walk.clock.go_to(8, 9)
    daftar = walk.show("4", _approved(walk, "daftar_hadir"))
    walk.clock.go_to(8, 13)
    notula = walk.show("4", _approved(walk, "notula"))
    walk.close(KASUBAG, {"data_kinerja": f"naskah:{notula.id}", "peserta_rapat": f"naskah:{daftar.id}"})


def _report(walk: Walk) -> Naskah:
    """Steps 5 to 7: draft, one return, revision, paraf, approval, number."""
    office = walk.office
    walk.clock.go_to(10, 8)
    form = walk.form("laporan_pengukuran_kinerja")
    laporan = walk.show("5", draft(office, "laporan_pengukuran_kinerja", _with_a_slip(form), by=KASUBAG))
    walk.close(KASUBAG, {"draf_laporan": f"naskah:{laporan.id}"})
    note = "Realisasi indikator pertama keliru; cocokkan dengan notula rapat."
    laporan = walk.show("6", send_back(office, laporan.id, read=laporan.latest.sha256, by=SEKRETARIS, note=note))
    walk.close(SEKRETARIS, {}, "dikembalikan", note)
    laporan = walk.show("5", revise(office, laporan.id, form, read=laporan.latest.sha256, by=KASUBAG))
    walk.close(KASUBAG, {"draf_laporan": f"naskah:{laporan.id}"})
    laporan = walk.show("6", give_paraf(office, laporan.id, read=laporan.latest.sha256, by=KASUBAG))
    laporan = walk.show("6", give_paraf(office, laporan.id, read=laporan.latest.sha256, by=SEKRETARIS))
    walk.close(SEKRETARIS, {"draf_terparaf": f"naskah:{laporan.id}"}, "diparaf")
    walk.clock.go_to(11, 9)
    laporan = walk.show("7", sign(office, laporan.id, read=laporan.latest.sha256, by=KEPALA))
    walk.close(KEPALA, {"laporan": f"naskah:{laporan.id}"}, "disetujui")
    return walk.show("7", assign_nomor(office, laporan.id, read=laporan.latest.sha256, by=TATA_USAHA))


def _distribute(walk: Walk, laporan: Naskah) -> None:
    """Step 8: two certified copies and the letter that carries them."""
    for kepada in ("Inspektorat Kota Tasikmalaya", "Bagian Organisasi Sekretariat Daerah Kota Tasikmalaya"):
        laporan, path = issue_salinan(walk.office, laporan.id, read=laporan.latest.sha256, by=UMUM, kepada=kepada)
        walk.show("8", laporan, path)
    pengantar = walk.show("8", _issued(walk, "surat_pengantar", induk=laporan.id))
    walk.close(KASUBAG, {"laporan_terdokumentasi": f"naskah:{laporan.id}", "salinan": f"naskah:{pengantar.id}"})


def _form(office: Office, ke: int) -> Upload:
    """The form of one bidang for a quarter, which shows the format to the others."""
    made = make_forms(office, Triwulan(2018, ke), ["kabid_capil"])
    return Upload(made["kabid_capil"], f"formulir-2018-{ke}-kabid_capil.xlsx")


def _approved(walk: Walk, jenis: str, induk: str = "") -> Naskah:
    """Drafted from the example, then through its whole chain of approval."""
    naskah = draft(walk.office, jenis, walk.form(jenis), by=KASUBAG, induk=induk)
    for rule in walk.office.doctype(jenis).approvals:
        act = sign if rule.mark == "tanda_tangan" else give_paraf
        by = next_pejabat(walk.office.doctype(jenis), naskah.latest)
        naskah = act(walk.office, naskah.id, read=naskah.latest.sha256, by=by)
    return naskah


def _issued(walk: Walk, jenis: str, induk: str = "") -> Naskah:
    naskah = _approved(walk, jenis, induk)
    return assign_nomor(walk.office, naskah.id, read=naskah.latest.sha256, by=TATA_USAHA)


def _with_a_slip(form: Mapping[str, object]) -> dict[str, object]:
    """The draft as it first came: the target typed where the result belongs."""
    rows = [dict(row) for row in form["indikator"]]  # type: ignore[attr-defined]
    rows[0]["realisasi"] = rows[0]["target"]
    return {**form, "indikator": rows}


def _questions(office: Office, rows: list[DemoRow]) -> list[str]:
    """What a searcher, an archivist and an inspector ask, answered from the archive."""
    laporan = office.archive.naskah(_report_id(rows))
    notes = []
    for asked in (f'"{PHRASE}"', f'nomor:"{laporan.nomor}"'):
        found = find(office, parse_query(asked), by=KASUBAG)
        if laporan.id not in [f.naskah.id for f in found]:
            raise Damaged(f"Pencarian {asked} tidak menemukan laporan {laporan.id}.")
        notes.append(f"Cari {asked}: {len(found)} naskah, di antaranya {_called(office, laporan)}")
    _, data = retrieve(office, laporan.latest)
    notes.append(f"Ambil {laporan.nomor}: {len(data)} bita, sidik {laporan.latest.sha256[:16]}… cocok")
    findings = verify_archive(office)
    if findings:
        raise Damaged("\n".join(f"{f.place}: {f.what}" for f in findings))
    notes.append("Periksa arsip: semua berkas, katalog dan log cocok")
    return notes


def _called(office: Office, naskah: Naskah) -> str:
    return f"{office.doctype(naskah.jenis).nama} {naskah.nomor}"


def _report_id(rows: list[DemoRow]) -> str:
    return next(row.naskah_id for row in rows if row.langkah == "7")


def _next_commands(folder: Path, rows: list[DemoRow]) -> tuple[str, ...]:
    kantor = f"--kantor {folder} --sebagai {SEKRETARIS}"
    return (
        f"{kantor} cari akta kematian",
        f"{kantor} naskah lihat {_report_id(rows)}",
        f"{kantor} sop daftar",
        f"{kantor} arsip periksa",
    )


def _fresh_office(folder: Path) -> Settings:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise NotReady(
                f"Folder {folder} sudah ada isinya dan bukan kantor contoh.",
                ["pilih nama lain: docgen demo NAMA-FOLDER"],
            )
        _remove(folder)
    settings = create_office(folder)
    (folder / MARK).write_text(
        "Kantor contoh buatan 'docgen demo'. Dihapus dan dibuat lagi setiap kali demo dijalankan.\n"
    )
    return settings


def _remove(folder: Path) -> None:
    """Filed versions are read-only; on Windows that must be lifted before the folder can go."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder)
