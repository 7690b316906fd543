"""A small run of `make faults`: everything is broken a few times, and every job ends as it must."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.faults.__main__ import run

JOBS = 40


@pytest.mark.timeout(400)
def test_whatever_breaks_every_accepted_job_ends_once_with_the_right_artefacts() -> None:
    said: list[str] = []
    tell: Callable[[str], None] = said.append
    verdict = run(JOBS, seed=3, ledger="sqlite", say=tell, pace=4, papers=8)
    assert verdict.problems == (), "\n".join(said)
    assert (verdict.jobs, verdict.done + verdict.failed) == (JOBS, JOBS)
    assert any("done to it: " in line for line in said)
