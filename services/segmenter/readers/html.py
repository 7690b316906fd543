"""HTML: a saved page as a browser shows it, blocks on lines of their own. What is boilerplate the segmenter decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from services.segmenter.readers.decode import decode
from services.segmenter.readers.document import Document, Line, Page, Role, clean
from services.segmenter.readers.languages import language_tag
from services.segmenter.readers.xml import HEAD, narrow, parse_html, root_name

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
TAGS = re.compile(rb"</(?:p|div|span|td|h[1-6]|li|a|body|font|table)\s*>|<br\s*/?>", re.IGNORECASE)
PIECE = re.compile(
    rb"\s*<(?:div|p|h[1-6]|table|article|section|main|body|center|ul|ol|span|font|meta|title)[\s>]", re.I
)
CLOSED = 2  # tags of HTML that a piece of a page closes, at least
ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5-hkscs": "big5"}
HIDDEN = frozenset(
    "script style template noscript head iframe object embed svg math canvas audio video select textarea "
    "button input datalist map".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul".split()
)
NAVIGATION = frozenset({"nav", "aside", "menu"})
NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADING = re.compile(r"h([1-6])")
INDENT = re.compile(r" ?(?:\u3000 ?){2}|(?:\xa0 ?){4}")  # how pages on the web indent a paragraph
CELL_CHARS = 200  # a longer cell is a layout's, and its blocks are lines
SPACES = re.compile(r"[ \t\r\n\f]+")  # not U+3000 and U+00A0, which are printed


def is_html(raw: bytes) -> bool:
    """An element <html>, its doctype, or a piece of a page with closed tags of HTML."""
    head = narrow(raw[:HEAD])
    if b"<!doctype html" in head[:2000].lower() or root_name(raw) == "html":
        return True
    return PIECE.match(head) is not None and len(TAGS.findall(head)) >= CLOSED


def read_html(raw: bytes) -> Document:
    """One page."""
    root = parse_html(_text(raw))
    if root is None:
        return Document.of("html", [Page("")])
    title = next((clean("".join(e.itertext())) for e in root.iter("title")), "")
    lines = _lines(root, language_tag(root.get("lang")))
    return Document.of("html", [Page.of(lines)], metadata=[("title", title)] if title else [])


def _text(raw: bytes) -> str:
    raw = narrow(raw)
    declared = CHARSET.search(raw[:4096])
    if declared is not None and not raw.startswith(b"\xef\xbb\xbf"):
        name = declared[1].decode().lower()
        try:
            return raw.decode(ENCODINGS.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass  # pages often say one encoding and are in another
    return decode(raw).text


class _Writer:
    """Puts text together to lines; `role` and `level` are those of the block that is open."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.parts: list[str] = []

    def end(self, role: Role | None, level: int | None) -> Iterator[Line]:
        raw = SPACES.sub(" ", "".join(self.parts))
        self.parts.clear()
        text = clean(raw.replace("\xa0", " ")).strip()
        if text:
            indent = INDENT.match(raw)
            yield Line(("\u3000\u3000" if indent else "") + text, role=role, level=level, language=self.language)


def _lines(root: Any, language: str) -> Iterator[Line]:
    writer = _Writer(language)
    # Elements still to open (True) or to close (False), with the role that holds around them.
    stack: list[tuple[Any, bool, Role | None, int | None]] = [(root, True, None, None)]
    while stack:
        element, opens, role, level = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if not opens:
            if name in BLOCKS:
                yield from writer.end(role, level)
            outer = stack[-1] if stack else None
            if element.tail and outer is not None:
                writer.parts.append(element.tail)
            continue
        if not name or _is_hidden(element, name):
            writer.parts.append(element.tail or "")
            continue
        if name == "br":
            yield from writer.end(role, level)
            writer.parts.append(element.tail or "")
            continue
        if name == "tr" and (cells := _cells(element)):
            yield from writer.end(role, level)
            kind = role if role is Role.NAVIGATION else Role.TABLE
            yield Line("\t".join(cells), role=kind, language=language)
            continue
        inside, deep = _role(element, name, role, level)
        if name in BLOCKS:
            yield from writer.end(role, level)
        if name == "li":
            writer.parts.append(_number(element))
        if name == "pre":
            for text in "".join(element.itertext()).split("\n"):
                writer.parts.append(text)
                yield from writer.end(inside, deep)
            writer.parts.append(element.tail or "")
            continue
        stack.append((element, False, inside if name in BLOCKS else role, deep if name in BLOCKS else level))
        writer.parts.append(element.text or "")
        stack.extend((child, True, inside, deep) for child in reversed(element))
    yield from writer.end(None, None)


def _role(element: Any, name: str, role: Role | None, level: int | None) -> tuple[Role | None, int | None]:
    if name in NAVIGATION or element.get("role") in NAVIGATION_ROLES:
        return Role.NAVIGATION, None
    if name in ("header", "footer") and not any(e.tag in ("article", "main") for e in element.iterancestors()):
        return Role.NAVIGATION, None
    if role is Role.NAVIGATION:
        return role, None
    if match := HEADING.fullmatch(name):
        return Role.HEADING, int(match[1])
    return (Role.CAPTION, None) if name in ("caption", "figcaption") else (role, level)


def _cells(row: Any) -> list[str]:
    """The cells of a row of a table; nothing where the row only lays out the page."""
    cells = []
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        text = ""
        for part in cell.itertext():
            text += part
            if len(text) > 4 * CELL_CHARS:
                return []
        cells.append(clean(SPACES.sub(" ", text).replace("\xa0", " ")))
    return cells if sum(map(bool, cells)) > 1 and max(map(len, cells)) <= CELL_CHARS else []


def _number(item: Any) -> str:
    """What a browser prints before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    first = int(start) if start.isdigit() and len(start) < 6 else 1
    place = first + sum(1 for one in item.itersiblings("li", preceding=True))
    if parent.get("type") in ("a", "A") and place <= 26:
        return f"{chr(ord(parent.get('type')) + place - 1)}. "
    return f"{place}. "


def _is_hidden(element: Any, name: str) -> bool:
    return (
        name in HIDDEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or INVISIBLE.search(element.get("style", "")) is not None
    )
