"""Look for dumps that break a law: python -m tests.fuzz [--minutes 10] [--seed 1].

Cases are cut, spliced and salted by chance. An input whose outline has something that none had before (a rule, a style, a
role, a kind of furniture) joins those that are changed further. What breaks a law or takes too long is made as short as it
can be and kept in tests/fuzz/corpus, which the tests replay. Where atheris is installed (it is no dependency of ours),
`--atheris` lets coverage choose what to change.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from services.outline import codec
from services.outline.draw import draw
from services.outline.model import Gap, Heading, Meta, Outline, Point
from services.segmenter.readers.decode import decode
from tests.bench.hostile import LEVELS, UNITS
from tests.fuzz import CORPUS
from tests.properties.laws import hold_laws, outlined

CASES = Path(__file__).parent.parent / "cases"
LONGEST = 6000  # bytes
SLOWEST = 100e-6  # seconds a code point, beside 0.1 s: a hundred times what is usual
_SALT = [
    *UNITS.values(),
    *LEVELS,
    "\f",
    "\n",
    " ",
    "- 2 -",
    "第3页",
    "=== 4 ===\n",
    "3、",
    "\u3000",
    "\x00",
    "臵",
    "⼯",
    "ﬁ",
    "-\n",
]
SALT = [*(salt.encode("utf-8", "surrogatepass") for salt in _SALT), b"\xff", b"\x81\x30", b"\xe4\xb8"]


def broken(raw: bytes) -> str | None:
    """How `raw` breaks a law; None where it keeps them."""
    begun = time.process_time()
    try:
        found = outlined(raw)
        took = time.process_time() - begun
        if found is not None:
            hold_laws(*found)
            draw(found[0])
            assert codec.from_bytes(codec.to_bytes(found[0])) == found[0], "the wire changes the outline"
            if took > 0.1 + SLOWEST * len(decode(raw).text):
                return f"slow: {took:.1f} s"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:120]}"
    return None


def traits(outline: Outline) -> set[str]:
    """What an outline has in it, to tell new behaviour from old."""
    found = {f"finding {finding.rule}" for finding in outline.findings}
    found |= {f"repair {repair.rule}" for repair in outline.repairs}
    found |= {f"furniture {piece.kind}" for piece in outline.furniture}
    for depth, item in outline.walk():
        match item:
            case Meta(role=role):
                found.add(f"meta {role}")
            case Heading(enumerator=enumerator) | Point(enumerator=enumerator):
                found.add(f"{type(item).__name__} {depth} {enumerator.style if enumerator else ''}")
            case Gap(pages=pages):
                found.add(f"gap of {min(len(pages), 3)}")
    return found | {f"kind {outline.metadata.kind}", f"language {outline.metadata.language}"}


def changed(raw: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """`raw` with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        a, b = sorted((chance.randint(0, len(raw)), chance.randint(0, len(raw))))
        match chance.randrange(6):
            case 0:
                raw = raw[:a] + raw[b:]
            case 1:
                raw = raw[:b] + raw[a:b] + raw[b:]
            case 2:
                raw = raw[:a] + chance.choice(SALT) * chance.choice((1, 1, 1, 2, 30)) + raw[a:]
            case 3:
                other = chance.choice(others)
                raw = raw[:a] + other[chance.randint(0, len(other)) :]
            case 4:
                old, new = (chance.choice((b"\n", b" ", b"\f", b"")) or b"\r" for _ in range(2))
                raw = raw.replace(old, new)
            case 5:
                raw = raw[:a] + bytes([chance.randrange(256)]) + raw[a + 1 :]
    return raw[:LONGEST]


def shortest(raw: bytes, fault: str) -> bytes:
    """`raw` with everything left out that the fault does not need."""
    kind, size = fault.split(":")[0], len(raw) // 2
    while size:
        at = 0
        while at < len(raw):
            less = raw[:at] + raw[at + size :]
            if (still := broken(less)) is not None and still.split(":")[0] == kind:
                raw = less
            else:
                at += size
        size //= 2
    return raw


def guided(minutes: float, seed: int) -> None:
    """atheris over the segmenter; ends the process. What breaks a law is kept as by `main`, and stops it."""
    import sys
    from tempfile import TemporaryDirectory

    import atheris

    def one(raw: bytes) -> None:
        if (fault := broken(raw)) is not None:
            (CORPUS / f"atheris{seed}.bin").write_bytes(shortest(raw, fault))
            raise AssertionError(fault)

    atheris.instrument_all()
    with TemporaryDirectory() as found:
        known = [str(folder) for folder in (CORPUS, *CASES.iterdir()) if folder.is_dir()]
        limits = [f"-max_total_time={int(60 * minutes)}", f"-seed={seed}", f"-max_len={LONGEST}"]
        atheris.Setup([sys.argv[0], *limits, found, *known], one)
        atheris.Fuzz()


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--atheris", action="store_true", help="let coverage choose what to change")
    options = asked.parse_args()
    if options.atheris:
        guided(options.minutes, options.seed)
    chance, until = random.Random(options.seed), time.monotonic() + 60 * options.minutes
    pool = [case.read_bytes() for case in sorted(CASES.rglob("*.txt"))] + [
        raw.read_bytes() for raw in sorted(CORPUS.glob("*.bin"))
    ]
    seen: set[str] = set()
    faults: set[str] = set()
    tried = 0
    while time.monotonic() < until:
        raw = changed(chance.choice(pool), pool, chance)
        tried += 1
        if (fault := broken(raw)) is None:
            found = outlined(raw)
            if found is not None and (new := traits(found[0]) - seen):
                seen |= new
                pool.append(raw)
        elif fault not in faults:
            faults.add(fault)
            kept = CORPUS / f"seed{options.seed}-{tried}.bin"
            kept.write_bytes(shortest(raw, fault))
            print(f"{kept.name}: {fault}", flush=True)
    print(f"{tried} dumps, {len(pool)} kept to change further, {len(seen)} traits, {len(faults)} faults")
    raise SystemExit(bool(faults))


if __name__ == "__main__":
    main()
