"""A docx found on a USB stick says what it is."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from lxml import etree

from docgen.paper.canonical import CONTENT_TYPES, unpack
from docgen.paper.guard import check_docx
from docgen.paper.properties import read_properties, write_properties
from docgen.paper.stamp import stamp
from tests.paper.pages import CORE, CORE_OF_LIBREOFFICE, core_xml, docx, docx_parts, pack, par, rel, relationships

IDENTITY = {
    "docgen.naskah": "01HZX",
    "docgen.versi": "3",
    "docgen.status": "disahkan",
    "docgen.nomor": "470 / Kep. 240 / Sekre",
    "docgen.kode": "AB & <12>",
    "docgen.persetujuan": "paraf sekretaris 2019-01-02; " * 20,
}
CORE_FACTS = {
    "title": "Undangan & <rapat>",
    "identifier": "01HZX",
    "version": "3",
    "revision": "3",
    "contentStatus": "disahkan",
    "modified": "2019-01-02T01:00:00Z",
}


@pytest.mark.parametrize("facts", [{}, {"core": None}, {"core_type": CORE_OF_LIBREOFFICE}], ids=["word", "none", "lo"])
def test_what_is_written_is_read_again(facts: dict[str, str]):
    stamped = stamp(docx(par("isi"), **facts), {}, IDENTITY | CORE_FACTS)
    assert read_properties(stamped) == IDENTITY
    check_docx(stamped, "naskah.docx")
    names = zipfile.ZipFile(io.BytesIO(stamped)).namelist()
    assert names.count("docProps/core.xml") == names.count("docProps/custom.xml") == 1
    assert unpack(stamped)["_rels/.rels"].count(b"core-properties") == 1
    assert unpack(stamped)[CONTENT_TYPES].count(b"custom.xml") == 1


def test_word_reads_the_core_properties():
    core = python_docx.Document(io.BytesIO(stamp(docx(par("isi")), {}, CORE_FACTS))).core_properties
    assert (core.title, core.identifier, core.version) == ("Undangan & <rapat>", "01HZX", "3")
    assert (core.revision, core.content_status) == (3, "disahkan")
    assert core.modified.isoformat() == "2019-01-02T01:00:00+00:00"


def test_a_second_core_part_of_libreoffice_is_dropped():
    parts = docx_parts(par("isi"))
    parts["docProps/core2.xml"] = core_xml("<dc:title>lama</dc:title>")
    parts["_rels/.rels"] = relationships(
        rel(
            "rId1",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            "word/document.xml",
        ),
        rel("rId2", CORE, "docProps/core.xml"),
        rel("rId3", CORE_OF_LIBREOFFICE, "docProps/core2.xml"),
    )
    stamped = unpack(stamp(pack(parts), {}, {"title": "baru"}))
    assert [name for name in stamped if "core" in name] == ["docProps/core.xml"]
    assert b"baru" in stamped["docProps/core.xml"]
    assert b"core2" not in stamped["_rels/.rels"]


def test_properties_of_others_are_kept_and_ours_replaced():
    first = stamp(docx(par("isi")), {}, {"docgen.versi": "1", "docgen.kode": "x"})
    other = unpack(first)
    other["docProps/custom.xml"] = other["docProps/custom.xml"].replace(b"docgen.kode", b"Bagian Umum")
    second = stamp(pack(other), {}, {"docgen.versi": "2"})
    assert read_properties(second) == {"docgen.versi": "2"}
    assert b'name="Bagian Umum"' in unpack(second)["docProps/custom.xml"]
    assert unpack(second)["docProps/custom.xml"].count(b'pid="2"') == 1


def test_a_file_docgen_never_stamped_has_none():
    assert read_properties(docx(par("isi"))) == {}


def test_a_core_property_word_does_not_know_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="judul"):
        stamp(docx(par("isi")), {}, {"judul": "x"})


def test_namespaces_do_not_depend_on_what_others_imported(monkeypatch: pytest.MonkeyPatch):
    from docx.oxml.ns import nsmap

    before = stamp(docx(par("isi")), {}, CORE_FACTS | IDENTITY)
    monkeypatch.setitem(nsmap, "cp", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
    assert stamp(docx(par("isi")), {}, CORE_FACTS | IDENTITY) == before


def test_docxcompose_is_not_installed_because_importing_it_breaks_the_core_properties():
    with pytest.raises(ModuleNotFoundError):
        __import__("docxcompose")


@pytest.mark.parametrize(
    "declared",
    [
        "",
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
        ' xmlns:t="http://purl.org/dc/terms/" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"',
    ],
)
def test_the_type_of_a_date_names_a_prefix_that_is_declared(declared: str):
    """Word calls a file unreadable whose xsi:type says dcterms:W3CDTF where nothing declares dcterms."""
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r1" '
            b'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
            b'Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{cp}"{declared}/>'.encode(),
    }
    for _ in range(2):
        write_properties(parts, {"modified": "2019-01-07T01:00:00Z"})
    root = etree.fromstring(parts["docProps/core.xml"])
    (element,) = root
    assert etree.QName(element).namespace == "http://purl.org/dc/terms/"
    assert element.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "dcterms:W3CDTF"
    assert element.prefix == "dcterms"


def test_core_properties_are_right_beside_a_library_that_rebinds_prefixes(monkeypatch):
    """docxcompose, once imported, gives python-docx's `cp` the namespace of custom properties."""
    from docx.oxml.ns import nsmap

    monkeypatch.setitem(nsmap, "cp", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
    stamped = stamp(docx(par("Nota")), {}, {"title": "Nota", "version": "3", "lastModifiedBy": "sekretaris"})
    root = etree.fromstring(unpack(stamped)["docProps/core.xml"])
    namespaces = {etree.QName(one).localname: etree.QName(one).namespace for one in root}
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    assert namespaces["version"] == namespaces["lastModifiedBy"] == core
