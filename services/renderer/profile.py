"""Profiles: how a kind of document looks, as data. One TOML file a profile and language, found by its name."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from services.errors import BrokenInvariant, DocumentError

LANGUAGES = ("zh", "zh-Hant", "ja", "en")
_LIKE = {"zh-Hant": "zh", "ja": "zh"}  # written as another language is, but for the variants of the file
DEEPEST_STYLED = 6  # heading styles in the files
OWN_FOLDER = "QUIRE_PROFILES"  # the variable that names a folder of the operator's own profiles
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")
_ALIGN = ("left", "center", "right", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style. Lengths: points, or characters of the style's own size where the name says so."""

    name: str  # as Word shows it
    font: str  # a row of [fonts]
    size: float  # points
    based: str = ""  # another style of the profile
    align: str = "left"
    indent_chars: float = 0  # of the first line
    hanging_chars: float = 0
    left_chars: float = 0
    right_chars: float = 0
    line: float = 0  # exact line height in points; 0: the page's
    before: float = 0  # points
    after: float = 0
    level: int = 0  # outline level 1 to 9
    bold: bool = False
    italic: bool = False
    color: str = ""  # RRGGBB
    keep_next: bool = False
    rule: str = ""  # "below red 1.5": a rule under (or above) the paragraph, its colour and points
    tab: str = ""  # "right": one tabulator at the right margin
    single: bool = False  # single line height instead of an exact one (large type, tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """Names for Western and East Asian characters, and what may stand in where the East Asian one is missing."""

    ascii: str
    east: str
    alternate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sheet, in millimetres; `pitch` is the distance of lines in points, `tracking` twentieths of a point."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    pitch: float = 0  # 0: no grid
    tracking: int = 0
    number: str = "— {} —"
    number_font: str = ""
    number_size: float = 14
    mirrored: bool = True  # odd pages right, even pages left; else centred


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a document may become. All 0: as long as its content."""

    pages: int = 0  # of a source of at most `source_chars` characters
    long_pages: int = 0  # of a longer one; 0: as many
    source_chars: int = 5_000
    share: float = 0  # of the lines of the whole text that it may take; a page is always allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile in one language. `parts` says what stands on its pages, in order: rows of plan/parts.py."""

    name: str
    language: str
    about: str  # what it is, in a line, for those who choose
    parts: tuple[str, ...]
    format: str  # a row of render.FORMATS: "docx", "xlsx", "csv"
    locale: str  # w:lang of Western text
    east_locale: str
    length: Length
    page: Page
    fonts: Mapping[str, Font]
    styles: Mapping[str, Style]


@cache
def profile(name: str, language: str) -> Profile:
    """The profile of that name in a language of LANGUAGES, else in the one that it is there in.

    PROFILE_UNKNOWN names those that are there.
    """
    if name not in names():
        raise DocumentError(
            "PROFILE_UNKNOWN", f"There is no profile '{name}'; there are {', '.join(names())}.", profile=name
        )
    there = [language, _LIKE.get(language, language), *LANGUAGES]
    written = next(each for each in there if _file(f"{name}.{each}") is not None)
    tables = _read(f"{name}.{written}")
    variant = tables.pop("variants", {}).get(language, {})
    spoken = language if written in (language, _LIKE.get(language)) else written
    return _validated(name, spoken, _over(tables, variant))


@cache
def names() -> tuple[str, ...]:
    """The profiles that are there, by name: one TOML file in one language is enough."""
    files = (file.name for folder in _folders() for file in folder.iterdir())
    stems = (file.removesuffix(".toml").rpartition(".") for file in files if file.endswith(".toml"))
    return tuple(sorted({name for name, _, language in stems if _NAME.fullmatch(name) and language in LANGUAGES}))


def _folders() -> tuple[Any, ...]:
    """The operator's own folder first, so that a file there may take the place of one of ours."""
    own = os.environ.get(OWN_FOLDER, "")
    ours = resources.files("services.renderer") / "profiles"
    if not own:
        return (ours,)
    if not Path(own).is_dir():
        raise DocumentError("SETTING_INVALID", f"{OWN_FOLDER} must be a folder, not {own[:100]!a}.", setting=OWN_FOLDER)
    return Path(own), ours


def _file(stem: str) -> Any:
    return next((file for folder in _folders() if (file := folder / f"{stem}.toml").is_file()), None)


def _read(stem: str, below: tuple[str, ...] = ()) -> dict[str, Any]:
    """The tables of a file over those of the file that it extends."""
    file = _file(stem)
    if file is None or stem in below:
        raise BrokenInvariant("PROFILE_BROKEN", f"profiles/{(below or (stem,))[-1]}.toml extends '{stem}'")
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenInvariant("PROFILE_BROKEN", f"profiles/{stem}.toml: {error}") from error
    extends = tables.pop("extends", "")
    return _over(_read(extends, (*below, stem)), tables) if extends else tables


def _over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for name, value in over.items():
        mine = merged.get(name)
        merged[name] = _over(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return merged


def _validated(name: str, language: str, tables: dict[str, Any]) -> Profile:
    """The profile of these tables. A file that is wrong is our bug: BrokenInvariant names what is wrong in it."""

    def wrong(what: str) -> BrokenInvariant:
        return BrokenInvariant("PROFILE_BROKEN", f"profiles/{name}.{language}.toml: {what}")

    def built(kind: type, table: Mapping[str, Any], where: str) -> Any:
        known = {field.name: field for field in fields(kind)}
        if unknown := sorted(set(table) - set(known)):
            raise wrong(f"[{where}] has unknown {', '.join(unknown)}")
        try:
            return kind(**table)
        except TypeError as error:
            raise wrong(f"[{where}]: {error}") from error

    fonts = {key: built(Font, table, f"fonts.{key}") for key, table in tables.pop("fonts", {}).items()}
    styles = {key: built(Style, table, f"styles.{key}") for key, table in tables.pop("styles", {}).items()}
    for level in range(DEEPEST_STYLED + 1, 10):  # deeper headings look like the last one that the file describes
        styles[f"heading{level}"] = replace(styles[f"heading{DEEPEST_STYLED}"], name=f"heading {level}", level=level)
    page = built(Page, tables.pop("page", {}), "page")
    for key, style in styles.items():
        if not _NAME.fullmatch(key):
            raise wrong(f"a style's key is small letters, digits and hyphens: {key}")
        if style.font not in fonts or style.align not in _ALIGN or (style.based and style.based not in styles):
            raise wrong(f"[styles.{key}] names a font, an alignment or a style that is not there")
    if page.number_font not in fonts:
        raise wrong("[page] number_font is not there")
    length = built(Length, tables.pop("length", {}), "length")
    parts = tuple(tables.pop("parts", ()))
    whole = {"format": "docx", **tables, "name": name, "language": language, "parts": parts, "page": page}
    profile: Profile = built(Profile, {**whole, "length": length, "fonts": fonts, "styles": styles}, name)
    return profile
