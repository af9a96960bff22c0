"""Which pages of a scan make which document, and whether it may be filed. Pure: nothing is read and nothing written.

Never misfile: what is not sure, page by page, is told and left to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.naskah.kode_halaman import PageCode, looks_like_kode, read_kode_halaman
from docgen.naskah.records import REWORDED, Naskah, Status, Version
from docgen.paper.scan.pages import ScannedPage

_IN_INK = {False: "Tanda tangan", True: "Isian"}  # what is on a print, by whether its type is filled by hand


@dataclass(frozen=True)
class Leaf:
    """A page with a code, and its places in the file: its own, then those of the empty backs behind it."""

    code: PageCode
    places: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """The pages of one file that are one print of one version, in the order of their numbers."""

    naskah_id: str
    number: int  # the version that was printed
    leaves: tuple[Leaf, ...]
    problems: tuple[str, ...] = ()  # why it is not whole

    @property
    def coded(self) -> tuple[int, ...]:
        """Places in the file of its pages."""
        return tuple(leaf.places[0] for leaf in self.leaves)

    @property
    def pages(self) -> tuple[int, ...]:
        """The same with the empty back of each behind it."""
        return tuple(place for leaf in self.leaves for place in leaf.places)

    @property
    def blank_sheet(self) -> PageCode | None:
        """The code of the blank sheet it was written on, where the paper was printed for no naskah yet."""
        code = self.leaves[0].code
        return code if code.naskah_id != self.naskah_id else None


@dataclass(frozen=True)
class Sorted:
    """All pages of one file: those of documents, and why the others are of none."""

    documents: tuple[Document, ...]
    strays: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether the file is one whole document and nothing else."""
        return len(self.documents) == 1 and not self.strays and not self.documents[0].problems


@dataclass(frozen=True)
class Verdict:
    """Why a document is not the signed naskah; `outdated` when it may still be kept as history.

    Without a reason it is the signed naskah, or `filled`: a sheet that was written on, and nobody's signature.
    """

    reason: str = ""
    outdated: bool = False
    filled: bool = False


def sort_pages(pages: Sequence[ScannedPage]) -> Sorted:
    """The documents in the order they begin in the file; empty pages are backs, the rest are strays with a reason."""
    found: dict[tuple[str, int], list[tuple[PageCode, int]]] = {}
    strays = []
    for page in pages:
        code, reason = _code_of(page)
        if code:
            found.setdefault((code.naskah_id, code.number), []).append((code, page.index))
        elif reason:
            strays.append(f"halaman {page.index + 1}: {reason}")
    blank = {page.index for page in pages if page.blank}
    documents = tuple(_document(codes, blank) for codes in found.values())
    if not documents and not strays:
        strays.append("semua halamannya kosong")
    return Sorted(documents, tuple(strays))


def judge(
    document: Document,
    naskah: Naskah | None,
    versions: Mapping[int, Version],
    final: Status | None,
    by_hand: bool = False,
) -> Verdict:
    """Whether this print is the naskah as it was issued; `final` is where its type stands when it is, None where nobody
    signs it.

    Of a type that is filled `by_hand` a print of any version is a filled sheet as long as the words have stayed the
    same, whoever signed since. What is not whole, foreign, cancelled or not signed yet is refused; an older print may
    be kept as history.
    """
    name = f"naskah {document.naskah_id} versi {document.number}"
    if naskah is None:
        return Verdict(f"{name}: tidak dikenal di arsip kantor ini")
    if document.problems:
        return Verdict(f"{name}: {'; '.join(document.problems)}")
    if document.number not in versions:
        return Verdict(f"{name}: versi itu tidak ada di arsip")
    latest = naskah.latest
    if latest.status in (Status.DIBATALKAN, Status.DIMUSNAHKAN):
        return Verdict(f"{name}: naskah ini sudah {latest.status}")
    same = versions[document.number].sha256 == latest.sha256
    if same and latest.status is final:
        return Verdict()
    if by_hand and not _reworded(document.number, versions):
        return Verdict(filled=True)
    if not same:
        return Verdict(
            f"{name}: cetakan versi lama; yang berlaku versi {latest.number} ({latest.status}). "
            f"{_IN_INK[by_hand]} di kertas ini tidak berlaku untuk versi itu; simpan sebagai riwayat dengan --sejarah",
            outdated=True,
        )
    return Verdict(f"{name}: masih {latest.status}, belum {final}; selesaikan dahulu di docgen, lalu cetak lagi")


def _reworded(number: int, versions: Mapping[int, Version]) -> bool:
    """Whether the page came to read otherwise after this version: by its form, or by hand in Word."""
    printed = versions[number].values
    later = (one for one in versions.values() if one.number > number)
    return any(one.act in REWORDED or one.values != printed for one in later)


def _code_of(page: ScannedPage) -> tuple[PageCode | None, str]:
    """The one code of ours on a page, or why it is of no document; neither for an empty page."""
    if page.unreadable:
        return None, page.unreadable
    ours = {code.text.strip().upper() for code in page.codes if looks_like_kode(code.text)}
    said = {read_kode_halaman(text) for text in ours}
    if len(said) > 1:
        return None, "memuat kode yang bertentangan: " + ", ".join(sorted(ours))
    if not said:
        return None, "" if page.blank and not page.codes else "tidak memuat kode QR naskah yang terbaca"
    (code,) = said
    if code is None:
        return None, f"kode {next(iter(ours))} rusak"
    if not code.page:
        return None, f"kode {next(iter(ours))} tidak menyebut halaman; kelengkapannya tidak dapat diperiksa"
    return code, ""


def _document(found: Sequence[tuple[PageCode, int]], blank: set[int]) -> Document:
    ordered = sorted(found, key=lambda one: (one[0].page, one[1]))
    leaves = tuple(Leaf(code, (start, *_backs(start, blank))) for code, start in ordered)
    first = ordered[0][0]
    return Document(first.naskah_id, first.number, leaves, tuple(gaps([code for code, _ in ordered])))


def _backs(start: int, blank: set[int]) -> Iterator[int]:
    """The empty pages right behind this one."""
    while start + 1 in blank:
        start += 1
        yield start


def gaps(codes: Sequence[PageCode], last: int = 0) -> Iterator[str]:
    """Which pages are missing or there twice, of all or of those up to the `last`."""
    totals = sorted({code.pages for code in codes})
    if len(totals) > 1:
        yield f"jumlah halamannya bertentangan ({', '.join(map(str, totals))})"
        return
    counted = Counter(code.page for code in codes)
    missing = [page for page in range(1, (last or totals[0]) + 1) if page not in counted]
    double = [page for page, times in counted.items() if times > 1]
    if missing:
        yield f"halaman {_listed(missing)} dari {last or totals[0]} tidak ada"
    if double:
        yield f"halaman {_listed(double)} ada lebih dari satu"


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return f"{shown} …" if len(pages) > 10 else shown
