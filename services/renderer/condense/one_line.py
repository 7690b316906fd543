"""What a document is about in one line of its own words, for lists."""

from __future__ import annotations

import re

from services.outline.model import Gap, Outline, Text
from services.renderer.condense.condense import condense

_CHARS = 60
_CLAUSE = re.compile(r"[；;。！？]|[，,](?=\s|[\u3400-\u9fff])")


def one_line(outline: Outline) -> Text | None:
    """At most 60 characters: the sentence that carries most of the document, else the whole clauses at its head."""
    for chars in (_CHARS, 4 * _CHARS):
        for _, item in condense(outline, chars).walk():
            if isinstance(item, Gap) or not item.text:
                continue
            text = item.text
            whole = str(text)
            if len(whole) <= _CHARS:
                return text
            ends = [match.start() for match in _CLAUSE.finditer(whole, 0, _CHARS + 1)]
            if ends:
                return text.cut(0, ends[-1])
    return None
