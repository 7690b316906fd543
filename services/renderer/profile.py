"""Profiles: how a kind of document looks, as data. One TOML file a profile and language, found by its name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from typing import Any

from services.errors import BrokenInvariant, DocumentError

LANGUAGES = ("zh", "en")
DEEPEST_TOLD = 6  # heading styles in the files
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
class Profile:
    """A profile in one language. `kind` says which plan it is made by: transcript, briefing or summary."""

    name: str
    language: str
    kind: str
    locale: str  # w:lang of Western text
    east_locale: str
    chars: int  # budget of condensing, characters; 0: all
    page: Page
    fonts: Mapping[str, Font]
    styles: Mapping[str, Style]


@cache
def profile(name: str, language: str) -> Profile:
    """The profile of that name in "zh" or "en". PROFILE_UNKNOWN names those that are there."""
    if name not in names():
        raise DocumentError(
            "PROFILE_UNKNOWN", f"There is no profile '{name}'; there are {', '.join(names())}.", profile=name
        )
    return _validated(name, language, _read(f"{name}.{language}"))


@cache
def names() -> tuple[str, ...]:
    """The profiles that are there, by name."""
    files = (file.name for file in _folder().iterdir())
    return tuple(sorted({file.split(".")[0] for file in files if file.endswith(".toml") and not file.startswith("_")}))


def _folder() -> Any:
    return resources.files("services.renderer") / "profiles"


def _read(stem: str) -> dict[str, Any]:
    """The tables of a file over those of the file that it extends."""
    told = tomllib.loads((_folder() / f"{stem}.toml").read_text(encoding="utf-8"))
    extends = told.pop("extends", "")
    return _over(_read(extends), told) if extends else told


def _over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for name, value in over.items():
        mine = merged.get(name)
        merged[name] = _over(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return merged


def _validated(name: str, language: str, told: dict[str, Any]) -> Profile:
    """The profile of these tables. A file that is wrong is our bug: BrokenInvariant names what is wrong in it."""

    def wrong(what: str) -> BrokenInvariant:
        return BrokenInvariant("PROFILE_BROKEN", f"profiles/{name}.{language}.toml: {what}")

    def made(kind: type, table: Mapping[str, Any], where: str) -> Any:
        known = {field.name: field for field in fields(kind)}
        if unknown := sorted(set(table) - set(known)):
            raise wrong(f"[{where}] has unknown {', '.join(unknown)}")
        try:
            return kind(**table)
        except TypeError as error:
            raise wrong(f"[{where}]: {error}") from error

    fonts = {key: made(Font, table, f"fonts.{key}") for key, table in told.pop("fonts", {}).items()}
    styles = {key: made(Style, table, f"styles.{key}") for key, table in told.pop("styles", {}).items()}
    for level in range(DEEPEST_TOLD + 1, 10):  # deeper headings look like the last one that the file tells of
        styles[f"heading{level}"] = replace(styles[f"heading{DEEPEST_TOLD}"], name=f"heading {level}", level=level)
    page = made(Page, told.pop("page", {}), "page")
    for key, style in styles.items():
        if not _NAME.fullmatch(key):
            raise wrong(f"a style's key is small letters, digits and hyphens: {key}")
        if style.font not in fonts or style.align not in _ALIGN or (style.based and style.based not in styles):
            raise wrong(f"[styles.{key}] names a font, an alignment or a style that is not there")
    if page.number_font not in fonts:
        raise wrong("[page] number_font is not there")
    found: Profile = made(Profile, {**told, "language": language, "page": page, "fonts": fonts, "styles": styles}, name)
    return found
