"""Where the map over documents runs: in this process, in a pool of them, or in threads.

The order of results is that of the documents, whatever the number of processes.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import chain, islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNK_ITEMS = 64
_OBJECTS = 50_000
CHUNK_WEIGHT = 2_000_000
"""The weight of items that go to a process together."""


def run_map(
    items: Iterable[T],
    work: Callable[[Sequence[T]], Sequence[R]],
    *,
    jobs: int = 1,
    weight: Callable[[T], int] = lambda _item: 1,
) -> Iterator[R]:
    """`work` applied to chunks of items, results in order.

    A chunk ends at 64 items or when their weights (characters, say) reach `CHUNK_WEIGHT`. With several jobs
    `work` must be picklable; at most four chunks a process are under way, so memory stays bounded.
    """
    chunks = _chunks(items, weight)
    first = list(islice(chunks, 2))
    if jobs <= 1 or len(first) < 2:
        for chunk in chain(first, chunks):
            yield from work(chunk)
    else:
        yield from _pooled((*first, *islice(chunks, 4 * jobs)), chunks, work, jobs)


def run_threads(items: Iterable[T], work: Callable[[T], R], *, jobs: int = 1) -> Iterator[R]:
    """`work` applied to each item by threads of this process, results in order.

    At most one item more than there are jobs is under way, so memory stays bounded.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    waiting = iter(items)
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        pending = deque(pool.submit(work, item) for item in islice(waiting, jobs + 1))
        while pending:
            yield pending.popleft().result()
            pending.extend(pool.submit(work, item) for item in islice(waiting, 1))


def _pooled(
    ready: Sequence[list[T]], more: Iterator[list[T]], work: Callable[[Sequence[T]], Sequence[R]], jobs: int
) -> Iterator[R]:
    # Spawned, not forked: the parent may run threads, and the two behave alike on every platform.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=_begin)
    try:
        pending: deque[Future[Sequence[R]]] = deque(pool.submit(work, chunk) for chunk in ready)
        while pending:
            done = pending.popleft()
            yield from done.result()
            pending.extend(pool.submit(work, chunk) for chunk in islice(more, 1))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """An interrupt goes to every process of a terminal; the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom_collect()


def seldom_collect() -> None:
    """Look for cycles less often, for a process that holds many documents and makes next to none of these.

    The default takes a sixth of the time of a join over 100,000 documents.
    """
    gc.set_threshold(_OBJECTS, 50, 50)


def _chunks(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[list[T]]:
    chunk: list[T] = []
    load = 0
    for item in items:
        chunk.append(item)
        load += weight(item)
        if len(chunk) >= _CHUNK_ITEMS or load >= CHUNK_WEIGHT:
            yield chunk
            chunk, load = [], 0
    if chunk:
        yield chunk
