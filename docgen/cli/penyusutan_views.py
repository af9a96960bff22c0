"""How proposals to move, destroy or hand over are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.actions.arsip.gathering import Kept
from docgen.actions.arsip.retiring import Done
from docgen.cli.arsip_views import print_history, show_berkas
from docgen.cli.printing import note, print_facts, print_json, say
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.kearsipan import berkas as b
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.penyusutan import read_penyusutan
from docgen.naskah.bahasa import tanggal
from docgen.office import Office


def show_candidates(session: Session, office: Office, ready: Sequence[Kept], open_: Sequence[Kept]) -> None:
    """One line a berkas; of those the schedule leaves open, what has to be done."""
    show_berkas(session, office, [*ready, *open_] if session.json else ready)
    if open_ and not session.json:
        numbers = ", ".join(one.catatan.kode for one in open_)
        note(f"Bernasib dinilai kembali, ikut hanya bila nomornya disebut pada usul lalu diputuskan: {numbers}.")


def show_proposal(session: Session, office: Office, catatan: Catatan, *, history: bool = False) -> None:
    """A proposal with its berkas; with `history` who did what and when."""
    usul = read_penyusutan(catatan)
    numbers = {one.id: one.kode for one in office.archive.catatan(b.JENIS)}
    if session.json:
        print_json(_facts(catatan, numbers))
        return
    say(f"Usul {usul.macam} {catatan.kode}" + (f": {usul.tahap}" if history else f" {catatan.act}."), bold=True)
    out, go = (
        [f"{numbers[one]}: {why}" for one, why in (told or {}).items()] for told in (usul.dikeluarkan, usul.dimusnahkan)
    )
    print_facts(
        {
            "Berkas": ", ".join(numbers[one] for one in usul.tersisa), "Dikeluarkan": "\n".join(out),
            "Dinilai kembali": "\n".join(f"{one} (dimusnahkan)" for one in go),
            "Alasan": usul.alasan, "Pengusul": usul.pengusul, "Penilai": usul.penilai, "Penyetuju": usul.penyetuju,
            "Surat": usul.persetujuan, "Berita acara": usul.berita_acara, "Pelaksana": usul.pelaksana,
            "Catatan": catatan.note,
        }
    )  # fmt: skip
    if history:
        print_history(office.archive.catatan_history(catatan.id))


def show_proposals(session: Session, office: Office, found: Sequence[Catatan]) -> None:
    """One line a proposal."""
    numbers = {one.id: one.kode for one in office.archive.catatan(b.JENIS)}
    if session.json:
        print_json([_facts(one, numbers) for one in found])
    elif found:
        rows = [(one.kode, (u := read_penyusutan(one)).macam, u.tahap, len(u.tersisa), u.alasan) for one in found]
        print_table(("Usul", "Macam", "Keadaan", "Berkas", "Alasan"), rows, solid=("Usul",))
    else:
        note("Belum ada usul. Lihat calonnya dengan: docgen penyusutan calon pemusnahan")


def show_done(session: Session, done: Done) -> None:
    """What was carried out, and what is left to a person."""
    usul = read_penyusutan(done.catatan)
    if session.json:
        said = {"kode": done.catatan.kode, "macam": usul.macam, "berkas": len(done.berkas), "naskah": done.naskah}
        said |= {"at": done.catatan.at, "sudah_dilaksanakan": done.again}
        print_json(said | {"salinan_lain": list(done.elsewhere), "indeks_masih_memuat": done.words_left})
        return
    many = f"{len(done.berkas)} berkas, {done.naskah} naskah"
    if done.again:
        say(f"{usul.macam.capitalize()} {done.catatan.kode} sudah dilaksanakan pada {tanggal(done.catatan.at.date())}.")
        note(f"Yang mungkin kembali dari {many} itu, misalnya karena listrik padam, dihapus lagi.")
        return
    say(f"{usul.macam.capitalize()} {done.catatan.kode} dilaksanakan: {many}.", bold=True)
    for name in done.elsewhere:
        note(f"Masih memuat isinya: archive/{name}; hapus bila tidak diperlukan sebagai bukti.")
    if done.words_left:
        note("Indeks pencarian sedang ditulis dan masih memuat kata-katanya. Sesudah selesai: docgen indeks bangun")
    if usul.macam == "pemusnahan":
        note("Cadangan masih memuatnya. Untuk setiap cadangan: docgen cadangkan TUJUAN --buang-yang-dimusnahkan")


def _facts(catatan: Catatan, numbers: dict[str, str]) -> dict[str, Any]:
    usul = read_penyusutan(catatan)
    facts = {key: value for key, value in vars(usul).items() if key not in ("berkas", "dikeluarkan", "dimusnahkan")}
    out, go = (
        {numbers[one]: why for one, why in (told or {}).items()} for told in (usul.dikeluarkan, usul.dimusnahkan)
    )
    berkas = [numbers[one] for one in usul.berkas]
    return {"kode": catatan.kode, **facts, "berkas": berkas, "dikeluarkan": out, "dimusnahkan": go, "at": catatan.at}
