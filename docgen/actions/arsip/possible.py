"""What somebody may do now with a berkas, a loan, a proposal or the paper of a naskah: a screen offers that and nothing
else.

An offer is no promise: each act judges anew when it is done.
"""

from __future__ import annotations

from docgen.actions.arsip.lending import borrowing_post
from docgen.actions.arsip.seeing import reader_of
from docgen.errors import NotReady
from docgen.kearsipan import berkas as b
from docgen.kearsipan import penyusutan as p
from docgen.kearsipan import pinjaman as loans
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.access import APPRAISE, BORROW, CONSENT, KEEP, PERMIT, cleared, may, may_permit
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

FILL, CLOSE, REOPEN, MOVE, CORRECT = "isi", "tutup", "buka-kembali", "pindah", "ubah"
HOLD, RELEASE, VITAL = "tahan", "lepas", "vital"
LET, REFUSE, HAND_OUT, TAKE_BACK, EXTEND = "izinkan", "tolak", "serahkan", "kembali", "perpanjang"
APPRAISED, AGREE, MINUTES, EXECUTE = "nilai", "setujui", "berita-acara", "laksanakan"
LAY, LEND = "taruh", "pinjam"


def keeps(office: Office, by: str) -> bool:
    """Whether `by` keeps the records of the office."""
    return bool(by) and may(reader_of(office, by), KEEP)


def berkas_acts(office: Office, catatan: Catatan, *, by: str) -> tuple[str, ...]:
    """What `by` may do with a berkas."""
    berkas = b.read_berkas(catatan)
    if not keeps(office, by) or berkas.gone:
        return ()
    readable = cleared(reader_of(office, by), berkas.keamanan)
    wanted = {
        FILL: berkas.terbuka, CLOSE: berkas.terbuka, REOPEN: berkas.keadaan == b.DITUTUP, MOVE: True,
        CORRECT: readable, HOLD: not berkas.tahan, RELEASE: bool(berkas.tahan), VITAL: True,
    }  # fmt: skip
    return tuple(act for act, offered in wanted.items() if offered)


def paper_acts(office: Office, naskah: Naskah, *, by: str) -> tuple[str, ...]:
    """What `by` may do with the paper of a naskah."""
    if not by or naskah.latest.status is Status.DIMUSNAHKAN:
        return ()
    pejabat = office.kantor.official(by)
    wanted = {LAY: may(pejabat, KEEP, naskah), LEND: may(pejabat, BORROW, naskah)}
    return tuple(act for act, offered in wanted.items() if offered)


def loan_acts(office: Office, catatan: Catatan, *, by: str) -> tuple[str, ...]:
    """What `by` may do with a loan: who borrows neither permits nor extends it."""
    if not by:
        return ()
    loan, pejabat = loans.read_pinjaman(catatan), office.kantor.official(by)
    stand, post = loan.stand(office.now().date()), borrowing_post(office, loan)
    own = post is not None and post.id == by
    decides = stand == loans.DIAJUKAN and may(pejabat, PERMIT) and may_permit(pejabat, loan.keamanan, post)
    kept = may(pejabat, KEEP)
    wanted = {
        LET: decides, REFUSE: decides, HAND_OUT: stand == loans.DIIZINKAN and kept,
        TAKE_BACK: stand == loans.KELUAR and kept,
        EXTEND: stand == loans.KELUAR and kept and not own and not loan.perpanjangan,
    }  # fmt: skip
    return tuple(act for act, offered in wanted.items() if offered)


def usul_acts(office: Office, catatan: Catatan, *, by: str) -> tuple[str, ...]:
    """What `by` may do with a proposal: nobody takes two parts in it."""
    if not by:
        return ()
    usul, pejabat = p.read_penyusutan(catatan), office.kantor.official(by)
    consents = may(pejabat, CONSENT) and (usul.macam == p.PEMINDAHAN or pejabat.kepala)
    running = usul.tahap in (p.USUL, p.DINILAI, p.DISETUJUI)
    kept, agreed = may(pejabat, KEEP), usul.tahap == p.DISETUJUI
    wanted = {
        APPRAISED: usul.tahap == p.USUL and may(pejabat, APPRAISE) and by != usul.pengusul,
        AGREE: usul.tahap == p.DINILAI and consents and by not in (usul.pengusul, usul.penilai),
        MINUTES: agreed and kept, EXECUTE: agreed and kept and by != usul.penyetuju,
        REFUSE: running and may(pejabat, APPRAISE),
    }  # fmt: skip
    return tuple(act for act, offered in wanted.items() if offered)


def demand_as_read(catatan: Catatan, read: str) -> None:
    """Raise NotReady for a record that moved on since the page was opened that says `read`, the number of its act."""
    if read != str(catatan.number):
        who = f"{catatan.act} oleh {catatan.by} pada {catatan.at:%d-%m-%Y} pukul {catatan.at:%H.%M}"
        raise NotReady(
            f"{catatan.jenis.capitalize()} {catatan.kode} sudah berubah sejak Anda membacanya: {who}.",
            ["baca dahulu keadaannya yang sekarang, lalu ulangi"],
        )
