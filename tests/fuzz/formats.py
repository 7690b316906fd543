"""Look for files of other formats that break a law: python -m tests.fuzz.formats [--minutes 10] [--seed 1] [--form pdf].

The samples set on pages are written in each format and changed by chance: bytes, stretches, numbers, the insides of packages.
What breaks a law, raises anything but a refusal of ours, or takes too long is kept in tests/fuzz/corpus.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import time
import zipfile
from collections import Counter
from pathlib import Path

from services.segmenter.segment import segment
from tests.fuzz import CORPUS
from tests.properties.laws import hold_laws, outlined
from tests.typesetter.blocks import blocks_of
from tests.typesetter.setting import Style, typeset
from tests.typesetter.write import as_alto, as_archive, as_hocr, as_ofd, as_page_xml, as_pdf

SAMPLES = Path(__file__).parents[2] / "samples"
WRITTEN = {
    "hocr": as_hocr,
    "alto": as_alto,
    "page": lambda sheets: as_page_xml(sheets)[0],
    "archive": lambda sheets: as_archive(as_page_xml(sheets), "xml"),
    "pdf": as_pdf,
    "ofd": as_ofd,
}
SALT = [
    b"NaN",
    b"-1",
    b"1e99",
    b"<",
    b">",
    b"&#0;",
    b"&#x1D;",
    b"\x0c",
    b"\x00",
    b"<!--",
    b"]]>",
    b"\xff\xfe",
    b"obj",
    b"stream",
]
NUMBER = re.compile(rb"\d+(?:\.\d+)?")
SLOWEST = 20.0  # seconds of processor time; the files have few pages
LONGEST = 400_000  # bytes


def pool(forms: list[str]) -> list[tuple[str, bytes]]:
    """Each sample in each format, in two styles."""
    files = []
    for sample in sorted(SAMPLES.glob("*.txt")):
        blocks = list(blocks_of(segment(sample.read_bytes())))
        for style in (Style(head="清河县"), Style(columns=2, size=10.5, leading=16)):
            sheets = typeset(blocks, style)
            files += [(form, WRITTEN[form](sheets)) for form in forms]
    return files


def changed(raw: bytes, chance: random.Random) -> bytes:
    """`raw` with one to eight changes; of a package, one of its members is changed."""
    if raw.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(raw, chance)
    for _ in range(chance.randint(1, 8)):
        if not raw:
            break
        a = chance.randrange(len(raw))
        b = min(len(raw), a + chance.choice((1, 4, 40, 2000)))
        match chance.randrange(5):
            case 0:
                raw = raw[:a] + raw[b:]
            case 1:
                raw = raw[:b] + raw[a:b] * chance.choice((1, 3)) + raw[b:]
            case 2:
                raw = raw[:a] + chance.choice(SALT) + raw[a:]
            case 3:
                raw = raw[:a] + bytes([chance.randrange(256)]) + raw[a + 1 :]
            case _:
                if (number := NUMBER.search(raw, a)) is not None:
                    raw = raw[: number.start()] + chance.choice(SALT[:3]) + raw[number.end() :]
    return raw[:LONGEST]


def _repacked(raw: bytes, chance: random.Random) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(data, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            inside = old.read(name)
            new.writestr(name, changed(inside, chance) if name == chosen else inside)
    return data.getvalue()


def broken(raw: bytes) -> str | None:
    """How `raw` breaks a law; None where it keeps them."""
    begun = time.process_time()
    try:
        if (found := outlined(raw)) is not None:
            hold_laws(*found)
        if time.process_time() - begun > SLOWEST:
            return f"slow: {time.process_time() - begun:.1f} s"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:120]}"
    return None


def main() -> None:
    """Fuzz for the minutes asked for; exit code 1 where anything broke."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz.formats")
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--form", choices=sorted(WRITTEN), action="append", help="only this format; may be given again")
    options = asked.parse_args()
    chance, until = random.Random(options.seed), time.monotonic() + 60 * options.minutes
    files = pool(options.form or sorted(WRITTEN))
    tried: Counter[str] = Counter()
    faults: set[str] = set()
    while time.monotonic() < until:
        form, raw = chance.choice(files)
        raw = changed(raw, chance)
        tried[form] += 1
        fault = broken(raw)
        if fault is not None and (kind := re.sub(r"\d+", "#", fault)) not in faults:
            faults.add(kind)
            kept = CORPUS / f"{form}-seed{options.seed}-{sum(tried.values())}.bin"
            kept.write_bytes(raw)
            print(f"{kept.name}: {fault}", flush=True)
    print(", ".join(f"{form} {tried[form]}" for form in sorted(tried)), f"tried, {len(faults)} faults")
    raise SystemExit(bool(faults))


if __name__ == "__main__":
    main()
