"""`make bench`: every measurement in this folder, or those that are named: python -m tests.bench segmenter docx."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench

NEEDS_PROCESSES = {"jobs"}  # started last, so that nothing else runs beside it


def main(names: list[str]) -> int:
    """Run the named measurements, all by default; 2 where a name is unknown."""
    known = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name != "__main__")
    known = [name for name in known if not name.startswith("_")]
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    for name in sorted(names or known, key=lambda name: (name in NEEDS_PROCESSES, name)):
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"tests.bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
