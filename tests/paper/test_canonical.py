"""Equal parts give equal bytes."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.paper.canonical import (
    CONTENT_TYPES,
    canonical,
    join_members,
    pack,
    pack_member,
    read_member,
    read_members,
    unpack,
)
from tests.paper.pages import docx, docx_parts, par


def test_the_same_parts_give_the_same_bytes_in_whatever_order_and_time_they_were_zipped():
    parts = list(docx_parts(par("isi"), headers=[par("kop")]).items())
    wanted = pack(dict(parts))
    for year in (1999, 2026):
        random.Random(year).shuffle(parts)
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.mkdir("word")
            for name, data in parts:
                archive.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), data, zipfile.ZIP_DEFLATED, year % 9)
        assert canonical(zipped.getvalue()) == wanted


def test_content_types_come_first_then_the_parts_by_name_all_dated_1980():
    members = zipfile.ZipFile(io.BytesIO(docx(par("isi")))).infolist()
    names = [member.filename for member in members]
    assert names[0] == CONTENT_TYPES
    assert names[1:] == sorted(names[1:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


@given(st.dictionaries(st.text("abcXYZ/é漢.-_ ", min_size=1).filter(lambda n: not n.endswith("/")), st.binary()))
def test_any_parts_come_back_as_they_were(parts: dict[str, bytes]):
    packed = pack(parts)
    assert zipfile.ZipFile(io.BytesIO(packed)).testzip() is None
    assert unpack(packed) == parts
    assert canonical(packed) == packed


def test_members_are_read_back_as_they_were_packed():
    parts = {CONTENT_TYPES: b"<Types/>", "word/é.xml": b"a" * 999, "word/a.png": b"png", "kosong.xml": b""}
    members = read_members(pack(parts))
    assert {name: read_member(one) for name, one in members.items()} == parts
    assert all(one == pack_member(name, parts[name]) for name, one in members.items())


@pytest.mark.parametrize("spoil", [lambda docx: docx + b"x", lambda docx: docx.replace(b"!\x00", b'"\x00', 1)])
def test_a_docx_of_another_program_is_packed_anew(spoil: Callable[[bytes], bytes]):
    parts = {CONTENT_TYPES: b"<Types/>", "word/a.xml": b"a" * 999}
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    for foreign in (other.getvalue(), spoil(pack(parts))):
        assert join_members(read_members(foreign).values()) == pack(parts)
