"""Handing the archive over: whole OCFL objects in a bag, with tables, a page to read and a script to check it by.

Nothing in it needs docgen. Objects lie by layout extension 0004, whose folders are digests: those of 0003 hold a
percent sign, which RFC 8493 (2.1.3) has escaped in manifests and `sha256sum --check` would then not find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen import __version__
from docgen.archive import ocfl
from docgen.archive.archive import Archive
from docgen.archive.backup.copying import read_version
from docgen.archive.backup.snapshot import Snapshot
from docgen.archive.canonical import canonical_json, sha256
from docgen.archive.export.bag import Bag, new_bag
from docgen.archive.export.tables import Tables
from docgen.archive.nisan import with_buried
from docgen.archive.ocfl import INVENTORY, ROOT, ROOT_FILES, SIDECAR
from docgen.archive.record import RECORD, read_filing
from docgen.errors import Damaged

ABOUT, README, CHECKER = "metadata/ekspor.json", "BACA-SAYA.txt", "periksa.py"
ROOT_FILE = f"{ROOT}/0=ocfl_1.1"
_ABOUT = """{kantor}
EKSPOR ARSIP DOCGEN: {lingkup}, dibuat {waktu:%d-%m-%Y} pukul {waktu:%H.%M}

Isi
  ocfl/       naskah, satu folder setiap naskah atau pelaksanaan SOP (OCFL 1.1, https://ocfl.io; nama foldernya
              SHA-256 dari id-nya, seperti ekstensi 0004-hashed-n-tuple-storage-layout). v1, v2 ... adalah
              versinya, tidak pernah diubah; content/ memuat berkasnya. inventory.json menyebut berkas mana milik versi
              mana: "state" menyebut sidik (SHA-512) dan nama, "manifest" menyebut letaknya.
  metadata/   tabel yang sama isinya sebagai .csv (pemisah titik koma, UTF-8) dan .json: naskah, versi, berkas-file,
              persetujuan, nomor, sop, sop-langkah, log. Sel CSV yang diawali = + - @ diberi ' di depannya.
  periksa.py  memeriksa semuanya dengan Python 3 saja, tanpa docgen: python3 periksa.py

Memeriksa tanpa program apa pun dari kami, di folder di atas folder data ini
  sha256sum -c manifest-sha256.txt      atau      sha512sum -c manifest-sha512.txt

Membaca record.json (satu di setiap versi)
  naskah      id, jenis, perihal, klasifikasi, nomor, tanggal sesudah tindakan itu
  version     number, status, act (tindakan), by (jabatan), at (waktu), files (sidik SHA-256 dan ukuran),
              values (isian formulir), approvals (paraf dan tanda tangan: siapa, kapan, sidik yang dibacanya)
  nomor       baris buku nomor yang ditulis tindakan itu
  run         pada pelaksanaan SOP: langkah demi langkah
  log         seq, prev, hash: urutan tindakan ini dalam log. hash = SHA-256 dari prev, baris baru, dan JSON dari seq,
              at, by, act, object_id, number, record; record = SHA-256 dari berkas ini tanpa bagian log

{catatan}
"""


@dataclass(frozen=True)
class Scope:
    """What is handed over: in words, of which objects up to which version, and how many were left out."""

    lingkup: str
    objects: Mapping[str, int]
    hidden: int
    kantor: str
    waktu: datetime


def write_export(archive: Archive, folder: Path, seen: Snapshot, scope: Scope) -> int:
    """Write the bag; returns how many files it holds. `seen` is the moment it shows.

    Raises NotReady when the folder is there, Damaged naming every file that is not as filed; then nothing is written.
    """
    info = {
        "Source-Organization": scope.kantor,
        "External-Description": f"Ekspor arsip docgen: {scope.lingkup}",
        "Bag-Software-Agent": f"docgen {__version__}",
    }
    faults: list[str] = []
    with (
        new_bag(folder, info, on=scope.waktu.date()) as bag,
        TemporaryDirectory() as room,
        Tables(Path(room)) as tables,
    ):
        bag.put(ROOT_FILE, ROOT_FILES[ROOT_FILE])
        for object_id in sorted(scope.objects, key=export_path):
            _put_object(archive, bag, tables, (object_id, scope.objects[object_id]), faults)
        if faults:
            raise Damaged("Arsip rusak; tidak ada yang diekspor:\n" + "\n".join(f"  - {fault}" for fault in faults))
        for name in tables.names():
            bag.stream(f"metadata/{name}.csv", tables.csv(name))
            bag.stream(f"metadata/{name}.json", tables.json(name))
        complete = scope.objects == seen.objects
        bag.put(ABOUT, _about(seen, scope, complete=complete))
        note = (
            "Ekspor ini lengkap."
            if complete
            else f"Ekspor ini sebagian; tidak disertakan: {scope.hidden} yang rahasia."
        )
        bag.put(README, _ABOUT.format(**vars(scope), catatan=note).encode())
        bag.put(CHECKER, Path(__file__).with_name("periksa.py").read_bytes())
    return bag.count


def export_path(object_id: str) -> str:
    """Where an object lies in an export: as extension 0004 says."""
    digest = sha256(object_id.encode())
    return f"{ROOT}/{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{digest}"


def _put_object(archive: Archive, bag: Bag, tables: Tables, which: tuple[str, int], faults: list[str]) -> None:
    """The object as it was with that version the newest."""
    object_id, head = which
    inside, outside = ocfl.object_path(object_id), export_path(object_id)
    for number in range(1, head + 1):
        try:
            files = read_version(archive.storage, inside, number)
            for filing in with_buried([read_filing(files[f"{inside}/v{number}/content/{RECORD}"])]):
                tables.add(filing)
        except (Damaged, ValueError, KeyError) as error:
            faults += str(error).splitlines() or [f"{inside}/v{number}: record.json tidak terbaca"]
            return
        for path, data in sorted(files.items()):
            bag.put(outside + path.removeprefix(inside), data)
    for name in (INVENTORY, SIDECAR):
        bag.put(f"{outside}/{name}", files[f"{inside}/v{head}/{name}"])


def _about(seen: Snapshot, scope: Scope, *, complete: bool) -> bytes:
    return canonical_json({
        "bentuk": 1, "docgen": __version__, "kantor": scope.kantor, "waktu": scope.waktu.isoformat(),
        "lingkup": scope.lingkup, "lengkap": complete, "tidak_disertakan": scope.hidden,
        "log": {"seq": seen.head.seq, "hash": seen.head.hash},
        "jumlah": {"objek": len(scope.objects), "versi": sum(scope.objects.values())},
    })  # fmt: skip
