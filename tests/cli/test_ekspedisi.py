"""The clerk at the post: what goes out is noted, what was received is noted, and the books tell both."""

import pytest

from tests.cli.test_work import sign_and_number

CLERK = "tata_usaha"


@pytest.fixture
def nota(desk):
    """A nota dinas with its number, to the Kepala Dinas with one tembusan."""
    draft = desk.json(
        "naskah", "buat", "nota_dinas", "kepada=Kepala Dinas", "tembusan=Inspektur", "dari=sekretaris",
        "perihal=Permintaan Data", "isi=Dengan hormat, bersama ini kami mohon data.", sebagai="kasubag_perencanaan",
    )  # fmt: skip
    return sign_and_number(desk, draft)


def sent(desk, nota, *more):
    return desk.json("ekspedisi", "kirim", nota["id"], "--dibaca", nota["sha256"], *more, sebagai=CLERK)


def test_the_clerk_sees_what_went_out_under_which_number_and_who_is_left(desk, nota):
    args = ("ekspedisi", "kirim", nota["id"], "--dibaca", nota["sha256"][:8], "--cara", "kurir")
    said = desk.run(*args, "--kepada", "kepala dinas", sebagai=CLERK).stdout
    assert "1. Kepala Dinas" in said and "Belum dikirimi : Inspektur (tembusan)" in said
    assert "2. Inspektur (tembusan)" in desk.run(*args, sebagai=CLERK).stdout


def test_a_program_reads_what_was_sent_as_records(desk, nota):
    done = sent(desk, nota, "--kepada", "Inspektur", "--cara", "pos")
    (item,) = done["kiriman"]
    assert (item["nomor"], item["kepada"], item["sebagai"], item["cara"]) == (1, "Inspektur", "tembusan", "pos")
    assert done["belum_dikirimi"] == ["Kepala Dinas"] and (done["act"], done["sha256"]) == ("dikirim", nota["sha256"])


def test_a_receipt_with_its_scan_is_shown_and_can_be_fetched(desk, nota):
    sent(desk, nota)
    with open("resi.pdf", "wb") as file:
        file.write(b"%PDF-1.7 paraf")
    args = ("ekspedisi", "terima", nota["id"], "2", "--oleh", "Rina", "--bukti", "resi.pdf")
    done = desk.json(*args, "--dibaca", nota["sha256"], sebagai=CLERK)
    assert done["act"] == "dicatat penerimaannya"
    shown = desk.run("naskah", "lihat", nota["id"]).stdout
    assert "Ekspedisi" in shown and "Rina, " in shown and ", tanda-terima-02.pdf" in shown
    taken = desk.run("naskah", "ambil", nota["id"], "--berkas", "tanda-terima-02.pdf", "-o", "-").stdout_bytes
    assert taken == b"%PDF-1.7 paraf"


def test_what_is_wrong_with_a_receipt_is_told_and_nothing_is_filed(desk, nota):
    sent(desk, nota)
    before = desk.filed()
    args = ("ekspedisi", "terima", nota["id"], "1", "--dibaca", nota["sha256"], "--tanggal", "2019-01-02")
    result = desk.run(*args, sebagai=CLERK)
    assert result.exit_code == 2 and "nama penerima belum diisi" in result.stderr
    assert "tanggal terima 02-01-2019 sebelum dikirim" in result.stderr and desk.filed() == before


def test_a_name_it_is_not_for_is_refused_with_those_it_is_for(desk, nota):
    args = ("ekspedisi", "kirim", nota["id"], "--dibaca", nota["sha256"], "--kepada", "Camat")
    result = desk.run(*args, sebagai=CLERK)
    assert result.exit_code == 2 and "penerimanya: Kepala Dinas; Inspektur (tembusan)" in result.stderr


def test_a_daftar_is_sent_at_once(desk, nota):
    desk.run("naskah", "daftar", "--status", "terbit", "--csv", "terbit.csv")
    result = desk.run("ekspedisi", "kirim-banyak", "terbit.csv", "--cara", "kurir", sebagai=CLERK)
    assert result.exit_code == 0 and "1 dari 1 naskah dikirim" in result.stderr
    again = desk.run("ekspedisi", "kirim-banyak", "terbit.csv", sebagai=CLERK)
    assert again.exit_code == 2 and "sudah dikirim kepada semua penerimanya" in again.stdout


def test_the_books_of_the_post_are_shown_and_count_their_lines(desk, nota):
    sent(desk, nota, "--cara", "kurir")
    book = desk.json("buku", "lihat", "ekspedisi")
    assert [(row["No."], row["Kepada"], row["Cara"]) for row in book["baris"]] == [
        ("1", "Kepala Dinas", "kurir"), ("2", "Inspektur (tembusan)", "kurir"),
    ]  # fmt: skip
    said = desk.run("buku", "lihat", "tembusan").stdout
    assert nota["nomor"] in said and said.endswith("\n1 baris.\n")
    counts = desk.json("buku", "daftar")
    assert (counts["ekspedisi"], counts["tembusan"], counts["salinan"]) == (2, 1, 0)
