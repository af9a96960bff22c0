"""What is one letter away is found wherever the letter is, in every script, and nothing else is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from docgen.search.engine.edits import one_apart, similar
from docgen.search.engine.strings import string_arrays, strings_in, to_bytes

LONG = "pertanggungjawaban"
words = st.text("abé", max_size=5) | st.text("ab", min_size=16, max_size=20) | st.sampled_from(["\0", "a\0", "\0a"])


@given(st.sets(words, max_size=40), words)
@example({LONG, LONG[1:], LONG[:-1], "x" + LONG, LONG + "x", LONG.replace("u", "o"), LONG[2:]}, LONG)
@example({"é", "e", "", "éa", "ébé"}, "é")
def test_it_is_what_letter_by_letter_is_one_apart(vocabulary: set[str], token: str) -> None:
    listed = sorted(vocabulary, key=to_bytes)
    table = strings_in(string_arrays("kata", map(to_bytes, listed)), "kata")
    assert sorted(similar(table, token)) == [at for at, word in enumerate(listed) if one_apart(word, token)]
