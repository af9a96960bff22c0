"""The office in a browser: how soon its pages are there for 20 people at once.

Usage: python benchmarks/web.py [--naskah N] [--folder FOLDER] [--kali K]

The office is built by the real code (of fifty naskah one is still a draft) and served by the real server in a process
of its own; the 20 clients are threads of this one, each signed in and asking for one page after the other without a
pause, which is more than 20 people do.
"""

from __future__ import annotations

import argparse
import http.client
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from docgen.actions.house.upkeep import create_office
from docgen.actions.naskah.finding import find
from docgen.archive.accounts.store import open_accounts
from docgen.office import open_office
from docgen.search.query import parse_query
from docgen.settings import Settings
from docgen.web.app import Options
from docgen.web.passwords import add_account, change_password
from docgen.web.serving import serve

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.filed import Pages, grow

POSTS = ("kepala_dinas", "sekretaris", "kasubag_perencanaan", "tata_usaha")
CLIENTS, PORT, PASSWORD, WAITING = 20, 8479, "kata sandi ukur", 50
PAGES = {"beranda": "/", "daftar": "/naskah/", "cari": "/cari?k=rapat+kinerja", "cari nomor": "/cari?k=nomor:17",
         "naskah": "/naskah/N0000001"}  # fmt: skip
TARGET = 100  # milliseconds, p95


def build(folder: Path, count: int) -> None:
    """The office with so many naskah, an index and an account for each of POSTS; goes on where it was left."""
    settings = Settings(folder) if (folder / "templates_docx").is_dir() else create_office(folder)
    with open_office(settings) as office:
        have = len(office.archive.naskah_ids())
        grow(office.archive, range(have, count), Pages(5, small=True), acts=1, waiting=WAITING)
        find(office, parse_query("rapat"), by=POSTS[0], limit=1)  # indexes what is waiting
        accounts = open_accounts(settings.accounts)
        for post in POSTS:
            if accounts.find(post) is None:
                given = add_account(accounts, office.kantor, post, post)
                made = accounts.find(post)
                assert made
                change_password(accounts, made, given, PASSWORD, PASSWORD)
        accounts.close()


class Client:
    """One person at one browser."""

    def __init__(self, post: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        self.cookie = ""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("/masuk"))
        assert token
        self.ask("/masuk", urlencode({"csrf_token": token[1], "nama": post, "sandi": PASSWORD}))

    def ask(self, path: str, typed: str = "") -> str:
        """The page, or what comes of a form."""
        headers = {"Cookie": self.cookie}
        if typed:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if typed else "GET", path, typed or None, headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        assert answer.status in ((302,) if typed else (200,)), (path, answer.status)
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        return body

    def timed(self, path: str) -> float:
        """Milliseconds until the page is there."""
        begun = time.perf_counter()
        self.ask(path)
        return (time.perf_counter() - begun) * 1000


def started(folder: Path) -> tuple[subprocess.Popen[bytes], float]:
    """The server, and the seconds until its first page was there."""
    begun = time.perf_counter()
    server = subprocess.Popen([sys.executable, __file__, "--layani", str(folder)])
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT)
            connection.request("GET", "/masuk")
            connection.getresponse().read()
            return server, time.perf_counter() - begun
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.02)


def megabytes(server: subprocess.Popen[bytes]) -> int:
    """The most memory the server ever had; 0 where the system does not say."""
    status = Path(f"/proc/{server.pid}/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) // 1024 if found else 0


def measure(times: int) -> None:
    """Print the table: each page alone, then all of them by 20 at once."""
    one = Client(POSTS[1])
    for path in PAGES.values():
        one.ask(path)
    print(f"{'':12}{'alone':>10}{'20 at once: p50':>18}{'p95':>10}   target p95 {TARGET} ms")
    alone = {name: median(one.timed(path) for _ in range(5)) for name, path in PAGES.items()}
    clients = [Client(POSTS[n % len(POSTS)]) for n in range(CLIENTS)]
    for name, path in PAGES.items():
        with ThreadPoolExecutor(CLIENTS) as pool:
            asked = [pool.submit(lambda c=client, p=path: [c.timed(p) for _ in range(times)]) for client in clients]
            taken = [ms for one in asked for ms in one.result()]
        p95 = quantiles(taken, n=20)[-1]
        held = "" if p95 <= TARGET else "   MISSED"
        print(f"{name:12}{alone[name]:7.1f} ms{median(taken):15.1f} ms{p95:7.1f} ms{held}", flush=True)


def main() -> int:
    """Build, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--naskah", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="keep the office here, and use what is there")
    parser.add_argument("--kali", type=int, default=10, help="requests of each client for each page")
    parser.add_argument("--layani", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.layani:
        serve(Settings(given.layani), "127.0.0.1", PORT, Options())
        return 0
    with tempfile.TemporaryDirectory() as spare:
        folder = given.folder or Path(spare) / "kantor"
        build(folder, given.naskah)
        server, seconds = started(folder)
        try:
            measure(given.kali)
            print(f"{given.naskah:,} naskah; started in {seconds:.1f} s, memory at most {megabytes(server)} MB")
        finally:
            server.terminate()
            server.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
