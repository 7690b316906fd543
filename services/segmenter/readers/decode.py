"""Bytes to text: UTF-8, UTF-16, GB18030, Big5, and their damage."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from services.errors import DocumentError
from services.limits import DUMP_BYTES
from services.outline.model import Finding, Severity
from services.segmenter.paged_text import Decoded

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT = "This is not text in UTF-8, GB18030, Big5 or UTF-16, and no file of a format that is read (docs/formats.md)."
LOSSY = 0.02  # share of bytes that may be unreadable before another encoding is likelier than damage

# The everyday characters of official text, simplified and traditional: what a right decoding is full of.
EVERYDAY = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "，。、；：（）第二三四五年月日市县区委政府會發國為來們時對與業規條這個說產動學經應實務開關進機構員縣區級]"
)


ODD = re.compile("[\x01-\x07\x0e-\x19\x1c-\x1f\ufffd]")  # controls that no text has
WIDE = bytes(range(0x80, 0x100))
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"
CONTROLS_MOST = 0.02  # of the bytes: damaged text has stray ones, random bytes 11 in 100
WIDE_CHARS = re.compile("[\u0080-\U0010ffff]")
CLEARLY = (
    0.05  # by which share of everyday characters one encoding is likelier: in 150 dumps of the benchmark 0.2 and more
)
BEYOND_LATIN = re.compile("[\u0100-\U0010ffff]")
SYLLABLES = re.compile("[\u3041-\u30ff\uac00-\ud7af]")
WORDS = re.compile("[A-Za-z\u00c0-\u00ff]{2,}")
VOWEL = re.compile("[aeiouyAEIOUY\u00c0-\u00ff]")
FEW_WORDS = 5
VOWELS = 0.6  # of the words that have one; of words whose letters are shifted by a number a third
TELLING = 30  # characters beyond ASCII from which their kind tells something
EVERYDAY_LEAST = 0.03  # of those: 0.007 by chance, 0.15 and more in Chinese text
WESTERN_MOST = 0.12  # of the bytes: accents and quotes


def decode(dump: bytes) -> Decoded:
    """The text of `dump`. Raises DocumentError: DUMP_EMPTY, DUMP_TOO_LARGE, NOT_TEXT, DUMP_BLANK."""
    if not dump:
        raise DocumentError("DUMP_EMPTY", "The dump is empty: it has no bytes.")
    if len(dump) > DUMP_BYTES:
        raise DocumentError(
            "DUMP_TOO_LARGE", f"The dump has {len(dump)} bytes; at most {DUMP_BYTES} are read.", limit=str(DUMP_BYTES)
        )
    decoded = _decode(dump)
    if not decoded.text or decoded.text.isspace():
        raise DocumentError("DUMP_BLANK", "The dump holds white space only.")
    if _binary(decoded.text):
        raise DocumentError("NOT_TEXT", NOT_TEXT)
    return decoded


def _decode(dump: bytes) -> Decoded:
    for mark, encoding in MARKS:
        if dump.startswith(mark):
            return _strict_or_replaced(dump, encoding)
    if (wide := _utf16_without_mark(dump)) is not None:
        return _strict_or_replaced(dump, wide)
    try:
        return Decoded(dump.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    # Damaged UTF-8 keeps most of its multi-byte characters; legacy text read as UTF-8 keeps almost none.
    loose = dump.decode("utf-8", "replace")
    wide_bytes = len(dump[:200_000]) - len(dump[:200_000].translate(None, WIDE))
    lost = loose[:200_000].count("\ufffd")
    if lost <= max(3, LOSSY * wide_bytes):
        return _strict_or_replaced(dump, "utf-8")
    tried = sorted(
        (_strict_or_replaced(dump, name) for name in ("gb18030", "big5")), key=lambda text: -_likeness(text.text)
    )
    likeliest, other = tried
    if _western(dump) and not EVERYDAY.search(likeliest.text):
        return _guessed(_strict_or_replaced(dump, "cp1252"))
    if _plausible(dump, likeliest.text):
        close = _likeness(likeliest.text) - _likeness(other.text) < CLEARLY
        return _guessed(likeliest) if close else likeliest
    raise DocumentError("NOT_TEXT", NOT_TEXT)


def _guessed(decoded: Decoded) -> Decoded:
    """The same with the finding that its encoding is a guess."""
    guessed = Finding("encoding_guessed", Severity.INFO, details=(("encoding", decoded.encoding),))
    return replace(decoded, findings=(*decoded.findings, guessed))


def _strict_or_replaced(dump: bytes, encoding: str) -> Decoded:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    try:
        return Decoded(dump.decode(encoding), name)
    except UnicodeDecodeError:
        text = dump.decode(encoding, "replace")
        lost = Finding(
            "decoded_with_losses",
            Severity.WARNING,
            details=(("count", str(text.count("\ufffd"))), ("encoding", name)),
        )
        return Decoded(text, name, (lost,))


def _utf16_without_mark(dump: bytes) -> str | None:
    """UTF-16 without a mark: most characters of one byte order are everyday ones."""
    sample = dump[:4000]
    if len(dump) % 2 or len(sample) < 8:
        return None
    zeros = sample[1::2].count(0), sample[::2].count(0)
    if max(zeros) > len(sample) // 4:  # Western text: every other byte is 0
        return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"
    try:
        sample.decode("utf-8")
        return None
    except UnicodeDecodeError as error:
        if error.start > len(sample) - 4:
            return None
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        if len(EVERYDAY.findall(text)) > 0.25 * len(text):
            return name
    return None


def _likeness(text: str) -> float:
    sample = text[:20_000]
    return (len(EVERYDAY.findall(sample)) - 10 * sample.count("\ufffd")) / max(1, len(sample))


def _plausible(dump: bytes, text: str) -> bool:
    """Whether bytes that were read in a guessed encoding are text: its everyday characters are there, and no controls.

    Of 400 random bytes 11 in 100 are controls and 1 character in 150 is an everyday one; of Chinese text none and 1 in
    5.
    """
    sample = dump[:20_000]
    if len(sample) - len(sample.translate(None, CONTROLS)) > CONTROLS_MOST * len(sample):
        return False
    wide = len(WIDE_CHARS.findall(text[:20_000]))
    return wide < TELLING or len(EVERYDAY.findall(text[:20_000])) >= EVERYDAY_LEAST * wide


def is_legible(text: str) -> bool:
    """Whether characters that may be wrong make text: everyday hanzi, kana or hangul among them,
    or words with vowels.
    """
    wide = len(BEYOND_LATIN.findall(text))
    if wide >= TELLING:
        return len(EVERYDAY.findall(text)) + len(SYLLABLES.findall(text)) >= EVERYDAY_LEAST * wide
    words = WORDS.findall(text)
    return len(words) >= FEW_WORDS and sum(1 for word in words if VOWEL.search(word)) >= VOWELS * len(words)


def _western(dump: bytes) -> bool:
    """Whether the bytes are a Western text in one byte a letter: nearly all of ASCII, and no controls."""
    sample = dump[:20_000]
    wide = len(sample) - len(sample.translate(None, WIDE))
    return wide <= WESTERN_MOST * len(sample) and not sample.translate(None, bytes(set(range(256)) - set(CONTROLS)))


def _binary(text: str) -> bool:
    sample = text[:20_000]
    odd = len(ODD.findall(sample))
    return odd + max(0, sample.count("\x00") - len(sample) // 20) > 0.3 * len(sample)
