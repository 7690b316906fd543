"""Names of files as they travel in a header: never a path, never a second header."""

from __future__ import annotations

from urllib.parse import quote


def content_disposition(name: str) -> str:
    """'attachment' with the name twice (RFC 6266): in ASCII for old clients, in UTF-8 for all others."""
    plain = "".join(letter if " " < letter < "\x7f" and letter not in '"\\%;/' else "_" for letter in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"
