"""Tables fit the screen and lose nothing."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.cli.printing import Progress, print_facts, print_long, wrap
from docgen.cli.table import lay_table, print_table

HEADS = ("Naskah", "Jenis", "Nomor", "Berkas")
ROWS = [
    (
        "7K3MQ9XZ1A",
        "Laporan Pengukuran Kinerja",
        "470 / Kep. 240 / Sekre",
        "laporan_pengukuran_kinerja_470-240_v7.docx",
    ),
    ("9M2XK4T0QB", "Nota Dinas Undangan Rapat", "005 / ND. 1 / Sekre / 2019", "nota_dinas_undangan_9M2XK4T0QB_v1.docx"),
]


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(monkeypatch, columns: int, show: Callable[[], None]) -> str:
    """What `show` puts on a terminal of that width."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    with redirect_stdout(Terminal()) as terminal:
        show()
    return terminal.getvalue()


def solid(text: str) -> str:
    return "".join(text.split())


@given(st.text(alphabet="ab _/-\n", max_size=60), st.integers(1, 30))
def test_wrapping_keeps_every_letter_within_the_width(text, width):
    lines = wrap(text, width)
    assert max(map(len, lines)) <= width
    assert solid("".join(lines)) == solid(text)


@given(st.text(max_size=60), st.integers(1, 30))
def test_wrapping_keeps_every_letter_of_any_script(text, width):
    assert solid("".join(wrap(text, width))) == solid(text)


def test_long_names_break_at_their_joints():
    assert wrap("laporan_pengukuran_kinerja_v7.docx", 20) == ["laporan_pengukuran_", "kinerja_v7.docx"]
    assert wrap("Laporan Pengukuran Kinerja", 20) == ["Laporan Pengukuran", "Kinerja"]


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_table_fits_the_screen_and_loses_nothing(monkeypatch, columns):
    screen = shown(monkeypatch, columns, lambda: print_table(HEADS, ROWS, solid=("Naskah",)))
    assert max(map(len, screen.splitlines())) <= columns
    assert "7K3MQ9XZ1A" in screen and "9M2XK4T0QB" in screen
    letters = solid(screen).replace("─", "")
    assert sorted(letters) == sorted(solid("".join((*HEADS, *(cell for row in ROWS for cell in row)))))


@pytest.mark.parametrize("columns", [80, 120])
def test_no_word_breaks_where_there_is_room(monkeypatch, columns):
    rows = [("1", "ditandatangani", "kasubag_perencanaan", "10-01-2019 08.13", "dikembalikan", "b2597149…")]
    heads = ("Versi", "Tindakan", "Oleh", "Waktu", "Status", "Sidik")
    screen = shown(monkeypatch, columns, lambda: print_table(heads, rows, solid=("Versi", "Sidik")))
    assert all(word in screen for word in ("ditandatangani", "dikembalikan", "perencanaan", "10-01-2019", "b2597149…"))


def test_the_column_below_takes_the_whole_line(monkeypatch):
    screen = shown(monkeypatch, 80, lambda: print_table(HEADS, ROWS, solid=("Naskah",), below="Berkas"))
    assert "laporan_pengukuran_kinerja_470-240_v7.docx" in [line.strip() for line in screen.splitlines()]


@given(st.text(alphabet="ab _/-\n…é", max_size=80), st.sets(st.integers(0, 80), max_size=8))
def test_what_is_marked_is_bold_wherever_the_lines_break(text, cuts):
    ends = sorted(cut for cut in cuts if cut <= len(text))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(Terminal()):
        patch.setenv("COLUMNS", "40")
        plain, bold = (
            lay_table(("A", "B"), [("1234567890123456", text)], below="B", marks=[marks])[2:] for marks in ((), spans)
        )
    assert [click.unstyle(line) for line in bold] == plain
    found = "".join(re.findall(r"\x1b\[1m(.*?)\x1b\[0m", "".join(bold)))
    assert solid(found) == solid("".join(text[start:end] for start, end in spans))


def test_a_pipe_gets_one_row_a_line(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    print_table(("A", "B"), [("satu\ndua", "x" * 300)])
    assert capsys.readouterr().out == f"A         B\nsatu dua  {'x' * 300}\n"


def test_facts_leave_out_what_is_empty_and_continue_below_themselves(monkeypatch):
    facts = {"Perihal": "Undangan rapat pembahasan data kinerja", "Nomor": ""}
    screen = shown(monkeypatch, 40, lambda: print_facts(facts))
    assert screen == "  Perihal : Undangan rapat pembahasan\n            data kinerja\n"


def test_progress_rewrites_one_line_of_a_terminal(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "10")
    progress = Progress()
    for text in ("langkah pertama", "dua"):
        progress(text)
    progress.done()
    assert terminal.getvalue() == "\rlangkah p\rdua      \r   \r"


def test_progress_is_silent_where_nobody_looks(capsys):
    progress = Progress()
    progress("langkah pertama")
    progress.done()
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def pager(monkeypatch, tmp_path):
    """A terminal of ten lines, and where its pager keeps what it was given."""
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setenv("LINES", "10")
    monkeypatch.delenv("LESS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("PAGER", f"tee {tmp_path / 'dibaca'}")
    return tmp_path / "dibaca"


def test_what_fits_the_screen_is_printed_and_what_does_not_is_paged(pager):
    for count in (9, 10):
        lines = [f"baris {at}" for at in range(count)]
        with redirect_stdout(Terminal()) as terminal:
            print_long(lines)
        assert pager.exists() == (count == 10)
    assert terminal.getvalue() == "" and pager.read_text("utf-8").splitlines() == lines


def test_nothing_is_paged_into_a_pipe(pager, capsys):
    print_long([click.style(f"baris {at}", bold=True) for at in range(50)])
    assert capsys.readouterr().out.splitlines() == [f"baris {at}" for at in range(50)] and not pager.exists()


def test_without_colours_nothing_is_bold(pager, monkeypatch):
    for no_colour, shown in (("", "\x1b[1mbaris\x1b[0m\n"), ("1", "baris\n")):
        monkeypatch.setenv("NO_COLOR", no_colour)
        with redirect_stdout(Terminal()) as terminal:
            print_long([click.style("baris", bold=True)])
        assert terminal.getvalue() == shown
