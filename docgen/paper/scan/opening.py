"""Which of many scans can be opened at all, asked of a process of its own: a hostile file costs seconds and itself."""

from __future__ import annotations

import io
import struct
import sys
from collections.abc import Sequence

from docgen.paper.pdf.child import limit_child, run_child_partly

SECONDS = 20
KINDS = ("pdf", "jpg", "png")  # of these an opened one is told from a torn one
_HEAD = struct.Struct(">3sQ")
_OPENED, _SHUT = b"+", b"-"


def opened(many: Sequence[tuple[str, bytes]]) -> list[bool]:
    """For each scan, given with its kind, whether its pages can be drawn; others than KINDS are not looked at.

    A PDF that is torn, empty or locked with a password cannot, nor can a picture whose size is not told.
    """
    answers = [kind not in KINDS for kind, _ in many]
    left = [at for at, (kind, _) in enumerate(many) if kind in KINDS]
    while left:
        packed = b"".join(_HEAD.pack(many[at][0].encode(), len(many[at][1])) + many[at][1] for at in left)
        said = run_child_partly("docgen.paper.scan.opening", packed, seconds=SECONDS + len(left))
        for at, one in zip(left, said, strict=False):
            answers[at] = one == _OPENED[0]
        left = left[len(said) + 1 :]  # the one behind the last answer ended the process
    return answers


def _main() -> None:
    data = io.BytesIO(sys.stdin.buffer.read())
    limit_child(SECONDS + data.getbuffer().nbytes // 2**16)
    while head := data.read(_HEAD.size):
        kind, size = _HEAD.unpack(head)
        sys.stdout.buffer.write(_OPENED if _opens(kind.decode(), data.read(size)) else _SHUT)
        sys.stdout.buffer.flush()


def _opens(kind: str, data: bytes) -> bool:
    import pypdfium2

    from docgen.paper.scan.picture import as_pdf

    try:
        document = pypdfium2.PdfDocument(data if kind == "pdf" else as_pdf(data, kind))
        return len(document) > 0 and all(document[at].get_size() for at in range(len(document)))
    except (pypdfium2.PdfiumError, ValueError, KeyError, struct.error):
        return False


if __name__ == "__main__":
    _main()
