"""How one naskah is shown: after an act, in full, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.actions.arsip.shelving import papers_of
from docgen.actions.naskah.finding import belonging
from docgen.cli.files import STREAM
from docgen.cli.printing import heading, moment, note, print_facts, print_json, say
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.naskah.approval import waiting_for, wording
from docgen.naskah.bahasa import tanggal
from docgen.naskah.disposisi import asked_of
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.records import Naskah, Status, Version
from docgen.office import Office

if TYPE_CHECKING:
    from docgen.actions.naskah.refilling import Refill

SHOWN = 16  # characters of a digest on the screen; --dibaca asks for 8


def brief(naskah: Naskah, version: Version) -> dict[str, Any]:
    """The facts of a naskah at one version, under the names of the records."""
    keys = ("id", "jenis", "perihal", "nomor", "tanggal", "klasifikasi", "unit", "induk")
    return {**{key: getattr(naskah, key) for key in keys}, **version_facts(version)}


def version_facts(version: Version) -> dict[str, Any]:
    """The facts of one version without its form and files."""
    facts = {key: getattr(version, key) for key in ("number", "status", "act", "by", "at", "sha256", "note")}
    return {**facts, "kode": kode_verifikasi(version.naskah_id, version.number)}


def show_receipt(session: Session, office: Office, naskah: Naskah, more: Mapping[str, Any] = {}) -> None:
    """What an act made: where the naskah stands now, and the digest the next act asks for."""
    if session.json:
        print_json({**brief(naskah, naskah.latest), "menunggu": _awaited(office, naskah.latest, naskah.jenis), **more})
        return
    say(f"{type_name(office, naskah.jenis)} {naskah.latest.act}.", bold=True)
    print_facts(
        {
            **_head(office, naskah, naskah.latest),
            **{key.replace("_", " ").capitalize(): str(value) for key, value in more.items()},
        }
    )


def show_naskah(session: Session, office: Office, naskah: Naskah, version: Version) -> None:
    """Everything the archive knows of a naskah at one version."""
    history = office.archive.versions(naskah.id)
    related = belonging(office, naskah, by=session.sebagai)
    if session.json:
        everything = asdict(version)
        parts = {key: everything[key] for key in ("values", "approvals", "files", "facts", "template")}
        parts |= {"menunggu": _awaited(office, version, naskah.jenis), "versions": [version_facts(v) for v in history]}
        parts |= {"terkait": [brief(n, n.latest) for n in related]}
        print_json({**brief(naskah, version), **parts})
        return
    say(type_name(office, naskah.jenis), bold=True)
    print_facts(_head(office, naskah, version))
    _show_form(office, naskah, version)
    _show_approvals(version)
    _show_facts(version)
    _show_papers(office, replace(naskah, latest=version))
    _show_history(history)
    if related:
        heading("Naskah terkait")
        _print_list(office, related)
    heading("Berkas (SHA-256)")
    for path, digest in version.files.items():
        say(f"{digest}  {path}")


def show_list(session: Session, office: Office, found: Sequence[Naskah]) -> None:
    """One line a naskah."""
    if session.json:
        print_json([brief(naskah, naskah.latest) for naskah in found])
    elif found:
        _print_list(office, found)
    else:
        note("Tidak ada naskah yang cocok.")


def _print_list(office: Office, found: Sequence[Naskah]) -> None:
    heads = ("Naskah", "Jenis", "Nomor", "Versi", "Status", "Perihal")
    rows = [
        (n.id, type_name(office, n.jenis), n.nomor or "-", n.latest.number, n.latest.status, n.perihal) for n in found
    ]
    print_table(heads, rows, solid=("Naskah", "Versi", "Status"), below="Perihal")


def show_taken(session: Session, version: Version, path: str, target: Path, *, copy: str = "") -> None:
    """Where a file was written, and that its bytes fit their digest; beside the bytes when they went to the screen."""
    facts = {"naskah_id": version.naskah_id, "number": version.number, "path": path, "sha256": version.files[path]}
    facts |= {"status": str(version.status), "salinan_akses": copy}
    told = f"versi {version.number} ({version.status}), sidik {short(version.files[path])} cocok"
    if target == STREAM:
        note(f"{path}: {told}.")
    elif session.json:
        print_json({**facts, "berkas": str(target)})
    else:
        say(f"{target} ditulis: {f'salinan akses {copy} dari ' if copy else ''}{told}.")
        if version.status is Status.DIBATALKAN:
            note(f"Perhatian: naskah ini dibatalkan: {version.note}")


def show_written(session: Session, paths: Sequence[Path]) -> None:
    """Which files were written."""
    if session.json:
        print_json({"berkas": [str(path) for path in paths]})
    else:
        say("\n".join(f"{path} ditulis" for path in paths))


def show_refill(session: Session, naskah: Naskah, done: Refill) -> int:
    """Whether filling again gave the same bytes; returns the exit code."""
    number = done.version.number
    if session.json:
        print_json({"id": naskah.id, "number": number, "sama": not done.reasons, "sebab": done.reasons})
    elif done.reasons:
        say(f"Naskah {naskah.id} versi {number}: hasil pengisian ulang tidak sama.", bold=True)
        for reason in done.reasons:
            say(f"  - {reason}")
    else:
        say(f"Naskah {naskah.id} versi {number}: hasil pengisian ulang sama persis, {short(done.version.sha256)}")
    return 1 if done.reasons else 0


def short(digest: str, length: int = SHOWN) -> str:
    """The beginning of a digest, marked as such."""
    return digest[:length] + "…" if digest else ""


def type_name(office: Office, jenis: str) -> str:
    """How people call the type; its id where its folder is gone."""
    doctype = office.types.get(jenis)
    return doctype.nama if doctype else jenis


def _head(office: Office, naskah: Naskah, version: Version) -> dict[str, str]:
    return {
        "Naskah": f"{naskah.id}, versi {version.number}",
        "Perihal": naskah.perihal,
        "Nomor": naskah.nomor,
        "Tanggal": tanggal(naskah.tanggal) if naskah.tanggal else "",
        "Induk": naskah.induk,
        "Status": str(version.status),
        "Menunggu": _awaited(office, version, naskah.jenis),
        "Bertanda tangan": _scanned(version, "pindaian"),
        "Lembar terisi": _scanned(version, "lembar_terisi"),
        "Tindakan": f"{version.act} oleh {version.by}, {moment(version.at)}",
        "Catatan": version.note,
        "Kode": kode_verifikasi(naskah.id, version.number),
        "Sidik": f"{version.sha256[:SHOWN]} (untuk --dibaca)" if version.sha256 else "",
    }


def _scanned(version: Version, fact: str) -> str:
    """Since when the paper written on is here, and of which version it is; older prints do not count."""
    scans = version.facts.get(fact, ())
    if not scans:
        return ""
    first = scans[0]
    day = tanggal(datetime.fromisoformat(first["at"]).date())
    more = f" dan {len(scans) - 1} pindaian lain" if len(scans) > 1 else ""
    paper = f"lembar kosong {first['lembar']}" if "lembar" in first else f"versi {first['versi']}"
    return f"(dipindai) sejak {day}, dari {paper}: {first['berkas']}{more}"


def _awaited(office: Office, version: Version, jenis: str) -> str:
    """What the naskah waits for; empty when for nothing, or when its type is gone."""
    doctype = office.types.get(jenis)
    return waiting_for(doctype, version) if doctype else ""


def _show_form(office: Office, naskah: Naskah, version: Version) -> None:
    doctype = office.types.get(naskah.jenis)
    fields = {field.name: field for field in doctype.fields} if doctype else {}
    names = [
        *(name for name in fields if name in version.values),
        *(name for name in version.values if name not in fields),
    ]
    heading("Isian")
    labels = {name: field.label for name, field in fields.items()}
    kinds = {name: field.kind for name, field in fields.items()}
    print_facts({labels.get(name, name): _value(version.values[name], kinds.get(name, "")) for name in names})


def _value(value: Any, kind: str) -> str:
    if kind == "tanggal" and value:
        return _long_date(value)
    if isinstance(value, Mapping):
        return str(value.get("jabatan", value))
    if isinstance(value, list):
        lines = [_line(one) for one in value]
        return "\n".join(lines if len(lines) < 2 else (f"{n}. {one}" for n, one in enumerate(lines, 1)))
    return str(value) if value is not None else ""


def _line(one: Any) -> str:
    """One row of a list as a person reads it."""
    cells = one.values() if isinstance(one, Mapping) else [one]
    return "; ".join(text for cell in cells if (text := _value(cell, "")))


def _long_date(written: str) -> str:
    """`2 Januari 2019`; as it is where it was filed before its field became a date."""
    try:
        return tanggal(date.fromisoformat(written))
    except ValueError:
        return written


def _show_approvals(version: Version) -> None:
    if version.approvals:
        heading("Persetujuan")
        rows = [(wording(a.mark), a.pejabat, a.nama, moment(a.at), short(a.read, 8)) for a in version.approvals]
        print_table(("Tanda", "Jabatan", "Nama", "Waktu", "Yang dibaca"), rows, solid=("Yang dibaca",))


def _show_history(history: Sequence[Version]) -> None:
    heading("Riwayat")
    rows = [(v.number, v.act, v.by, moment(v.at), v.status, short(v.sha256, 8), v.note) for v in history]
    print_table(
        ("Versi", "Tindakan", "Oleh", "Waktu", "Status", "Sidik", "Catatan"),
        rows,
        solid=("Versi", "Sidik"),
        below="Catatan",
    )


def _show_facts(version: Version) -> None:
    if hops := version.facts.get("disposisi"):
        heading("Disposisi")
        rows = [
            (n, _day(hop), hop["dari"], _receivers(hop), asked_of(hop), _limit(hop), _done(hop))
            for n, hop in enumerate(hops, 1)
        ]
        heads = ("No.", "Tanggal", "Dari", "Kepada", "Isi", "Batas", "Tindak lanjut")
        print_table(heads, rows, solid=("No.", "Tanggal", "Batas"))
    if given := version.facts.get("salinan"):
        heading("Salinan")
        copies = [(one["nomor"], one["kepada"], one["tanggal"], one["berkas"]) for one in given]
        print_table(("No.", "Kepada", "Tanggal", "Berkas"), copies, solid=("No.",))
    if sent := version.facts.get("ekspedisi"):
        heading("Ekspedisi")
        items = [(one["nomor"], one["kepada"], one["sebagai"], _day(one), one["cara"], _received(one)) for one in sent]
        columns = ("No.", "Kepada", "Sebagai", "Dikirim", "Cara", "Diterima")
        print_table(columns, items, solid=("No.", "Dikirim"))


def _show_papers(office: Office, naskah: Naskah) -> None:
    if papers := papers_of(office, naskah):
        heading("Kertas")
        rows = [(one.kertas.salinan, one.kertas.macam, one.letak, one.kertas.state, one.kertas.sejak) for one in papers]
        print_table(("Lembar", "Macam", "Letak", "Keadaan", "Sejak"), rows, solid=("Lembar", "Sejak"))


def _receivers(hop: Mapping[str, Any]) -> str:
    """Who it is for, and who of them has read it."""
    seen = hop.get("dibaca", {})
    return ", ".join(post + (" (dibaca)" if post in seen else "") for post in hop["kepada"])


def _received(item: Mapping[str, Any]) -> str:
    """By whom and when, and where the scan of his receipt is."""
    done = item.get("diterima")
    if not done:
        return ""
    day = f"{date.fromisoformat(done['tanggal']):%d-%m-%Y}"
    return ", ".join(filter(None, (done["oleh"], day, done["berkas"])))


def _limit(hop: Mapping[str, Any]) -> str:
    return f"{date.fromisoformat(hop['batas']):%d-%m-%Y}" if hop.get("batas") else ""


def _done(hop: Mapping[str, Any]) -> str:
    return "\n".join(
        f"{post}: {one['laporan']}" + (f" ({one['naskah']})" if one["naskah"] else "")
        for post, one in hop.get("selesai", {}).items()
    )


def _day(fact: Mapping[str, Any]) -> str:
    return f"{datetime.fromisoformat(fact['at']):%d-%m-%Y}"
