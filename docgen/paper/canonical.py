"""A docx as named parts, and back: equal parts give equal bytes, whoever packs them and whenever.

`fill` and `stamp` both write through here, so a document has one digest and not one per way it was made.
The zip is written by hand because a compiled template keeps its untouched members packed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

CONTENT_TYPES = "[Content_Types].xml"

_LEVEL = 3  # of deflate; one level for all, or the same parts would give other bytes
_DAY_ONE = (1 << 5) | 1  # 1980-01-01 00:00, the zero of zip dates
_UTF8_NAME = 0x800
_ALREADY_SMALL = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")  # stored: deflating them costs time and gains nothing
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")


@dataclass(frozen=True, slots=True)
class Member:
    """One packed part: its record with the data, and the facts its directory entry needs."""

    name: str
    local: bytes
    method: int
    crc: int
    packed: int
    size: int


def pack_member(name: str, data: bytes) -> Member:
    """Pack one part; the same name and data always give the same bytes."""
    method, packed = 0, data
    if not name.lower().endswith(_ALREADY_SMALL):
        deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        method, packed = 8, deflater.compress(data) + deflater.flush()
    member = Member(name, b"", method, zlib.crc32(data), len(packed), len(data))
    return replace(member, local=_head(member) + packed)


def read_members(docx: bytes) -> dict[str, Member]:
    """Each part still packed. A docx that `join_members` made is not packed again; any other is. Must be checked."""
    try:
        members = list(_listed(docx))
    except struct.error:
        members = []
    if members and all(one.local.startswith(_head(one)) for one in members) and join_members(members) == docx:
        return {member.name: member for member in members}
    return {name: pack_member(name, data) for name, data in unpack(docx).items()}


def read_member(member: Member) -> bytes:
    """The uncompressed bytes of one part."""
    packed = member.local[len(member.local) - member.packed :]
    return zlib.decompress(packed, -15, member.size) if member.method else packed


def join_members(members: Iterable[Member]) -> bytes:
    """Make one zip of packed members: [Content_Types].xml first, as file sniffers expect, the others by name."""
    ordered = sorted(members, key=lambda member: (member.name != CONTENT_TYPES, member.name))
    directory: list[bytes] = []
    offset = 0
    for member in ordered:
        encoded, flags = _encode(member.name)
        facts = (flags, member.method, 0, _DAY_ONE, member.crc, member.packed, member.size, len(encoded))
        directory += (_CENTRAL.pack(0x02014B50, 20, 20, *facts, 0, 0, 0, 0, 0, offset), encoded)
        offset += len(member.local)
    listing = b"".join(directory)
    end = _END.pack(0x06054B50, 0, 0, len(ordered), len(ordered), len(listing), offset, 0)
    return b"".join([*(member.local for member in ordered), listing, end])


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Make a docx of its parts (name -> uncompressed bytes)."""
    return join_members(pack_member(name, data) for name, data in parts.items())


def unpack(docx: bytes) -> dict[str, bytes]:
    """Take a docx apart; folders are left out. `docx` must have passed `check_docx` once."""
    with zipfile.ZipFile(io.BytesIO(docx)) as source:
        return {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}


def canonical(docx: bytes) -> bytes:
    """Rewrite a docx so that its bytes depend on its parts alone: fixed order, fixed times, one deflate level."""
    return pack(unpack(docx))


def _listed(docx: bytes) -> Iterator[Member]:
    """What the directory lists, if it is written as `join_members` writes it."""
    *_, count, _, at, _ = _END.unpack_from(docx, len(docx) - _END.size)
    for _ in range(count):
        *_, method, _, _, crc, packed, size, length, _, _, _, _, _, offset = _CENTRAL.unpack_from(docx, at)
        name = docx[at + _CENTRAL.size : at + _CENTRAL.size + length].decode(errors="replace")
        local = docx[offset : offset + _LOCAL.size + length + packed]
        yield Member(name, local, method, crc, packed, size)
        at += _CENTRAL.size + length


def _head(member: Member) -> bytes:
    encoded, flags = _encode(member.name)
    facts = (member.method, 0, _DAY_ONE, member.crc, member.packed, member.size, len(encoded))
    return _LOCAL.pack(0x04034B50, 20, flags, *facts, 0) + encoded


def _encode(name: str) -> tuple[bytes, int]:
    return name.encode(), 0 if name.isascii() else _UTF8_NAME
