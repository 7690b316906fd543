"""A progress bar on standard error, when that is a terminal; else nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WORTH = 2  # fewer steps need no bar


@contextmanager
def bar(words: str, steps: int, unit: str = "") -> Iterator[Callable[[str, int], None]]:
    """Gives `step(name, done)`: show `name` beside the bar and count `done` steps. `unit` "bytes" shows sizes."""
    if not sys.stderr.isatty() or steps < WORTH:
        yield lambda name, done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    count = DownloadColumn() if unit == "bytes" else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), count, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=steps)

        def step(name: str, done: int) -> None:
            progress.update(task, advance=done, description=f"{words} {name}"[:60])

        yield step
