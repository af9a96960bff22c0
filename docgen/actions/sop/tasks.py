"""What waits for whom: steps of SOP runs, each with its clock, and naskah to be marked, numbered, mended or sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time

from docgen.actions.arsip.lending import borrowing_post
from docgen.actions.arsip.loan_book import all_loans, due_moment, may_see
from docgen.actions.naskah.drafting import render
from docgen.actions.naskah.finding import GUEST, listing
from docgen.actions.naskah.words import SURAT_MASUK
from docgen.actions.sop.following import sop_of
from docgen.actions.surat.dispatching import not_sent, unsent
from docgen.actions.surat.disposing import LEMBAR
from docgen.actions.surat.receiving import open_instructions
from docgen.actions.working_days import kalender_of
from docgen.errors import NotFound, NotReady
from docgen.kearsipan.pinjaman import DIAJUKAN, DIIZINKAN, KELUAR, Pinjaman, read_pinjaman
from docgen.naskah.access import DISPOSE, KEAMANAN, KEEP, PERMIT, READ, SEND, may, may_permit
from docgen.naskah.approval import next_rule, wording
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.sop.calendar import Kalender
from docgen.sop.meter import HAMPIR, TEPAT, TERLAMBAT, read_present
from docgen.sop.progress import SopRun, current_step, posts_of

SHEET = "daftar_tugas"
SHOWN = 3  # addressees that a task names
MENUNGGU = "menunggu"  # a naskah has no waktu baku of its own
LANGKAH, TINDAK_LANJUT, DISPOSISI, PARAF = "langkah", "tindak_lanjut", "disposisi", "paraf"
TANDA_TANGAN, NOMOR, KIRIM, PERBAIKI, PINJAMAN = "tanda_tangan", "nomor", "kirim", "perbaiki", "pinjaman"


@dataclass(frozen=True)
class Task:
    """One thing that waits for one post."""

    macam: str  # LANGKAH, PARAF ...
    post: str
    tugas: str
    perihal: str
    subject: str  # the id of the naskah or of the run
    sejak: datetime
    batas: datetime | None = None
    keadaan: str = MENUNGGU


def tasks_of(office: Office, post: str, *, by: str = "") -> list[Task]:
    """What waits for `post` and `by` may know of: late things first, then by the time they are due and came.

    Raises NotFound for an unknown post.
    """
    office.kantor.official(post)
    kalender = kalender_of(office.settings)
    steps = list(_steps(office, [post], kalender))
    orders = [task for task in _instructions(office, by) if task.post == post]
    letters = [*_papers(office, post, by), *_outgoing(office, [post], by), *_incoming(office, [post], by)]
    loans = [task for task in _loans(office, by) if task.post == post]
    return sorted([*steps, *orders, *letters, *loans], key=_urgency)


def all_tasks(office: Office, *, by: str = "") -> list[Task]:
    """The same for every post of the office."""
    kalender = kalender_of(office.settings)
    posts = list(office.kantor.pejabat)
    found = list(_steps(office, posts, kalender))
    found += [task for post in posts for task in _papers(office, post, by)]
    found += [
        *_instructions(office, by),
        *_outgoing(office, posts, by),
        *_incoming(office, posts, by),
        *_loans(office, by),
    ]
    return sorted(found, key=_urgency)


def task_sheet(office: Office, post: str, tasks: Sequence[Task]) -> bytes:
    """The list of one post as a page to be printed for who does not log in; it is not filed."""
    doctype, now, pejabat = office.doctype(SHEET), office.now(), office.kantor.official(post)
    rows = [
        {
            "tugas": task.tugas,
            "perihal": task.perihal,
            "naskah": task.subject,
            "batas": f"{task.batas:%d-%m-%Y %H.%M}" if task.batas else "",
            "keadaan": task.keadaan if task.batas else f"{task.keadaan} sejak {task.sejak:%d-%m-%Y}",
        }
        for task in tasks
    ]
    untuk = pejabat.singkat or pejabat.jabatan
    form = {"untuk": untuk, "tanggal_daftar": now.date(), "pukul": now.time().replace(tzinfo=None), "tugas": rows}
    return render(office, doctype, doctype.validate(form, office.kantor.officials()))


def _urgency(task: Task) -> tuple[bool, float, datetime]:
    due = task.batas.timestamp() if task.batas else float("inf")
    return task.keadaan != TERLAMBAT, due, task.sejak


def _steps(office: Office, posts: Collection[str], kalender: Kalender) -> Iterator[Task]:
    """The step of every open run, once for each of `posts` that may close it; most runs are over, and only those of
    the others are read whole."""
    asked = {end.id: found for end in office.archive.run_ends() if (found := _asked_by(office, end, posts))}
    for run in office.archive.runs(list(asked)):
        now = read_present(sop_of(office, run), run, kalender, office.now())
        for post in asked[run.id]:
            yield Task(LANGKAH, post, now.step.kegiatan, run.perihal, run.id, now.begun, now.due, now.state)


def _asked_by(office: Office, run: SopRun, posts: Collection[str]) -> list[str]:
    """Those of `posts` that may close the step a run stands at; nobody where its SOP has changed or is gone."""
    with suppress(NotReady, NotFound):
        sop = sop_of(office, run)
        step = current_step(sop, run)
        return [post for post in posts_of(sop, step, run) if post in posts] if step else []
    return []


def _papers(office: Office, post: str, by: str) -> Iterator[Task]:
    for naskah in listing(office, waiting=post, by=by, limit=None):
        macam, asked = _asked(office, naskah)
        yield Task(macam, post, asked, _called(office, naskah), naskah.id, naskah.latest.at)


def _outgoing(office: Office, posts: Iterable[str], by: str) -> Iterator[Task]:
    """What is issued and not sent to all it is for, once for each of the posts that sends."""
    senders = [one for one in map(office.kantor.official, posts) if may(one, SEND)]
    reader = office.kantor.official(by) if by else GUEST
    for naskah in unsent(office) if senders else ():
        if may(reader, READ, naskah):
            for one in senders:
                if may(one, SEND, naskah):
                    yield Task(KIRIM, one.id, _to_send(naskah), _called(office, naskah), naskah.id, naskah.latest.at)


def _incoming(office: Office, posts: Iterable[str], by: str) -> Iterator[Task]:
    """Letters without a disposisi wait for the head of the office."""
    officials = map(office.kantor.official, posts)
    heads = [one.id for one in officials if one.kepala and may(one, DISPOSE)]
    reader = office.kantor.official(by) if by else GUEST
    for surat in office.archive.without_child(SURAT_MASUK, Status.DITERIMA, LEMBAR) if heads else ():
        if may(reader, READ, surat):
            for head in heads:
                yield Task(DISPOSISI, head, "disposisi surat masuk", _called(office, surat), surat.id, surat.latest.at)


def _to_send(naskah: Naskah) -> str:
    names = [one.label for one in not_sent(naskah)]
    more = f" dan {len(names) - SHOWN} lainnya" if len(names) > SHOWN else ""
    return f"kirim kepada {', '.join(names[:SHOWN])}{more}"


def _instructions(office: Office, by: str) -> Iterator[Task]:
    """Disposisi that nobody has reported on; one without a last day is never late."""
    reader, now = office.kantor.official(by) if by else GUEST, office.now()
    for one in open_instructions(office):
        if not may(reader, READ, one.lembar):
            continue
        due = datetime.combine(one.batas, time.max, now.tzinfo) if one.batas else None
        state = MENUNGGU if due is None else TERLAMBAT if now > due else HAMPIR if now.date() == one.batas else TEPAT
        tugas = f"disposisi dari {one.dari}: {one.isi}"
        yield Task(TINDAK_LANJUT, one.post, tugas, one.lembar.perihal, one.lembar.id, one.sejak, due, state)


def _loans(office: Office, by: str) -> Iterator[Task]:
    """A request waits for who may permit it, then for the record office; what is out for its borrower, and once it is
    late for the record office too."""
    reader, now = office.kantor.official(by) if by else GUEST, office.now()
    for one in all_loans(office):
        loan = read_pinjaman(one)
        stand = loan.stand(now.date())
        if stand not in (DIAJUKAN, DIIZINKAN, KELUAR) or not may_see(reader, loan):
            continue
        due = due_moment(office, loan) if stand == KELUAR else None
        late, last = bool(loan.days_late(now.date())), due is not None and due.date() == now.date()
        state = TERLAMBAT if late else HAMPIR if last else TEPAT if due else MENUNGGU
        tugas = {DIAJUKAN: "putuskan peminjaman", DIIZINKAN: "serahkan pinjaman", KELUAR: "kembalikan pinjaman"}[stand]
        for post in _concerned(office, loan, stand, late=late):
            yield Task(PINJAMAN, post, f"{tugas} {one.kode}", loan.keperluan, one.kode, one.at, due, state)


def _concerned(office: Office, loan: Pinjaman, stand: str, *, late: bool) -> Iterator[str]:
    borrower = borrowing_post(office, loan)
    for post, pejabat in office.kantor.pejabat.items():
        keeps = may(pejabat, KEEP)
        if stand == DIAJUKAN:
            usual = keeps or loan.keamanan != KEAMANAN[0]  # the head may, and is not asked for what is open
            asked = usual and may(pejabat, PERMIT) and may_permit(pejabat, loan.keamanan, borrower)
        else:
            asked = keeps if stand == DIIZINKAN else pejabat == borrower or (late and keeps)
        if asked:
            yield post


def _asked(office: Office, naskah: Naskah) -> tuple[str, str]:
    if naskah.latest.status is Status.DIKEMBALIKAN:
        return PERBAIKI, f"perbaiki: {naskah.latest.note}"
    rule = None if naskah.latest.status is Status.DISAHKAN else next_rule(office.doctype(naskah.jenis), naskah.latest)
    return (rule.mark, wording(rule.mark)) if rule else (NOMOR, "nomor")


def _called(office: Office, naskah: Naskah) -> str:
    return f"{office.doctype(naskah.jenis).nama}: {naskah.perihal}"
