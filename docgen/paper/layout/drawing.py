"""Which page belongs to which type, and writing them under a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.paper.layout.correspondence import surat_dinas, surat_tugas, surat_undangan
from docgen.paper.layout.disposition import lembar_disposisi
from docgen.paper.layout.emblem import draw_emblem
from docgen.paper.layout.letters import nota_dinas, nota_dinas_undangan, surat_pengantar
from docgen.paper.layout.meetings import daftar_hadir, notula
from docgen.paper.layout.minutes import (
    berita_acara_pemindahan,
    berita_acara_pemusnahan,
    berita_acara_serah_terima,
)
from docgen.paper.layout.page import Page, pack
from docgen.paper.layout.plan import perjanjian_kinerja, rencana_aksi
from docgen.paper.layout.profile import SHIPPED_PROFILE, Profile, find_profile
from docgen.paper.layout.progress import laporan_data_kinerja_bidang, laporan_triwulan
from docgen.paper.layout.records import jurnal_berkas, lembar_peminjaman
from docgen.paper.layout.report import laporan_pengukuran_kinerja
from docgen.paper.layout.reserve import blok_nomor
from docgen.paper.layout.sheets import daftar_tugas, laporan_latihan_pulih, lembar_jangkar, lembar_koreksi
from docgen.paper.layout.sop_sheet import sop_ap
from docgen.paper.layout.yearly import laporan_kinerja_tahunan

PAGES: Mapping[str, Callable[[Profile], Page]] = {
    draw.__name__: draw
    for draw in (
        berita_acara_pemindahan,
        berita_acara_pemusnahan,
        berita_acara_serah_terima,
        blok_nomor,
        daftar_hadir,
        daftar_tugas,
        jurnal_berkas,
        laporan_data_kinerja_bidang,
        laporan_kinerja_tahunan,
        laporan_latihan_pulih,
        laporan_pengukuran_kinerja,
        laporan_triwulan,
        lembar_disposisi,
        lembar_jangkar,
        lembar_koreksi,
        lembar_peminjaman,
        nota_dinas,
        nota_dinas_undangan,
        notula,
        perjanjian_kinerja,
        rencana_aksi,
        sop_ap,
        surat_dinas,
        surat_pengantar,
        surat_tugas,
        surat_undangan,
    )
}
SHIPPED = Path(__file__).parents[3] / "templates_docx"


def draw_type(jenis: str, profile: Profile = SHIPPED_PROFILE) -> bytes:
    """The template page of one type as a docx, the same bytes each time."""
    return pack(PAGES[jenis](profile), profile)


def draw_all(root: Path, profile: Profile = SHIPPED_PROFILE) -> list[Path]:
    """Write every template and the emblem under `root`; returns the files in order."""
    files = {root / jenis / "template.docx": draw_type(jenis, profile) for jenis in PAGES}
    return _write(files | {root / "lambang.png": draw_emblem()})


def draw_types(root: Path, profile_id: str) -> list[Path]:
    """Draw template.docx again in every type folder under `root` that is known here; all else stays.

    Returns the files in order; raises NotFound naming the profiles there are.
    """
    profile = find_profile(profile_id)
    present = [jenis for jenis in PAGES if (root / jenis / "type.toml").is_file()]
    return _write({root / jenis / "template.docx": draw_type(jenis, profile) for jenis in present})


def _write(files: Mapping[Path, bytes]) -> list[Path]:
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(files)
