"""A saved web page."""

from __future__ import annotations


def is_html(raw: bytes) -> bool:
    return False
