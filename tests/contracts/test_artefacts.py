"""What every artefact store promises."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.errors import DependencyError, DocumentError
from worker.artefacts.artefacts import Artefacts
from worker.artefacts.directory import DirectoryArtefacts

SHELF, OTHER = "0a", "0b"


def reason(artefacts: Artefacts, shelf: str, digest: str) -> str:
    with pytest.raises(DependencyError) as caught:
        b"".join(artefacts.read(shelf, digest))
    return caught.value.reason


@pytest.mark.parametrize(
    "data", [b"", b"\0", "讲话".encode() * 7, bytes(9_000_000)], ids=["none", "one", "few", "many"]
)
def test_what_was_put_is_read(artefacts: Artefacts, data: bytes) -> None:
    kept = artefacts.put(SHELF, (data[at : at + 100_000] for at in range(0, len(data), 100_000)))
    assert (kept.digest, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert b"".join(artefacts.read(SHELF, kept.digest)) == data


def test_the_same_bytes_again_change_nothing(artefacts: Artefacts) -> None:
    first = artefacts.put(SHELF, [b"ab", b"c"])
    assert artefacts.put(SHELF, [b"abc"]) == first
    assert b"".join(artefacts.read(SHELF, first.digest)) == b"abc"


def test_no_shelf_sees_what_is_on_another(artefacts: Artefacts) -> None:
    kept = artefacts.put(SHELF, [b"abc"])
    assert reason(artefacts, OTHER, kept.digest) == "ARTEFACT_LOST"
    artefacts.put(OTHER, [b"abc"])
    artefacts.clear(SHELF)
    assert reason(artefacts, SHELF, kept.digest) == "ARTEFACT_LOST"
    assert b"".join(artefacts.read(OTHER, kept.digest)) == b"abc"
    artefacts.clear(SHELF)


def test_a_source_that_breaks_off_leaves_nothing(artefacts: Artefacts) -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise DocumentError("DUMP_INCOMPLETE", "broke off")

    with pytest.raises(DocumentError):
        artefacts.put(SHELF, broken())
    assert reason(artefacts, SHELF, hashlib.sha256(b"abc").hexdigest()) == "ARTEFACT_LOST"


def test_shelves_are_told_by_when_they_were_last_put_on(artefacts: Artefacts) -> None:
    artefacts.put(SHELF, [b"a"])
    artefacts.put(OTHER, [b"b"])
    now = datetime.now(UTC)
    assert sorted(artefacts.shelves(now + timedelta(minutes=5))) == [SHELF, OTHER]
    assert list(artefacts.shelves(now - timedelta(minutes=5))) == []
    artefacts.clear(SHELF)
    assert list(artefacts.shelves(now + timedelta(minutes=5))) == [OTHER]


def test_bytes_that_were_changed_on_the_disk_are_told(tmp_path: Path) -> None:
    artefacts = DirectoryArtefacts(tmp_path)
    kept = artefacts.put(SHELF, [b"abc"])
    (tmp_path / SHELF / kept.digest).write_bytes(b"abd")
    assert reason(artefacts, SHELF, kept.digest) == "ARTEFACT_DAMAGED"
    assert artefacts.put(SHELF, [b"abc"]) == kept  # putting them again mends it
    assert b"".join(artefacts.read(SHELF, kept.digest)) == b"abc"


def test_bytes_that_were_changed_in_a_bucket_are_told(bucket) -> None:  # type: ignore[no-untyped-def]
    import obstore

    artefacts = bucket()
    kept = artefacts.put(SHELF, [b"abc"])
    obstore.put(artefacts._store(), f"{SHELF}/{kept.digest}", b"abd")
    assert reason(artefacts, SHELF, kept.digest) == "ARTEFACT_DAMAGED"


def test_a_name_that_is_a_path_is_refused(tmp_path: Path) -> None:
    artefacts = DirectoryArtefacts(tmp_path / "store")
    for name in ("..", "a/b", "", "/etc", "0a\0"):
        with pytest.raises(ValueError, match="not the name"):
            artefacts.put(name, [b"x"])
        with pytest.raises(ValueError, match="not the name"):
            artefacts.read(SHELF, name)
    assert not any((tmp_path / "store").glob("**/x"))


def test_a_disk_that_is_full_or_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    artefacts = DirectoryArtefacts(tmp_path)
    old = artefacts.put(SHELF, [b"old"])

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DependencyError) as caught:
            artefacts.put(SHELF, [b"new"])
    assert caught.value.reason == "ARTEFACTS_FULL"
    assert [file.name for file in (tmp_path / SHELF).iterdir()] == [old.digest]  # no half-written file stays
    (tmp_path / "file").write_text("")
    with pytest.raises(DependencyError) as caught:
        DirectoryArtefacts(tmp_path / "file").put(SHELF, [b"x"])
    assert caught.value.reason == "ARTEFACTS_AWAY"
