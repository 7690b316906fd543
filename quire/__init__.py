"""Quire's public Python package: the stable API. Everything else may change between minor versions.

    import quire

    outline = quire.segment(Path("speech.txt").read_bytes())   # needs quire[segmenter]
    docx = quire.render(outline, "briefing")                   # needs quire[renderer]

Errors are QuireError with a stable `reason`; a missing extra is an ImportError that names it.
"""

from quire.client import Client
from quire.convert import convert
from quire.render import render
from quire.segment import segment
from services.errors import BrokenInvariant, DependencyError, DocumentError, QuireError
from services.outline.model import Outline
from services.version import VERSION

__version__ = VERSION
__all__ = [
    "BrokenInvariant",
    "Client",
    "DependencyError",
    "DocumentError",
    "Outline",
    "QuireError",
    "__version__",
    "convert",
    "render",
    "segment",
]
