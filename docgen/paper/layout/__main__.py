"""`python -m docgen.paper.layout [FOLDER]`: draw the shipped template pages and the emblem again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.paper.layout.disposition import lembar_disposisi
from docgen.paper.layout.emblem import draw_emblem
from docgen.paper.layout.letters import nota_dinas, nota_dinas_undangan, surat_pengantar
from docgen.paper.layout.meetings import daftar_hadir, notula
from docgen.paper.layout.page import Page, pack
from docgen.paper.layout.report import laporan_pengukuran_kinerja
from docgen.paper.layout.sop_sheet import sop_ap

PAGES: Mapping[str, Callable[[], Page]] = {
    draw.__name__: draw
    for draw in (
        daftar_hadir,
        laporan_pengukuran_kinerja,
        lembar_disposisi,
        nota_dinas,
        nota_dinas_undangan,
        notula,
        sop_ap,
        surat_pengantar,
    )
}
SHIPPED = Path(__file__).parents[3] / "templates_docx"


def draw_all(root: Path) -> list[Path]:
    """Write every template and the emblem under `root`; returns the files in order."""
    files = {root / jenis / "template.docx": pack(draw()) for jenis, draw in PAGES.items()}
    files[root / "lambang.png"] = draw_emblem()
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(files)


if __name__ == "__main__":
    for written in draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED):
        print(f"{written}: {written.stat().st_size} byte")
