"""The archive around a docx, judged by its bytes: nothing is unpacked that was not measured first."""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

LARGEST_FILE = 50 * 2**20
MOST_MEMBERS = 1000
LARGEST_TOTAL = 150 * 2**20  # unpacked
LARGEST_XML = 30 * 2**20
HIGHEST_RATIO = 250  # a long table of equal cells reaches about 100, a bomb 1000
MOST_MARKS = 700_000  # elements and attributes in one part; one costs about 100 bytes once parsed
MOST_MARKS_TOTAL = 1_500_000

_END = struct.Struct("<IHHHHIIH")
_MARKS = (b"<", b'="', b"='")
_CHUNK = 1 << 16
_SMALL = 1 << 16  # below this a high ratio does no harm
_XML_NAMES = (".xml", ".rels", ".psmdcp", ".vml", ".svg")
_KNOWN = (
    *_XML_NAMES, ".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".wdp", ".emf", ".wmf", ".odttf",
    ".xlsx",  # the data of a chart
    ".sigs",
)  # fmt: skip
_PRINTER = re.compile(r"word/printerSettings/printerSettings\d+\.bin")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


def zip_problems(data: bytes) -> list[str]:
    """Every reason not to unpack this; [] when it is safe to hand to zipfile and its parts to an XML parser."""
    problems = list(_frame(data))
    if problems:
        return problems
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) != _END.unpack(data[-_END.size :])[4]:
                return ["daftar isi arsip tidak cocok dengan isinya; simpan ulang di Word atau LibreOffice"]
            problems = [*_names(members), *_sizes(members), *_layout(members, len(data))]
            return problems or list(_contents(archive, members))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        return ["arsip rusak atau terpotong; minta berkas aslinya"]


def _frame(data: bytes) -> Iterator[str]:
    """The end record, before zipfile builds a list of what may be a million members."""
    if len(data) > LARGEST_FILE:
        yield f"berkas lebih besar dari {LARGEST_FILE // 2**20} MB"
        return
    if len(data) < _END.size or data[-_END.size :][:4] != b"PK\x05\x06":
        yield "arsip rusak, terpotong, atau ditempeli data lain di belakangnya"
        return
    _, disk, first, here, total, size, offset, comment = _END.unpack(data[-_END.size :])
    if total > MOST_MEMBERS or here != total:
        yield f"memuat lebih dari {MOST_MEMBERS} bagian"
    elif disk or first or comment or offset + size + _END.size != len(data):
        yield "susunan arsip tidak wajar; simpan ulang di Word atau LibreOffice"


def _names(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    seen: set[str] = set()
    for info in members:
        name = info.orig_filename
        shown = ascii(name)[1:-1]
        bare = name.removesuffix("/")
        pieces = bare.split("/")
        if any(piece in ("", ".", "..") for piece in pieces) or "\\" in name or ":" in name or not bare.isprintable():
            yield f"nama bagian '{shown}' menunjuk ke luar berkas"
        key = unicodedata.normalize("NFC", bare).casefold()
        if key in seen:
            yield f"bagian '{shown}' ada dua kali"
        seen.add(key)
        if stat.S_ISLNK(info.external_attr >> 16):
            yield f"bagian '{shown}' adalah tautan"
        if info.is_dir():
            if info.file_size:
                yield f"folder '{shown}' berisi data"
        elif not bare.lower().endswith(_KNOWN) and not _PRINTER.fullmatch(bare):
            yield f"bagian '{shown}' bukan isi naskah Word biasa (makro, objek tertanam, atau lampiran)"


def _sizes(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    if sum(info.file_size for info in members) > LARGEST_TOTAL:
        yield f"isinya lebih besar dari {LARGEST_TOTAL // 2**20} MB setelah dibuka"
    for info in members:
        if info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
            yield f"bagian '{info.filename}' dimampatkan tidak wajar (bom arsip)"
        elif info.file_size > LARGEST_XML and info.filename.lower().endswith(_XML_NAMES):
            yield f"bagian '{info.filename}' lebih besar dari {LARGEST_XML // 2**20} MB"


def _layout(members: list[zipfile.ZipInfo], length: int) -> Iterator[str]:
    """Members that share bytes (a bomb of overlaps), are locked, or packed in a way Word does not use."""
    end = 0
    for info in sorted(members, key=lambda one: one.header_offset):
        if info.header_offset < end or info.header_offset + 30 + info.compress_size > length:
            yield f"bagian '{info.filename}' bertumpang tindih dengan bagian lain"
        end = info.header_offset + 30 + info.compress_size
        if info.flag_bits & 0x1:
            yield f"bagian '{info.filename}' terkunci kata sandi"
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"bagian '{info.filename}' dimampatkan dengan cara yang tidak dikenal"


def _contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Read every member in small pieces, so that no declared size needs to be believed."""
    total = 0
    for info in members:
        if info.is_dir():
            continue
        is_xml = info.filename.lower().endswith(_XML_NAMES)
        head, count, faults, tail, size = b"", 0, set(), b"", 0
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                head = head or chunk[:256]
                if not is_xml:
                    continue
                count += sum(map(chunk.count, _MARKS))
                faults |= _xml_faults(tail + chunk)
                tail = chunk[-16:]
                if count > MOST_MARKS:
                    break
        if count <= MOST_MARKS and size != info.file_size:
            faults.add("ukurannya tidak seperti yang tertulis")
        faults |= _head_faults(head, is_xml)
        total += count
        if count > MOST_MARKS:
            faults.add("memuat terlalu banyak unsur")
        yield from (f"bagian '{info.filename}': {fault}" for fault in sorted(faults))
    if total > MOST_MARKS_TOTAL:
        yield "seluruhnya memuat terlalu banyak unsur"


def _xml_faults(chunk: bytes) -> set[str]:
    faults = set()
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or b"<!doctype" in chunk.lower():
        faults.add("memuat DTD (deklarasi DOCTYPE atau ENTITY)")
    if b"\0" in chunk:
        faults.add("bukan teks UTF-8")
    return faults


def _head_faults(head: bytes, is_xml: bool) -> set[str]:
    if not is_xml:
        executable = head.startswith((b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF"))
        return {"berisi program atau objek tertanam"} if executable else set()
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        return {"bukan teks UTF-8"}
    return set()
