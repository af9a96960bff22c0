"""Indonesian words meet in their roots, codes in their parts, and a snippet shows the place."""

from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.search.text import ROOTS, SNIPPET, find_roots, is_code, root, snippet, tokens


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


def test_the_snippet_prefers_the_place_with_most_different_words() -> None:
    text = "rapat " * 60 + "biasa " * 60 + "rapat anggaran kinerja " + "lagi " * 60
    assert "anggaran kinerja" in snippet(text, {"rapat", "anggar", "kinerja"})


def test_a_short_text_is_its_own_snippet_on_one_line() -> None:
    assert snippet("Surat\n  masuk\tbaru", {"x"}) == "Surat masuk baru"
    assert snippet("", {"x"}) == ""


@given(st.text(st.sampled_from("ab kinerja\n½ﬁ\udc80"), max_size=600), st.sets(st.sampled_from(["kinerja", "a", "b"])))
def test_a_snippet_is_short_and_cut_from_the_text(text: str, roots: set[str]) -> None:
    cut = snippet(text, roots)
    assert len(cut) <= SNIPPET + 4 and "\n" not in cut
    assert cut.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


def test_hits_can_be_marked_where_they_stand() -> None:
    text = "Pelaporan dan laporan"
    assert [text[a:b] for a, b, _ in find_roots(text, {"lapor"})] == ["Pelaporan", "laporan"]
    assert list(find_roots(text, set())) == []
