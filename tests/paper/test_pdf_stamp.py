"""Marks stand upright on every page, whatever its shape, and never on a page that is signed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, RectangleObject

from docgen.errors import NotReady
from docgen.paper.pdf.marks import EDGE, QR_SIDE, Marks, draw_marks, text_width
from docgen.paper.pdf.outlines import OUTLINES
from docgen.paper.pdf.qr import qr_operators
from docgen.paper.pdf.stamp import stamp_pdf
from docgen.paper.pdf.text import pdf_text
from tests.paper.test_pdf_text import pdf_with

ALL = Marks(corner="SALINAN", diagonal="DRAF", footer="Naskah ND-1 versi 4 · kode 7K3M", qr="7K3M-Q9TX")
CODE = "https://contoh.example/periksa/7K3M-Q9TX?versi=4"


@dataclass(frozen=True)
class Picture:
    """A page as seen, in grey, one pixel a point."""

    width: int
    height: int
    grey: bytes
    stride: int

    def dark(self, left: float, bottom: float, right: float, top: float) -> int:
        """Pixels that are not white in a part of the page, in points from the lower left."""
        rows = range(max(self.height - int(top), 0), min(self.height - int(bottom), self.height))
        cut = (self.grey[row * self.stride + int(left) : row * self.stride + int(right)] for row in rows)
        return sum(pixel < 250 for line in cut for pixel in line)


def seen(pdf: bytes, page: int = 0, scale: float = 1) -> Picture:
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(scale=scale, grayscale=True)
        return Picture(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)


def codes(pdf: bytes, page: int = 0) -> list[str]:
    picture = seen(pdf, page, scale=4)
    pixels = memoryview(picture.grey).cast("B", shape=[picture.height, picture.stride])
    return [one.text for one in zxingcpp.read_barcodes(pixels)]


def changed(pdf: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def each_page(change: Callable[[PageObject], object]) -> Callable[[PdfWriter], object]:
    return lambda writer: [change(page) for page in writer.pages]


def sheets(*sizes: tuple[float, float]) -> bytes:
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width, height)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


A4 = pdf_with("Isi naskah")


def test_every_mark_is_where_it_belongs_and_nowhere_else() -> None:
    picture = seen(stamp_pdf(sheets((595, 842)), ALL))
    assert picture.dark(595 - 110, 842 - 40, 595 - EDGE, 842 - EDGE) > 300  # SALINAN
    assert picture.dark(180, 300, 420, 560) > 300  # DRAF
    assert picture.dark(200, EDGE - 3, 400, EDGE + 8) > 100  # the foot line
    assert picture.dark(595 - EDGE - QR_SIDE, EDGE, 595 - EDGE, EDGE + QR_SIDE) > 500
    for corner in ((0, 700, 150, 842), (0, 0, 150, 120), (450, 100, 595, 250), (0, 0, 595, 8), (589, 0, 595, 842)):
        assert picture.dark(*corner) == 0


def test_without_marks_the_page_looks_as_before() -> None:
    assert seen(stamp_pdf(A4, Marks())).grey == seen(A4).grey


def test_the_words_of_the_page_stay_legible_and_readable() -> None:
    stamped = stamp_pdf(A4, ALL)
    assert "Isi naskah" in pdf_text(stamped)
    before, after = seen(A4).grey, seen(stamped).grey
    assert all(new <= old for old, new in zip(before, after, strict=True))  # nothing that was dark was painted over


SHAPES = {
    "as it is": lambda page: None,
    "turned right": lambda page: page.rotate(90),
    "upside down": lambda page: page.rotate(180),
    "turned left": lambda page: page.rotate(270),
    "cropped": lambda page: page.__setitem__(NameObject("/CropBox"), RectangleObject((100, 150, 500, 700))),
    "with an origin elsewhere": lambda page: page.__setitem__(
        NameObject("/MediaBox"), RectangleObject((-200, -300, 395, 542))
    ),
    "cropped wider than the sheet": lambda page: page.__setitem__(
        NameObject("/CropBox"), RectangleObject((-50, -50, 900, 900))
    ),
}


def cropped_and_turned(page: PageObject) -> None:
    SHAPES["cropped"](page)
    page.rotate(270)


@pytest.mark.parametrize("shape", [*SHAPES.values(), cropped_and_turned], ids=[*SHAPES, "cropped and turned"])
@pytest.mark.parametrize("size", [(595, 842), (842, 595)], ids=["portrait", "landscape"])
def test_marks_look_the_same_on_a_page_of_any_shape(shape, size) -> None:
    odd = changed(sheets(size), each_page(shape))
    plain = seen(odd)
    expected = seen(stamp_pdf(sheets((plain.width, plain.height)), ALL))
    got = seen(stamp_pdf(odd, ALL))
    assert (got.width, got.height) == (expected.width, expected.height)
    different = sum(abs(a - b) > 64 for a, b in zip(got.grey, expected.grey, strict=True))
    assert expected.dark(0, 0, expected.width, expected.height) > 2000
    assert different < 300  # edges of letters: another grid of pixels


def test_pages_of_one_size_share_one_drawing() -> None:
    before = sheets(*[(595, 842)] * 20, (842, 595))
    after = PdfReader(io.BytesIO(stamp_pdf(before, ALL)))
    assert len({number for page in after.pages for number in forms(page)}) == 2


def own(page: int, pages: int) -> Marks:
    return Marks(qr=f"{page} DARI {pages}", footer=f"halaman {page}")


def test_each_page_says_its_own_code_and_shares_the_rest() -> None:
    stamped = stamp_pdf(sheets(*[(595, 842)] * 3), Marks(diagonal="DRAF"), own)
    assert [codes(stamped, page) for page in range(3)] == [["1 DARI 3"], ["2 DARI 3"], ["3 DARI 3"]]
    drawn = [forms(page) for page in PdfReader(io.BytesIO(stamped)).pages]
    assert len({shared for shared, _ in drawn}) == 1 and len({single for _, single in drawn}) == 3
    assert all(seen(stamped, page).dark(180, 300, 420, 560) > 300 for page in range(3))
    assert all(seen(stamped, page).dark(200, EDGE - 3, 400, EDGE + 8) > 30 for page in range(3))


def test_what_each_page_says_is_part_of_the_identity_of_the_file() -> None:
    stamped = [stamp_pdf(A4, Marks(), each) for each in (own, own, lambda page, pages: Marks(qr="lain"))]
    assert stamped[0] == stamped[1]
    first, _, third = (PdfReader(io.BytesIO(pdf)).trailer["/ID"][1] for pdf in stamped)
    assert first != third


def forms(page: PageObject) -> list[int]:
    """The numbers of the drawings on a page, in the order they were put on."""
    objects = page["/Resources"]["/XObject"]
    return [objects.raw_get(name).idnum for name in objects]


def test_the_old_bytes_stay_and_the_new_ones_follow() -> None:
    stamped = stamp_pdf(A4, ALL)
    assert stamped.startswith(A4)
    assert len(stamped) - len(A4) < 8_000


def test_a_second_stamp_leaves_the_first() -> None:
    once = stamp_pdf(A4, Marks(corner="SALINAN"))
    twice = seen(stamp_pdf(once, Marks(qr=CODE)))
    assert twice.dark(595 - 110, 842 - 40, 595 - EDGE, 842 - EDGE) > 300
    assert codes(stamp_pdf(once, Marks(qr=CODE))) == [CODE]


def test_equal_input_gives_equal_bytes_and_other_marks_another_identity() -> None:
    assert stamp_pdf(A4, ALL) == stamp_pdf(A4, ALL)
    first, second = (PdfReader(io.BytesIO(stamp_pdf(A4, Marks(qr=one)))).trailer["/ID"] for one in ("a", "b"))
    assert first[1] != second[1]


def inherited(writer: PdfWriter) -> None:
    """What pages have in common stands once, in the node above them."""
    pages = writer.root_object["/Pages"].get_object()
    for key in ("/Resources", "/MediaBox"):
        pages[NameObject(key)] = writer.pages[0][key]
        del writer.pages[0][key]
    pages[NameObject("/Rotate")] = NumberObject(90)


def test_what_a_page_inherits_counts() -> None:
    stamped = stamp_pdf(changed(A4, inherited), Marks(qr=CODE))
    assert (seen(stamped).width, codes(stamped)) == (842, [CODE])
    assert "Isi naskah" in pdf_text(stamped)


def test_a_page_that_moves_its_axes_does_not_move_the_marks() -> None:
    """Its content ends far away, turned and scaled, without restoring what it changed."""
    unruly = pdf_with("", b"0.2 0.3 -0.3 0.2 400 500 cm 1 0 0 rg 5 w")
    assert codes(stamp_pdf(unruly, Marks(qr=CODE))) == [CODE]


@pytest.mark.parametrize("version", ["compressed", "junk before", "junk behind"])
def test_a_file_without_a_plain_table_is_stamped_too(version: str) -> None:
    data = {"compressed": COMPRESSED, "junk before": b"surat\n" + A4, "junk behind": A4 + b"\n\n \n"}[version]
    stamped = stamp_pdf(data, Marks(qr=CODE))
    assert codes(stamped) == [CODE]


def with_stream_table() -> bytes:
    """A one-page PDF 1.5 whose cross-references are a stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>",
    ]
    data, places = b"%PDF-1.5\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    start = len(data)
    rows = b"\0\0\0\0" + b"".join(b"\1" + place.to_bytes(2, "big") + b"\0" for place in [*places, start])
    table = b"4 0 obj\n<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    return data + table % (len(rows), rows) + b"startxref\n%d\n%%%%EOF\n" % start


COMPRESSED = with_stream_table()

# --- never on a signed file


def with_field(writer: PdfWriter, *, kind: str = "/Sig", deep: bool = False, listed: bool = True) -> None:
    field = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject(kind),
                NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
            }
        )
    )
    if deep:
        field = writer._add_object(DictionaryObject({NameObject("/Kids"): ArrayObject([field])}))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([field])
    if listed:
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
        writer.root_object[NameObject("/AcroForm")] = form


SIGNED = {
    "a field": with_field,
    "a field below another": lambda writer: with_field(writer, deep=True),
    "a field only the page knows": lambda writer: with_field(writer, listed=False),
    "a certification": lambda writer: writer.root_object.__setitem__(NameObject("/Perms"), DictionaryObject()),
    "the bytes it covers": lambda writer: writer._add_object(
        DictionaryObject({NameObject("/ByteRange"): ArrayObject()})
    ),
}


@pytest.mark.parametrize("sign", SIGNED.values(), ids=SIGNED)
def test_a_signed_file_is_refused(sign) -> None:
    signed = changed(A4, sign)
    with pytest.raises(NotReady, match="bertanda tangan elektronik"):
        stamp_pdf(signed, ALL)


def test_a_form_without_a_signature_is_no_signed_file() -> None:
    form = changed(A4, lambda writer: with_field(writer, kind="/Tx"))
    assert codes(stamp_pdf(form, Marks(qr=CODE))) == [CODE]


def test_a_field_that_holds_itself_does_not_go_on_for_ever() -> None:
    def loop(writer: PdfWriter) -> None:
        field = writer._add_object(DictionaryObject())
        field.get_object()[NameObject("/Kids")] = ArrayObject([field])
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})

    assert codes(stamp_pdf(changed(A4, loop), Marks(qr=CODE))) == [CODE]


def test_a_locked_file_is_refused() -> None:
    locked = changed(A4, lambda writer: writer.encrypt("rahasia", algorithm="RC4-128"))
    with pytest.raises(NotReady, match="kata sandi"):
        stamp_pdf(locked, ALL)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", A4[:200], b"PK\x03\x04", sheets()], ids=str)
def test_a_torn_or_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotReady):
        stamp_pdf(data, ALL)


# --- what is drawn


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_a_qr_is_read_back_from_any_corner_beside_the_other_marks(corner) -> None:
    marks = Marks(corner="SALINAN", footer="x" * 300, qr=CODE, qr_corner=corner)
    assert codes(stamp_pdf(sheets((595, 842)), marks)) == [CODE]


@pytest.mark.parametrize("text", ["1", "Ä kode é", "x" * 300])
def test_short_long_and_foreign_words_are_read_back(text: str) -> None:
    assert codes(stamp_pdf(sheets((595, 842)), Marks(qr=text, qr_side=120))) == [text]


def test_what_no_qr_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        qr_operators("x" * 3000, 45)


def test_a_long_foot_line_stays_on_the_page() -> None:
    picture = seen(stamp_pdf(sheets((595, 842)), Marks(footer="Kode 1234-ABCD, " * 40)))
    assert picture.dark(0, 0, EDGE, 842) == 0 and picture.dark(595 - EDGE, 0, 595, 842) == 0
    assert picture.dark(EDGE, 0, 595 - EDGE, 40) > 100


@pytest.mark.parametrize("size", [(20, 20), (1, 1), (14400, 14400)])
def test_a_page_of_an_odd_size_is_no_trouble(size) -> None:
    assert len(PdfReader(io.BytesIO(stamp_pdf(sheets(size), ALL))).pages) == 1


def test_letters_without_an_outline_are_never_dropped_in_silence() -> None:
    assert text_width("é", 10) == text_width("e", 10)
    assert text_width("字", 10) == text_width("?", 10)
    assert text_width("a\tb", 10) == text_width("a b", 10)


def test_every_letter_an_office_types_has_an_outline() -> None:
    typed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-/()'\"&+%@_=?!*·°[]"
    assert set(typed) <= OUTLINES.keys()
    assert all(path.startswith("M") and path.endswith("Z") for letter, (_, path) in OUTLINES.items() if letter != " ")


def test_a_drawing_leaves_the_page_as_it_found_it() -> None:
    words = draw_marks(ALL, 595, 842).split()
    assert words.count("q") == words.count("Q") > 4
    assert not {"gs", "Tf", "Tj", "rg", "RG", "k", "K", "cs", "CS"} & set(words)
