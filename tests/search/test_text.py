"""Indonesian words meet in their roots, and codes in their parts."""

from threading import Thread

import pytest

from docgen.search.text import ROOTS, is_code, root, tokens


@pytest.mark.parametrize(
    "family",
    [
        "laporan pelaporan melaporkan dilaporkan",
        "disposisi mendisposisikan didisposisikan",
        "kembali dikembalikan pengembalian",
        "penduduk kependudukan",
        "arsip kearsipan pengarsipan",
        "pengukuran mengukur diukur",
        "paraf terparaf memaraf",
    ],
)
def test_the_forms_of_an_office_word_share_one_root(family: str) -> None:
    assert len({root(word) for word in family.split()}) == 1


def test_words_of_the_office_are_not_cut_into() -> None:
    assert all(root(word) == wanted for word, wanted in ROOTS.items())
    assert root("disposisi") != root("posisi") and root("ketua") != root("tua")


def test_figures_and_codes_are_left_alone() -> None:
    assert tokens("470 / Kep. 0240 / Sekre") == tokens("470/KEP.240/sekre") == ["470", "kep", "240", "sekre"]
    assert root("240") == "240" and tokens("000") == ["0"]
    assert is_code(tokens("kep240")) and not is_code(tokens("undang-undang")) and not is_code(["240"])


def test_look_alike_letters_are_made_equal() -> None:
    assert tokens("ＲＡＰＡＴ ﬁnal cafe\u0301") == ["rapat", "final", "café"]


def test_many_threads_may_ask_for_roots_at_once() -> None:
    words = [f"pe{a}{b}aran" for a in "bcdfghjklm" for b in "aiueo"]
    expected = {w: root(w) for w in words}
    wrong: list[str] = []
    root.cache_clear()

    def ask() -> None:
        wrong.extend(w for w in words * 20 if root(w) != expected[w])

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
