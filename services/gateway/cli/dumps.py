"""Dumps named on the command line: read one by one, so that one bad document never stops the others."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from services.errors import DependencyError, DocumentError
from services.gateway.cli.main import tell
from services.limits import DUMP_BYTES

STDIN = "-"
_ENDING = re.compile(r"(?<=.)\.[A-Za-z]{1,5}$")  # ".txt"; but "5.11讲话" is a whole name
together = click.option(
    "--together", is_flag=True, help="The dumps are the pages of one document, in the order in which they are named."
)
argument = click.argument("paths", metavar="DUMP...", nargs=-1, required=True, type=click.Path(path_type=str))


def read(path: str, most: int = DUMP_BYTES) -> bytes:
    """The bytes of a file; "-" is standard input. Raises DocumentError FILE_UNREADABLE or DUMP_TOO_LARGE."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        raise DocumentError("FILE_UNREADABLE", f"The file cannot be read: {error.strerror or error}.") from error
    if len(data) > most:
        raise DocumentError("DUMP_TOO_LARGE", f"The file has more than {most} bytes.", limit=str(most))
    return data


def opened(paths: Sequence[str], together: bool) -> tuple[tuple[str, ...], Callable[[str], bytes]]:
    """What to read, and how: each path by itself, or all as the pages of one document that has the first one's name."""
    if not together or len(paths) < 2:
        return tuple(paths), read

    def packed(_: str) -> bytes:
        data, left = io.BytesIO(), DUMP_BYTES
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, path in enumerate(paths, 1):
                page = read(path, left)
                left -= len(page)
                archive.writestr(f"{number:05d} {Path(path).name}", page)
        return data.getvalue()

    return tuple(paths[:1]), packed


def names(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each path with the NAME its files get: the file name without its ending; a second one of a name ends in -2."""
    used: set[str] = set()
    for path in paths:
        name = stem = "stdin" if path == STDIN else _ENDING.sub("", Path(path).name)
        number = 2
        while name.casefold() in used:
            name, number = f"{stem}-{number}", number + 1
        used.add(name.casefold())
        yield path, name


def each(paths: Sequence[str], do: Callable[[str, str], None]) -> int:
    """`do(path, name)` for every dump; failures are told one line each. The exit code: 0, or that of the worst failure.

    An error that is not about the document (exit 3 or more) outranks one that is.
    """
    code = 0
    for path, name in names(paths):
        try:
            do(path, name)
        except (BrokenPipeError, click.ClickException):
            raise
        except Exception as error:
            code = max(code, tell(error, "standard input" if path == STDIN else path))
    return code


def write(path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or not there. Raises DependencyError OUTPUT_NOT_WRITTEN."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DependencyError("OUTPUT_NOT_WRITTEN", f"{path} cannot be written: {error.strerror or error}.") from error
