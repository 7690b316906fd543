"""XML and HTML from outside: recognised by the first element, parsed without entities, network or DTD."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from services.errors import DocumentError

HEAD = 64 * 1024  # bytes in which the first element begins; comments and declarations stand before it
_BEFORE = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>)*", re.DOTALL | re.I
)
_FIRST = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def root_name(raw: bytes) -> str:
    """The first element's name without its prefix, in small letters; "" where the bytes begin with no element."""
    head = narrow(raw[:HEAD]).removeprefix(codecs.BOM_UTF8)
    if head.lstrip()[:1] != b"<":
        return ""
    text = head.decode("latin-1")
    before = _BEFORE.match(text)
    match = _FIRST.match(text, before.end() if before else 0)
    return match[1].lower() if match else ""


def narrow(raw: bytes) -> bytes:
    """UTF-16 as UTF-8, without its declared encoding; other bytes as they are."""
    for mark, name in WIDE:
        if raw.startswith(mark):
            text = raw[: len(raw) // 2 * 2].decode(name, "replace")
            return _DECLARED.sub(r"\1", text, count=1).encode("utf-8", "replace")
    return raw


def parse_xml(raw: bytes, name: str) -> Any:
    """The root element of XML. Raises DocumentError FILE_DAMAGED, and ENTITIES_REFUSED where it declares entities.

    `name` is the format's, for the message. No entity is expanded, nothing is fetched, and libxml2's own bounds hold
    (256 levels, 10 MB a text).
    """
    raw = narrow(raw)
    head = raw[:HEAD]
    if _ENTITY.search(head):
        raise DocumentError("ENTITIES_REFUSED", f"This {name} declares entities; write it without any.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("FILE_DAMAGED", f"This {name} is no well-formed XML: {_first_line(error)}.") from error


def parse_html(text: str) -> Any:
    """The root element of HTML, mended as browsers do; None where nothing is left."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("FILE_DAMAGED", f"This page is no HTML: {_first_line(error)}.") from error


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2]


def number(value: str | None) -> float | None:
    """A finite number that an attribute tells; None: it tells none."""
    try:
        size = float(value) if value else None
    except ValueError:
        return None
    return size if size is not None and -1e7 < size < 1e7 else None


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
