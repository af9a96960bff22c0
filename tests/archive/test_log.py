"""The chain: no entry can be another one, and none can be left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from docgen.archive.log import START, Act, Head, chain, head_of
from tests.archive.samples import START as MOMENT
from tests.archive.samples import WIB

ACT = Act("urn:docgen:naskah:a", 1, "dibuat", "sekretaris", MOMENT, "0" * 64)


def test_each_entry_is_chained_to_the_one_before() -> None:
    first = chain(Head(), ACT)
    second = chain(head_of(first), replace(ACT, number=2))
    assert (first.seq, first.prev) == (1, START)
    assert (second.seq, second.prev) == (2, first.hash)


def test_the_hash_is_the_one_written_down_in_the_documentation() -> None:
    """Were this to change, every archive ever written would look forged."""
    assert chain(Head(), ACT).hash == "13db64ee216b24fb15012cac9f54ac2d81830a24a273d5b0640d9148a7584850"


def test_every_fact_of_an_entry_is_in_its_hash() -> None:
    other = Act("urn:docgen:naskah:b", 2, "direvisi", "kasubag", datetime(2020, 1, 1, tzinfo=WIB), "1" * 64)
    changed = [replace(ACT, **{name: getattr(other, name)}) for name in Act.__dataclass_fields__]
    hashes = {chain(Head(), act).hash for act in (ACT, *changed)}
    hashes |= {chain(Head(1), ACT).hash, chain(Head(0, "f" * 64), ACT).hash}
    assert len(hashes) == 1 + len(changed) + 2
