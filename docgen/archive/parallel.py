"""The same work on very many things: by several processes, because reading JSON keeps one core busy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MANY = 1_000  # for fewer it is not worth starting a process
PROCESSES, CHUNK = 4, 50


def work_through(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """The result of `work` for every item, in their order; `work` and what goes in and out of it can be pickled.

    Where a process is ended from outside, as by a system short of memory, the rest is done here.
    """
    processes = min(PROCESSES, os.cpu_count() or 1)
    if len(items) < MANY or processes == 1:
        yield from map(work, items)
        return
    done = 0
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:  # a fork would share our database
        try:
            for result in pool.map(work, items, chunksize=CHUNK):
                yield result
                done += 1
        except BrokenProcessPool:
            yield from map(work, items[done:])
