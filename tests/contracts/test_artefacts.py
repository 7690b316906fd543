"""What every artefact store promises."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.errors import DependencyError, DocumentError
from tests.faults.disk import fill, small_disk
from worker.artefacts.artefacts import Artefacts
from worker.artefacts.directory import DirectoryArtefacts

NAMESPACE, OTHER = "0a" * 13, "0b" * 13


def reason(artefacts: Artefacts, namespace: str, digest: str) -> str:
    with pytest.raises(DependencyError) as caught:
        b"".join(artefacts.read(namespace, digest))
    return caught.value.reason


@pytest.mark.parametrize(
    "data", [b"", b"\0", "讲话".encode() * 7, bytes(9_000_000)], ids=["none", "one", "few", "many"]
)
def test_what_was_put_is_read(artefacts: Artefacts, data: bytes) -> None:
    kept = artefacts.put(NAMESPACE, (data[at : at + 100_000] for at in range(0, len(data), 100_000)))
    assert (kept.digest, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert b"".join(artefacts.read(NAMESPACE, kept.digest)) == data


def test_the_same_bytes_again_change_nothing(artefacts: Artefacts) -> None:
    first = artefacts.put(NAMESPACE, [b"ab", b"c"])
    assert artefacts.put(NAMESPACE, [b"abc"]) == first
    assert b"".join(artefacts.read(NAMESPACE, first.digest)) == b"abc"


def test_no_namespace_sees_what_is_in_another(artefacts: Artefacts) -> None:
    kept = artefacts.put(NAMESPACE, [b"abc"])
    assert reason(artefacts, OTHER, kept.digest) == "ARTEFACT_LOST"
    artefacts.put(OTHER, [b"abc"])
    artefacts.clear(NAMESPACE)
    assert reason(artefacts, NAMESPACE, kept.digest) == "ARTEFACT_LOST"
    assert b"".join(artefacts.read(OTHER, kept.digest)) == b"abc"
    artefacts.clear(NAMESPACE)


def test_a_source_that_breaks_off_leaves_nothing(artefacts: Artefacts) -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise DocumentError("DUMP_INCOMPLETE", "broke off")

    with pytest.raises(DocumentError):
        artefacts.put(NAMESPACE, broken())
    assert reason(artefacts, NAMESPACE, hashlib.sha256(b"abc").hexdigest()) == "ARTEFACT_LOST"


def test_namespaces_are_listed_by_when_they_were_last_put_in(artefacts: Artefacts) -> None:
    artefacts.put(NAMESPACE, [b"a"])
    artefacts.put(OTHER, [b"b"])
    now = datetime.now(UTC)
    assert sorted(artefacts.namespaces(now + timedelta(minutes=5))) == [NAMESPACE, OTHER]
    assert list(artefacts.namespaces(now - timedelta(minutes=5))) == []
    artefacts.clear(NAMESPACE)
    assert list(artefacts.namespaces(now + timedelta(minutes=5))) == [OTHER]


def test_what_is_in_a_namespace_is_listed(artefacts: Artefacts) -> None:
    blobs = {artefacts.put(NAMESPACE, [data]) for data in (b"a", b"bc", b"")}
    artefacts.put(OTHER, [b"other"])
    assert set(artefacts.blobs(NAMESPACE)) == blobs and list(artefacts.blobs("0c" * 13)) == []


def test_of_bytes_that_were_changed_not_one_is_read(tmp_path: Path) -> None:
    artefacts = DirectoryArtefacts(tmp_path)
    blob = artefacts.put(NAMESPACE, [b"abc" * 1_000_000])
    file = tmp_path / NAMESPACE / blob.digest
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(DependencyError) as caught:
        artefacts.read(NAMESPACE, blob.digest)  # before any piece is asked for
    assert caught.value.reason == "ARTEFACT_DAMAGED"
    assert artefacts.put(NAMESPACE, [b"abc" * 1_000_000]) == blob  # putting them again mends it
    assert len(b"".join(artefacts.read(NAMESPACE, blob.digest))) == 3_000_000


def test_of_bytes_that_were_changed_in_a_bucket_not_one_is_read(bucket) -> None:
    import obstore

    artefacts = bucket()
    blob = artefacts.put(NAMESPACE, [b"abc"])
    obstore.put(artefacts._store(), f"{NAMESPACE}/{blob.digest}", b"abd")
    with pytest.raises(DependencyError) as caught:
        artefacts.read(NAMESPACE, blob.digest)
    assert caught.value.reason == "ARTEFACT_DAMAGED"


def test_a_name_that_is_a_path_is_refused(tmp_path: Path) -> None:
    artefacts = DirectoryArtefacts(tmp_path / "store")
    for name in ("..", "a/b", "", "/etc", "0a\0"):
        with pytest.raises(ValueError, match="not a namespace"):
            artefacts.put(name, [b"x"])
        with pytest.raises(ValueError, match="not a namespace"):
            artefacts.read(NAMESPACE, name)
    assert not any((tmp_path / "store").glob("**/x"))


def test_what_is_not_quires_in_the_folder_is_neither_listed_nor_deleted(tmp_path: Path) -> None:
    artefacts = DirectoryArtefacts(tmp_path / "store")
    artefacts.put(NAMESPACE, [b"x"])
    foreign = [tmp_path / "store" / name for name in ("abc", "0a", "feed", "a.txt", f"{NAMESPACE}/mine.txt")]
    for path in foreign:
        if path.suffix:
            path.write_text("mine")
        else:
            path.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "store" / OTHER).symlink_to(tmp_path / "elsewhere")
    assert list(artefacts.namespaces(datetime.now(UTC) + timedelta(minutes=5))) == [NAMESPACE]
    artefacts.clear(NAMESPACE)
    assert all(path.exists() for path in foreign) and list(artefacts.blobs(NAMESPACE)) == []


@pytest.mark.parametrize("size", [100, 5_000, 300_000])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_is_full_is_said_whatever_the_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, call: str
) -> None:
    artefacts = DirectoryArtefacts(tmp_path)
    old = artefacts.put(NAMESPACE, [b"old"])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for namespace in (NAMESPACE, OTHER):
        with monkeypatch.context() as patched, pytest.raises(DependencyError) as caught:
            patched.setattr(os, call, full)
            artefacts.put(namespace, [b"x" * size])
        assert caught.value.reason == "ARTEFACTS_FULL"
    assert [file.name for file in (tmp_path / NAMESPACE).iterdir()] == [old.digest]  # no half-written file stays
    assert not (tmp_path / OTHER).exists()  # nor a folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small file system")
@pytest.mark.parametrize("size", [100, 5_000, 60_000, 300_000])
def test_a_small_file_system_that_is_full_is_said(tmp_path: Path, size: int) -> None:
    with small_disk(tmp_path / "disk", 128 * 1024) as disk:
        artefacts = DirectoryArtefacts(disk / "store")
        artefacts.put(NAMESPACE, [b"first"])
        fill(disk)
        with pytest.raises(DependencyError) as caught:
            artefacts.put(NAMESPACE, [b"x" * size])
        assert caught.value.reason == "ARTEFACTS_FULL"
        (disk / "filler").unlink()
        assert artefacts.put(NAMESPACE, [b"x" * min(size, 60_000)]).size


def test_a_store_that_is_no_folder_is_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DependencyError) as caught:
        DirectoryArtefacts(tmp_path / "file").put(NAMESPACE, [b"x"])
    assert caught.value.reason == "ARTEFACTS_AWAY"
