"""Text as WordprocessingML: escaped, without what XML 1.0 forbids."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\t\n\r]+)")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _FORBIDDEN.sub(REPLACEMENT, text) if _FORBIDDEN.search(text) else text


def attribute(text: str) -> str:
    """The text as an attribute's value, with its quotes."""
    return quoteattr(clean(text))


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run; tabs and line ends become what Word knows. `tag` is "delText" in a deletion."""
    if not _SPECIAL.search(text):  # nearly all runs: nothing to clean, break or escape
        look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{look}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>' if text else f"<w:r>{look}</w:r>"
    text = clean(text)
    if not _BREAKS.search(text):
        inner = _words(text, tag)
    else:
        inner = "".join(
            _words(part, tag) if n % 2 == 0 else "".join("<w:tab/>" if sign == "\t" else "<w:br/>" for sign in part)
            for n, part in enumerate(_BREAKS.split(text))
        )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def _words(text: str, tag: str) -> str:
    return f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>' if text else ""
