"""Word pages to PDF/A-3b by LibreOffice: many in one call, in a profile of its own that runs and fetches nothing.

LibreOffice 7.4 or newer. The page looks as in Word only with fonts of the same widths: Liberation (Arial, Times New
Roman, Courier New), Carlito (Calibri) and Caladea (Cambria); without them lines break elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import NotReady, StorageFailed, UnsafeFile
from docgen.paper.guard import check_docx
from docgen.paper.pdf.finish import finish_pdf

PROGRAM = "DOCGEN_SOFFICE"  # names the program when it lies in an unusual place
START_SECONDS, PAGE_SECONDS = 60, 10  # a start takes about 1.5 s, a page 0.1 to 1 s, on a slow machine tenfold
SECONDS_PER_KB, MOST_MORE = 1, 600  # a list of 2,000 rows has 100 KB and takes 20 to 60 s
BATCH = 100  # files of one call: keeps the command line of Windows and the memory of LibreOffice in bounds
MOST_TRIES = 3  # calls that may be killed before the rest is given up

_USUAL_PLACES = (
    "{ProgramFiles}/LibreOffice/program/soffice.com",
    "{ProgramFiles(x86)}/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_STOPPED = "LibreOffice berhenti atau terlalu lama pada berkas ini; buka dan simpan lagi di Word, lalu ulangi"
_NOTHING = "LibreOffice tidak dapat mengubahnya menjadi PDF; buka dan simpan lagi di Word, lalu ulangi"
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "3"},  # PDF/A-3b
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
    }
)
_SETTINGS = {
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    # what should try all the same finds a proxy that is not there
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetNoProxy": "",
    },
    "Setup/L10N": {"ooSetupSystemLocale": "id-ID"},  # figures in charts with a decimal comma
}


@dataclass(frozen=True)
class Converted:
    """What became of each page: its PDF, or the sentence why there is none."""

    pdfs: Mapping[str, bytes]
    problems: Mapping[str, str]


def find_office_suite() -> Path | None:
    """LibreOffice on this machine: as DOCGEN_SOFFICE says, else on PATH, else in the usual places."""
    if named := os.environ.get(PROGRAM):
        return Path(named) if shutil.which(named) else None
    if found := shutil.which("soffice") or shutil.which("libreoffice"):
        return Path(found)
    folders = {name: os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)")}
    return next((path for place in _USUAL_PLACES if (path := Path(place.format_map(folders))).is_file()), None)


def convert(pages: Mapping[str, bytes]) -> Converted:
    """PDF/A-3b, tagged, of each docx, by its name; equal docx gives equal PDF with the same LibreOffice and fonts.

    A page that cannot be converted is named with the reason and costs the others nothing. Dates of the PDF are those
    of the docx. Raises NotReady when LibreOffice is not installed, StorageFailed when its files cannot be written.
    """
    program = find_office_suite()
    if program is None:
        raise NotReady(_absent())
    problems = dict(_unsafe(pages))
    waiting = [name for name in pages if name not in problems]
    pdfs: dict[str, bytes] = {}
    for start in range(0, len(waiting), BATCH):
        batch = {name: pages[name] for name in waiting[start : start + BATCH]}
        try:
            done = _convert_batch(program, batch)
        except OSError as error:
            raise StorageFailed(
                f"Folder sementara tidak dapat ditulis ({error.strerror}); kosongkan ruang disk."
            ) from error
        pdfs |= done.pdfs
        problems |= done.problems
    return Converted(pdfs, problems)


def _absent() -> str:
    if named := os.environ.get(PROGRAM):
        return f"LibreOffice tidak ada di {named}. Perbaiki {PROGRAM}, atau hapus agar docgen mencarinya sendiri."
    how = {
        "win32": "unduh dari https://id.libreoffice.org, pasang, lalu ulangi",
        "darwin": "unduh dari https://id.libreoffice.org, pindahkan ke Applications, lalu ulangi",
    }
    linux = "sudo apt install libreoffice-writer-nogui fonts-liberation fonts-crosextra-carlito"
    return (
        "PDF dibuat oleh LibreOffice, dan program itu belum terpasang di komputer ini. "
        f"Cara memasang: {how.get(sys.platform, linux)}. Yang lain tetap dapat dikerjakan tanpa LibreOffice."
    )


def _unsafe(pages: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """LibreOffice takes any bytes and prints something; only sound Word files may reach it."""
    for name, data in pages.items():
        try:
            check_docx(data, name)
        except UnsafeFile as error:
            yield name, "; ".join(error.problems)


def _convert_batch(program: Path, pages: Mapping[str, bytes]) -> Converted:
    """Call LibreOffice until every page is done or known to fail; who stops it is set aside, the rest goes on."""
    pdfs: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    waiting = list(pages)
    for attempt in range(1, MOST_TRIES + 1):
        made, ended = _run(program, [pages[name] for name in waiting])
        sound = {
            name: whole for name, pdf in zip(waiting, made, strict=True) if (whole := finish_pdf(pdf, pages[name]))
        }
        pdfs |= sound
        if ended or attempt == MOST_TRIES:
            break
        # files are taken in order, so the one after the last result is what it stopped at
        after_last = max((waiting.index(name) + 1 for name in sound), default=0)
        problems |= dict.fromkeys(waiting[after_last : after_last + 1], _STOPPED)
        waiting = [name for name in waiting if name not in pdfs and name not in problems]
        if not waiting:
            break
    failed = (name for name in pages if name not in pdfs and name not in problems)
    return Converted(pdfs, problems | dict.fromkeys(failed, _NOTHING))


def _run(program: Path, pages: Sequence[bytes]) -> tuple[list[bytes], bool]:
    """One call: what it left of each page (b"" for nothing), and whether it came to its end by itself."""
    with tempfile.TemporaryDirectory(prefix="docgen-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        _write_profile(folder / "profile")
        (folder / "out").mkdir()
        sources = [folder / f"{number:04d}.docx" for number in range(len(pages))]
        for source, data in zip(sources, pages, strict=True):
            source.write_bytes(data)
        command = [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", _FILTER, "--outdir", str(folder / "out"), *map(str, sources),
        ]  # fmt: skip
        ended = _call(command, START_SECONDS + sum(map(_seconds, pages)))
        results = [folder / "out" / f"{source.stem}.pdf" for source in sources]
        return [one.read_bytes() if one.is_file() else b"" for one in results], ended


def _seconds(page: bytes) -> int:
    return PAGE_SECONDS + min(len(page) // 1024 * SECONDS_PER_KB, MOST_MORE)


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    space = "http://openoffice.org/2001/registry"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="{space}">{items}</oor:items>\n'
    (profile / "user" / "registrymodifications.xcu").write_text(text, "utf-8")


def _call(command: Sequence[str], seconds: int) -> bool:
    """Run to the end, True if it ended well; after `seconds` the program and all it started are killed."""
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
    except OSError as error:
        raise NotReady(f"{command[0]} tidak dapat dijalankan ({error.strerror}); pasang ulang LibreOffice.") from error
    with process:
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            _kill_group(process)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Whatever the call left running: the launcher may end, or be killed, before the office program it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)
        return
    with suppress(ProcessLookupError, PermissionError):  # macOS says the second of a group that has ended
        os.killpg(process.pid, signal.SIGKILL)
