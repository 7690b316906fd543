"""What an output format is, and the table of them: one row a file of this folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from services.errors import DocumentError
from services.outline.model import Outline


@dataclass(frozen=True, slots=True)
class Writing:
    """What a format may want to know beside the outline.

    `document`: identifies the document in what is written; empty: the digest of its dump. `width`: characters that a
    line for people is shortened to; None: not at all.
    """

    document: str = ""
    width: int | None = None

    def document_of(self, outline: Outline) -> str:
        """The document's identifier."""
        return self.document or outline.source.digest


@dataclass(frozen=True, slots=True)
class Format:
    """A row: `write(outline, writing)` gives the text of the file NAME + `ending`; `about` is half a sentence for
    help."""

    name: str
    ending: str
    media_type: str
    about: str
    write: Callable[[Outline, Writing], str]


@cache
def formats() -> Mapping[str, Format]:
    """Every format by name, in the order of their files' names."""
    package = __name__.rpartition(".")[0]
    modules = (import_module(f"{package}.{module.name}") for module in iter_modules(import_module(package).__path__))
    rows = (module.FORMAT for module in modules if hasattr(module, "FORMAT"))
    return MappingProxyType({row.name: row for row in rows})


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(formats())


def format_named(name: str) -> Format:
    """The format of that name. DocumentError FORMAT_NAME_UNKNOWN lists those that there are."""
    row = formats().get(name)
    if row is None:
        raise DocumentError(
            "FORMAT_NAME_UNKNOWN", f"There is no output format '{name[:40]}'; there are {', '.join(names())}."
        )
    return row
