"""An SOP: one file of docgen/sops/ read into one frozen record.

Keys that stand on the printed SOP sheet (`naskah-dinas.md` 1.4.11) keep their printed names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration, NotFound
from docgen.sop.flow import CANCELLED, END, START, Step, flow_problems
from docgen.sop.waktu import UNITS, is_waktu
from docgen.toml import parse_toml

BERKAS = ("klasifikasi", "indeks", "uraian")  # of the berkas an SOP opens; {perihal} stands for that of the run
PERIODS = ("bulan", "triwulan", "semester", "tahun")


@dataclass(frozen=True)
class Pemicu:
    """A calendar trigger: on day `tanggal` of the first month of every `setiap`."""

    setiap: str
    tanggal: int


@dataclass(frozen=True)
class Sop:
    """One standard operating procedure; `sha256` names the very file it was read from."""

    id: str
    nama: str
    nomor: str
    pelaksana: Mapping[str, str]  # role -> heading of its column, in printed order
    steps: tuple[Step, ...]
    unit: str = ""
    tanggal_pembuatan: str = ""  # as printed: "3 Desember 2018", "Januari 2022", "-"
    tanggal_revisi: str = ""
    tanggal_efektif: str = ""
    disahkan_oleh: str = ""  # post
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi: tuple[str, ...] = ()
    keterkaitan: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()
    pencatatan: tuple[str, ...] = ()
    petugas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # role -> posts that act in it
    mulai_dengan: tuple[str, ...] = ()  # what is at hand before the first step
    berkas: Mapping[str, str] = field(default_factory=dict)  # what it opens: klasifikasi, indeks, uraian
    pemicu: Pemicu | None = None
    sha256: str = ""

    @property
    def ragam(self) -> tuple[str, ...]:
        """The variants its steps have times for, such as triwulan and tahunan."""
        variants = (step.waktu for step in self.steps if isinstance(step.waktu, Mapping))
        return tuple(dict.fromkeys(name for waktu in variants for name in waktu))

    def posts(self, role: str) -> tuple[str, ...]:
        """The posts of kantor.toml that act in `role`; a role without `petugas` is itself the post."""
        return self.petugas.get(role, (role,))


def load_sops(folder: Path) -> dict[str, Sop]:
    """Every SOP file of `folder` by id; raises BadDeclaration naming all that is wrong in all of them."""
    sops, problems = {}, []
    for path in sorted(folder.glob("*.toml")):
        try:
            sops[path.stem] = load_sop(path)
        except BadDeclaration as error:
            problems += [f"{path.name}: {p}" for p in error.problems]
    if problems:
        raise BadDeclaration(folder.name, problems)
    return sops


def load_sop(path: Path) -> Sop:
    """Read one SOP file; raises NotFound, or BadDeclaration with everything that is wrong in it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotFound("Berkas SOP", path.name) from None
    return read_sop(data, path.stem)


def read_sop(data: bytes, sop_id: str) -> Sop:
    """The SOP in the bytes of one file, as a run that stays with an older file needs it; raises BadDeclaration."""
    where = f"{sop_id}.toml"
    raw = parse_toml(data, where)
    problems = list(_shape_problems(raw))
    if problems:
        raise BadDeclaration(where, problems)
    sop = _sop(raw, sop_id, hashlib.sha256(data).hexdigest())
    problems = check(sop)
    if problems:
        raise BadDeclaration(where, problems)
    return sop


def check(sop: Sop) -> list[str]:
    """What an SOP may not do, all at once: an empty list when it can be walked from start to end."""
    return [*_head_problems(sop), *_step_problems(sop), *flow_problems(sop.steps, sop.mulai_dengan)]


def unknown_posts(sop: Sop, posts: Collection[str]) -> list[str]:
    """Posts the SOP needs and the office does not have, each with the role it was named in."""
    wanted = [(f"pelaksana '{role}'", post) for role in sop.pelaksana for post in sop.posts(role)]
    wanted += [("disahkan_oleh", sop.disahkan_oleh)] if sop.disahkan_oleh else []
    return [f"{place}: pejabat '{post}' tidak ada di kantor.toml" for place, post in wanted if post not in posts]


def _sop(raw: dict[str, Any], sop_id: str, sha256: str) -> Sop:
    values = _frozen({key: value for key, value in raw.items() if key not in ("step", "pemicu")})
    values["petugas"] = {role: tuple(posts) for role, posts in raw.get("petugas", {}).items()}
    return Sop(
        id=sop_id,
        steps=tuple(Step(**_frozen(step)) for step in raw["step"]),
        pemicu=Pemicu(**raw["pemicu"]) if "pemicu" in raw else None,
        sha256=sha256,
        **values,
    )


def _frozen(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


# ------------------------------------------------------------------ the shape of the file

_KINDS = {
    "str": "teks dalam tanda petik",
    "int": "angka bulat",
    "Mapping[str, str]": "tabel nama = teks",
    "tuple[str, ...]": 'daftar teks, misalnya ["a", "b"]',
    "str | Mapping[str, str]": "teks, atau tabel ragam = teks",
    "Mapping[str, tuple[str, ...]]": "tabel nama = daftar teks",
}


def _shape_problems(raw: dict[str, Any]) -> Iterator[str]:
    """Misspelt and missing keys and values of a wrong kind, so that a slip never becomes a silent default."""
    head = {key: value for key, value in raw.items() if key not in ("step", "pemicu")}
    yield from _record_problems(Sop, head, "", skip=("id", "sha256", "steps", "pemicu"))
    if "pemicu" in raw:
        yield from _record_problems(Pemicu, raw["pemicu"], "pemicu: ")
    steps = raw.get("step")
    if not isinstance(steps, list) or not steps:
        yield "belum ada langkah; tulis tiap langkah sebagai [[step]]"
        return
    for at, step in enumerate(steps, 1):
        name = step.get("id", at) if isinstance(step, dict) else at
        yield from _record_problems(Step, step, f"langkah '{name}': ")


def _record_problems(record: type, raw: Any, where: str, skip: tuple[str, ...] = ()) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield f"{where}harus berupa tabel nama = nilai"
        return
    known = {f.name: f for f in fields(record) if f.name not in skip}
    yield from (f"{where}kunci '{key}' tidak dikenal" for key in raw if key not in known)
    for key, declared in known.items():
        needed = declared.default is MISSING and declared.default_factory is MISSING
        if needed and not raw.get(key):
            yield f"{where}kunci '{key}' wajib diisi"
        elif key in raw and not _is_kind(raw[key], str(declared.type)):
            yield f"{where}kunci '{key}' harus {_KINDS[str(declared.type)]}"


def _is_kind(value: Any, kind: str) -> bool:
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "str | Mapping[str, str]":
        return _is_kind(value, "str") or (bool(value) and _is_kind(value, "Mapping[str, str]"))
    if kind == "tuple[str, ...]":
        return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if kind.startswith("Mapping"):
        inner = kind.removeprefix("Mapping[str, ").removesuffix("]")
        return isinstance(value, dict) and all(_is_kind(v, inner) and v for v in value.values())
    return isinstance(value, str)


# ------------------------------------------------------------------ what the words mean


def _head_problems(sop: Sop) -> Iterator[str]:
    yield from (f"petugas: pelaksana '{role}' tidak terdaftar" for role in sop.petugas if role not in sop.pelaksana)
    acting = {role for step in sop.steps for role in step.pelaksana}
    yield from (f"pelaksana '{role}' tidak dipakai langkah mana pun" for role in sop.pelaksana if role not in acting)
    if sop.berkas:
        yield from (f"berkas: kunci '{key}' tidak dikenal" for key in sop.berkas if key not in BERKAS)
        yield from (f"berkas: kunci '{key}' wajib diisi" for key in BERKAS if key not in sop.berkas)
    if sop.pemicu is not None:
        if sop.pemicu.setiap not in PERIODS:
            yield f"pemicu: '{sop.pemicu.setiap}' tidak dikenal; pilih: {', '.join(PERIODS)}"
        if not 1 <= sop.pemicu.tanggal <= 28:
            yield "pemicu: tanggal harus 1 sampai 28, agar ada di setiap bulan"


def _step_problems(sop: Sop) -> Iterator[str]:
    for step in sop.steps:
        where = f"langkah '{step.id}'"
        if step.id in (START, END, CANCELLED):
            yield f"{where}: nama ini dipakai program; pilih nama lain"
        yield from (
            f"{where}: pelaksana '{role}' tidak terdaftar di [pelaksana]"
            for role in step.pelaksana
            if role not in sop.pelaksana
        )
        yield from (
            f"{where}: tercetak '{key}' tidak dikenal; pilih: kelengkapan, waktu, output"
            for key in step.tercetak
            if key not in ("kelengkapan", "waktu", "output")
        )
        yield from (
            f"{where}: waktu '{waktu}' tidak terbaca; tulis angka dan satuan, misalnya 30 menit "
            f"(satuan: {', '.join(UNITS)})"
            for waktu in (step.waktu.values() if isinstance(step.waktu, Mapping) else [step.waktu])
            if not is_waktu(waktu)
        )
