"""Archives of pages: zip, tar, and METS packages. Pages in natural order of their names, or as METS tells it."""

from __future__ import annotations

import io
import posixpath
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from services.errors import DocumentError
from services.limits import DUMP_BYTES, PAGES
from services.outline.model import Finding, Severity
from services.segmenter.readers.document import Document, Page
from services.segmenter.readers.gzipped import is_gzip, unpacked
from services.segmenter.readers.package import MEMBERS, is_zip, opened, zip_names
from services.segmenter.readers.xml import local, parse_xml, root_name

DIGITS = re.compile(r"(\d+)")
NOT_PAGES = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
FOLIO = re.compile(r"^[-—–―·\s]*(?:第|[Pp]age )?\s?(\d{1,4})\s?页?[-—–―·\s]*$")
PICTURE = re.compile(r"\.(?:png|jpe?g|tiff?|gif|bmp|jp2|webp|md5|sha\d+|css|js|ico|ttf|otf)$", re.IGNORECASE)
# Of one page in several formats the first is read: where lines stand says more than text alone.
BEST = ("page", "alto", "hocr", "pdf", "ofd", "docx", "html", "text")
OTHER_PACKAGES = (
    ("xl/", "a spreadsheet (XLSX)"),
    ("ppt/", "a presentation (PPTX)"),
    ("meta-inf/container.xml", "an e-book (EPUB)"),
    ("mimetype", "an OpenDocument file"),
    ("androidmanifest.xml", "a program"),
    ("meta-inf/manifest.mf", "a program"),
)
CUT = 6  # members named in a finding
Member = tuple[str, bytes]


def is_archive(raw: bytes) -> bool:
    """A zip that no format of its own claims, a tar, or a gzip of a tar."""
    return is_zip(raw) or _is_tar(raw) or (is_gzip(raw) and _is_tar(_inside(raw)))


def read_archive(raw: bytes) -> Document:
    """The pages of the members that can be read.

    Raises what they raise where none can, ARCHIVE_NESTED, DUMP_TOO_LARGE.
    """
    if is_zip(raw):
        _refuse_other_packages(raw)
        with opened(raw, "archive") as package:
            names = [name for name in package.names if not NOT_PAGES.search(name) and not PICTURE.search(name)]
            return read_together((name, package.read(name)) for name in in_natural_order(names))
    return read_together(_tar_members(unpacked(raw) if is_gzip(raw) else raw))


def read_together(members: Iterable[Member], kind: str = "archive") -> Document:
    """Files as the pages of one document, in their order; one page in several formats is read once.

    What cannot be read is a finding; where nothing can, its own refusal is raised.
    """
    documents: dict[str, tuple[str, Document]] = {}
    refused: list[tuple[str, DocumentError]] = []
    mets: Any = None
    for name, raw in members:
        if root_name(raw) == "mets":
            mets = parse_xml(raw, "METS file")
            continue
        try:
            document = _read_member(name, raw)
        except DocumentError as error:
            if error.reason in ("ARCHIVE_NESTED", "DUMP_TOO_LARGE", "TOO_MANY_PAGES"):
                raise
            if error.reason not in ("DUMP_EMPTY", "DUMP_BLANK") or len(refused) < PAGES:
                refused.append((name, error))
            continue
        stem = posixpath.splitext(name)[0]
        if stem not in documents or _rank(document) < _rank(documents[stem][1]):
            documents[stem] = name, document
    if not documents:
        if refused:
            raise refused[0][1]
        raise DocumentError("TEXT_MISSING", "This archive has no page that can be read: only pictures, or nothing.")
    if len(documents) == 1 and mets is None:
        _, document = next(iter(documents.values()))
        return replace(document, findings=(*document.findings, *_unread(refused)))
    ordered, labels = _by_mets(mets, documents) if mets is not None else (_in_order(list(documents.values())), {})
    pages = [page for name, document in ordered for page in _pages(document, labels.get(name, ""))]
    if len(pages) > PAGES:
        raise DocumentError("TOO_MANY_PAGES", f"The archive has {len(pages)} pages; at most {PAGES} are read.")
    formats = " ".join(sorted({document.format for _, document in ordered}))
    findings = [finding for _, document in ordered for finding in document.findings if not finding.spans]
    findings += _unread(refused)
    return Document.of(kind, pages, metadata=[("formats", formats)], findings=tuple(dict.fromkeys(findings)))


def _unread(refused: Sequence[tuple[str, DocumentError]]) -> list[Finding]:
    if not refused:
        return []
    shown = "; ".join(f"{name[-60:]} ({error.reason})" for name, error in refused[:CUT])
    details = (("count", str(len(refused))), ("names", shown))
    return [Finding("members_unread", Severity.WARNING, details=details)]


def _in_order(members: list[tuple[str, Document]]) -> list[tuple[str, Document]]:
    """Members whose names do not count, by the numbers printed on their pages, where each has one of its own."""
    if any(DIGITS.search(name) for name, _ in members):
        return members
    folios = [_printed(document) for _, document in members]
    if None in folios or len(set(folios)) < len(folios):
        return members
    return [members[n] for n in sorted(range(len(members)), key=lambda n: folios[n] or 0)]


def _printed(document: Document) -> int | None:
    """The number printed at the foot or at the head of a document's first page."""
    lines = [line for line in document.texts[0].splitlines() if line.strip()]
    for line in (*lines[-1:], *lines[:1]):
        if match := FOLIO.match(line.strip()):
            return int(match[1])
    return None


def in_natural_order(names: Iterable[str]) -> list[str]:
    """Names with page2 before page10; folders apart."""
    return sorted(names, key=natural)


def natural(name: str) -> list[tuple[int, int, str]]:
    """What names are ordered by: numbers by their value, words by their letters."""
    parts = DIGITS.split(name.casefold())
    return [(0, int(part[:18]), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part]


def _read_member(name: str, raw: bytes) -> Document:
    from services.segmenter.readers import read

    own = {entry.casefold() for entry in zip_names(raw)}
    packed = is_zip(raw) and not ("ofd.xml" in own or any(entry.startswith("word/") for entry in own))
    if packed or is_gzip(raw) or _is_tar(raw):
        raise DocumentError("ARCHIVE_NESTED", f"There is an archive in this archive (“{name[-80:]}”): unpack it first.")
    return read(raw)


def _rank(document: Document) -> int:
    return BEST.index(document.format) if document.format in BEST else len(BEST)


def _pages(document: Document, label: str) -> Iterator[Page]:
    if document.pages:
        yield from document.pages
        return
    for text in document.texts:
        # Form feeds between pages are gone; what is left of them inside a page would begin another.
        yield Page(text.replace("\f", "\n"), label=label)


def _by_mets(root: Any, found: dict[str, tuple[str, Document]]) -> tuple[list[tuple[str, Document]], dict[str, str]]:
    """The members as the physical structure of METS orders them, with the printed numbers that it tells."""
    places = {e.get("ID", ""): _href(e) for e in root.iter() if local(e) == "file"}
    by_name = {posixpath.basename(name): (name, document) for name, document in found.values()}
    maps = [e for e in root.iter() if local(e) == "structMap"]
    physical = next((e for e in maps if e.get("TYPE", "").upper() == "PHYSICAL"), maps[0] if maps else root)
    ordered: dict[str, tuple[str, Document]] = {}
    labels: dict[str, str] = {}
    for division in physical.iter():
        if local(division) != "div":
            continue
        for pointer in (e for e in division if local(e) == "fptr"):
            entry = by_name.get(posixpath.basename(places.get(pointer.get("FILEID", ""), "")))
            if entry is not None:
                ordered[entry[0]] = entry
                labels[entry[0]] = division.get("ORDERLABEL", "")
    rest = [entry for entry in found.values() if entry[0] not in ordered]
    return ([*ordered.values()] if ordered else rest), labels


def _href(element: Any) -> str:
    for location in element.iter():
        for key, text in location.attrib.items():
            if key.rpartition("}")[2] == "href":
                return str(text)
    return ""


def _refuse_other_packages(raw: bytes) -> None:
    names = {name.casefold() for name in zip_names(raw)}
    for sign, name in OTHER_PACKAGES:
        if any(one == sign or (sign.endswith("/") and one.startswith(sign)) for one in names):
            raise DocumentError(
                "FORMAT_UNKNOWN", f"This is {name}, not a dump that can be read: save it as PDF, DOCX or plain text."
            )


def _is_tar(raw: bytes) -> bool:
    return raw[257:262] == b"ustar"


def _inside(raw: bytes) -> bytes:
    """The first bytes of what gzip holds."""
    try:
        return zlib.decompressobj(wbits=31).decompress(raw[:65536], 1024)
    except zlib.error:
        return b""


def _tar_members(raw: bytes) -> Iterator[Member]:
    left = DUMP_BYTES
    try:
        with tarfile.open(fileobj=io.BytesIO(raw), mode="r:") as file:
            entries = {}
            for entry in file:
                if entry.isfile() and not NOT_PAGES.search(entry.name) and not PICTURE.search(entry.name):
                    entries[entry.name] = entry
                if len(entries) > MEMBERS:
                    raise DocumentError("ARCHIVE_TOO_LARGE", f"This archive has more than {MEMBERS} members.")
            for name in in_natural_order(entries):
                stream = file.extractfile(entries[name])
                data = stream.read(left + 1) if stream is not None else b""
                left -= len(data)
                if left < 0:
                    raise DocumentError("DUMP_TOO_LARGE", f"This archive holds more than {DUMP_BYTES} bytes.")
                yield name, data
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise DocumentError("FILE_DAMAGED", "This archive cannot be opened: it is damaged, or not whole.") from error
