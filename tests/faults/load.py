"""What is handed in while things break: documents of mixed sizes, some of them bad, and what each must become."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from services.errors import DependencyError, DocumentError
from services.gateway.compose import embedded
from services.gateway.grpc.client import RemoteJobs
from services.rpc import pieces
from worker.jobs.job import USUAL_PROFILES

SAMPLES = Path(__file__).parents[2] / "samples"
SENDERS = 4


@dataclass(frozen=True, slots=True)
class Document:
    """A dump; `made` are the names and digests of an undisturbed run, `reason` why it must fail (empty: it must not)."""

    name: str
    dump: bytes
    profiles: tuple[str, ...]
    made: tuple[tuple[str, str], ...]
    reason: str = ""


def documents(seed: int, count: int = 30) -> tuple[Document, ...]:
    """So many documents, the same for the same seed, with what the plain functions make of them."""
    draw = random.Random(seed)
    samples = [file.read_text() for file in sorted(SAMPLES.glob("*.txt"))]
    return tuple(_document(draw, number, samples) for number in range(count))


def _document(draw: random.Random, number: int, samples: Sequence[str]) -> Document:
    kind = draw.random()
    if kind < 0.06:
        return Document(f"bad{number}", b"\x89PNG\r\n\x1a\n" + draw.randbytes(200), ("summary",), (), "NOT_TEXT")
    parts = 1 if kind < 0.75 else draw.randint(3, 10) if kind < 0.95 else 80
    text = "\n".join(draw.choice(samples) for _ in range(parts)) + f"\n{number}。"
    profiles = tuple(draw.sample(USUAL_PROFILES, draw.randint(1, 2)))
    name, dump = f"document{number}.txt", text.encode()
    made = embedded()(dump, name, profiles, {})
    return Document(name, dump, profiles, tuple((file, hashlib.sha256(data).hexdigest()) for file, data in made))


class Senders:
    """Hands in `count` jobs at a steady pace; one that was not accepted is sent again under the same request id."""

    def __init__(self, address: str, key: str, papers: Sequence[Document], count: int, pace: float) -> None:
        self.accepted: dict[int, str] = {}  # number → job id
        self.again = 0
        self.seconds: list[float] = []  # that submissions took which were accepted
        self._remote = RemoteJobs(address, key)
        self._papers, self._count, self._pace = papers, count, pace
        self._began = time.monotonic()
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(SENDERS)
        self._sent = [self._pool.submit(self._send, number) for number in range(count)]

    def paper(self, number: int) -> Document:
        return self._papers[number % len(self._papers)]

    def over(self) -> bool:
        """Whether all were accepted. Raises what a sender did not expect."""
        for one in self._sent:
            if one.done():
                one.result()
        return len(self.accepted) == self._count

    def close(self) -> None:
        self._stop.set()
        self._pool.shutdown(cancel_futures=True)
        self._remote.close()

    def _send(self, number: int) -> None:
        paper = self.paper(number)
        self._stop.wait(max(0.0, self._began + number / self._pace - time.monotonic()))
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                job = self._remote.submit(paper.name, pieces(paper.dump), paper.profiles, request_id=f"fault-{number}")
            except (DependencyError, DocumentError) as error:
                if isinstance(error, DocumentError) and error.reason != "DUMP_INCOMPLETE":
                    raise
                self.again += 1
                self._stop.wait(0.3)
            else:
                self.seconds.append(time.monotonic() - began)
                self.accepted[number] = job.id
                return
