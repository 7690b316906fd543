"""The hot folder: whatever is put into it is handed in, and what comes of it is laid beside it.

    FOLDER/speech.txt          put in by a scanner or by hand
    FOLDER/done/speech.txt     once its job is done
    FOLDER/out/speech-….docx   what the job made
    FOLDER/failed/speech.txt   if it failed, with speech.txt.reason.txt

Nothing but the folder itself is remembered: after a stop in the middle the same file is handed in under the same
request id, so it is the same job.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import DependencyError, DocumentError, QuireError
from services.limits import DUMP_BYTES, NAME_CHARS

log = logging.getLogger("quire.folder")

NAME_BYTES = 255  # that a file system takes
SETTLED_SECONDS = 2.0  # a file whose size and time stand still this long is whole
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart", ".swp", "~")
Shape = tuple[int, int]  # size, time of the last change of content
ENDED = (pb.JOB_STATE_DONE, pb.JOB_STATE_FAILED, pb.JOB_STATE_CANCELLED)


class JobsClient(Protocol):
    """What the folder needs of a gateway (RemoteJobs has it)."""

    def submit(self, name: str, chunks: Iterable[bytes], profiles: Sequence[str], *, request_id: str) -> pb.Job: ...
    def get(self, job_id: str) -> pb.Job: ...
    def download(self, job_id: str, name: str) -> Iterator[bytes]: ...


@dataclass(slots=True)
class HotFolder:
    """`turn()` looks once; `run(stop)` looks every second until `stop()` is true."""

    folder: Path
    client: JobsClient
    profiles: Sequence[str] = ()
    clock: Callable[[], float] = time.monotonic
    hand_in_only: bool = False  # what is made is not fetched
    _seen: dict[Path, tuple[Shape, float]] = field(default_factory=dict)  # what it was like, since when
    _given_up: set[Path] = field(default_factory=set)  # left where they are
    _jobs: dict[Path, tuple[str, Shape]] = field(default_factory=dict)  # handed in, not ended

    def run(self, stop: Callable[[], bool], pause: float = 1.0) -> None:
        """Look until told to stop. A gateway that is away is waited for."""
        while not stop():
            try:
                self.turn()
            except DependencyError as error:
                log.warning("%s: %s; trying again", error.reason, error.message)
            time.sleep(pause)

    def turn(self) -> None:
        """Hand in what has settled; clear away what has ended. Raises DependencyError while the gateway is away."""
        for path in self._settled():
            try:
                job_id = self._submit(path)
                self._jobs[path] = job_id, self._seen[path][0]
                log.info("%s: handed in as %s", path.name, job_id)
            except FileNotFoundError:
                continue  # taken away while we looked
            except DependencyError:
                raise
            except QuireError as error:
                self._aside(path, error.reason, error.message)
            except OSError as error:
                self._odd(path, error)
        for path, (job_id, _) in list(self._jobs.items()):
            try:
                self._look(path, job_id)
            except OSError as error:
                self._odd(path, error)

    def _settled(self) -> list[Path]:
        """The files that stand still, in order of their names; hidden and unfinished ones are left alone."""
        found, now, seen = [], self.clock(), self._seen
        self._seen = {}
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith(".") or path.name.lower().endswith(UNFINISHED) or path.is_symlink():
                continue
            if not path.is_file() or path in self._jobs or path in self._given_up:
                continue
            shape = _shape(path)
            known, since = seen.get(path, (None, now))
            self._seen[path] = (shape, since if known == shape else now)
            if now - self._seen[path][1] >= SETTLED_SECONDS:
                found.append(path)
        return found

    def _submit(self, path: Path) -> str:
        stat = path.stat()
        if stat.st_size > DUMP_BYTES:
            raise DocumentError("DUMP_TOO_LARGE", f"A dump has at most {DUMP_BYTES} bytes, this one {stat.st_size}.")
        # Same file, same id; a file that is put in again has another change time and is a new job.
        identity = f"{path.name}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}"
        request_id = "folder-" + hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        name = path.name.encode("utf-8", "replace").decode()[-NAME_CHARS:]
        return self.client.submit(name, _pieces(path), self.profiles, request_id=request_id).id

    def _look(self, path: Path, job_id: str) -> None:
        try:
            job = self.client.get(job_id)
            if job.state not in ENDED:
                return
            if job.state == pb.JOB_STATE_DONE and not self.hand_in_only:
                for artefact in job.artefacts:
                    self._save(job_id, artefact)
        except DependencyError:
            raise
        except QuireError as error:
            if error.reason != "CALL_FORBIDDEN":
                self._aside(path, error.reason, error.message)
                return
            self.hand_in_only = True  # a scanner's key: clerks fetch what was made
            log.info("this key only hands in: what is made is not fetched")
        if job.state == pb.JOB_STATE_DONE:
            self._move(path, "done")
            log.info("%s: done", path.name)
        else:
            self._aside(path, job.reason or "JOB_CANCELLED", job.message or "The job was cancelled.")

    def _save(self, job_id: str, artefact: pb.Artefact) -> None:
        place = self._inside("out") / _short(Path(artefact.name.replace("\\", "/")).name)
        part = place.with_name(f".{hashlib.sha256(place.name.encode()).hexdigest()[:32]}.part")
        part.unlink(missing_ok=True)  # of a stop in the middle; never written through, for it may be a link
        try:
            with part.open("xb") as file:
                for piece in self.client.download(job_id, artefact.name):
                    file.write(piece)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        part.replace(place)

    def _aside(self, path: Path, reason: str, message: str) -> None:
        try:
            self._failed(path, reason, message)
        except OSError as error:
            self._odd(path, error)

    def _failed(self, path: Path, reason: str, message: str) -> None:
        log.warning("%s: %s: %s", path.name, reason, message)
        moved = self._move(path, "failed")
        note = moved.with_name(_short(moved.name, len(".reason.txt")) + ".reason.txt")
        note.unlink(missing_ok=True)
        with note.open("x", encoding="utf-8") as file:
            file.write(f"{reason}\n{message}\n")

    def _move(self, path: Path, where: str) -> Path:
        """Move a file away, beside one of the same name; a file that was replaced meanwhile stays, to be handed in."""
        target = self._inside(where) / path.name
        _, shape = self._jobs.pop(path, ("", None))
        number = 2
        while target.exists() or target.is_symlink():
            ending = f" ({number}){path.suffix}"
            target = target.with_name(_short(path.stem, len(ending.encode())) + ending)
            number += 1
        if path.exists() and shape in (None, _shape(path)):
            path.rename(target)
        return target

    def _inside(self, name: str) -> Path:
        """A folder of ours.

        Raises DependencyError FOLDER_LEADS_AWAY where it is a link: nothing is written elsewhere.
        """
        place = self.folder / name
        if place.is_symlink():
            raise DependencyError("FOLDER_LEADS_AWAY", f"{place} is a link; make it a folder.")
        place.mkdir(exist_ok=True)
        return place

    def _odd(self, path: Path, error: OSError) -> None:
        """A file that cannot be read, moved or named: it is left where it is, and stops no other."""
        log.error("%s: %s", ascii(path.name)[:100], error.strerror or error)
        self._jobs.pop(path, None)
        self._given_up.add(path)


def _short(name: str, room: int = 0) -> str:
    """The end of a name that fits a file system, with `room` bytes left."""
    data = name.encode("utf-8", "surrogateescape")[-(NAME_BYTES - room) :]
    return data.decode("utf-8", "ignore") if len(name.encode("utf-8", "surrogateescape")) > NAME_BYTES - room else name


def _shape(path: Path) -> Shape:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(256 * 1024):
            yield piece
