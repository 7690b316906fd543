"""The made dumps of the benchmark set on pages again and read as hOCR and PDF: what the places of lines are worth.

python -m tests.bench.reexpressed [--limit 10] [--forms hocr,pdf] [--looks plain,set]
`plain`: every line in one size and weight; `set`: the title large and centred, headings bold. The families' damage to
characters stays; marks, cuts and lost line ends are what pages do not have.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.outline.blocks import to_json_lines
from services.segmenter.segment import segment
from tests.typesetter.setting import Set, Sheet, width, wrapped
from tests.typesetter.write import as_alto, as_hocr, as_ofd, as_pdf

DATA = Path(os.environ.get("QUIRE_BENCH_DATA", "../shared/bench"))
FORMS: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
    "hocr": as_hocr,
    "rough": lambda sheets: as_hocr(sheets, rough=True),
    "alto": as_alto,
    "pdf": as_pdf,
    "ofd": as_ofd,
}
SIZE, LEADING, MARGIN, SMALL = 14.0, 26.0, 80.0, 10.5


def module(name: str) -> Any:
    """A script of the benchmark."""
    found = importlib.util.spec_from_file_location(name, DATA / f"{name}.py")
    assert found is not None and found.loader is not None
    loaded = importlib.util.module_from_spec(found)
    sys.modules[name] = loaded
    found.loader.exec_module(loaded)
    return loaded


def sheets_of(
    pages: list[tuple[Any, int, int, str]], noise: Any, kinds: list[str], cjk: bool, looks: str
) -> Iterator[Sheet]:
    """The surviving pages as they were printed."""
    wide = 2 * MARGIN + 28 * SIZE * (1 if cjk else 1.5)
    for page, number, total, title in pages:
        lines, y = [], MARGIN
        if noise.header and number > 1:
            lines.append(Set(title, (wide - width(title, SMALL)) / 2, 50, SMALL))
        for pieces, text, first, _ in page:
            kind = kinds[pieces[0][0]] if pieces else "paragraph"
            styled = looks == "set"
            y += LEADING * (0.5 if first and not cjk and lines else 0)
            y += LEADING
            x = MARGIN + (2 * SIZE if first and cjk else 0)
            size, bold = SIZE, styled and kind == "heading" and not _run_in(pieces)
            if styled and kind == "title":
                size, bold = 1.3 * SIZE, True
                x = (wide - width(text, size)) / 2
            lines.append(Set(text, x, y, size, bold))
        high = max(842.0, y + MARGIN)
        if noise.footer:
            text = noise.footer.format(n=number, total=total)
            lines.append(Set(text, (wide - width(text, SMALL)) / 2, high - 40, SMALL))
        yield Sheet(tuple(lines), number, wide, high)


def _run_in(pieces: Any) -> bool:
    return len({piece[0] for piece in pieces}) > 1


def run(
    limit: int = 5,
    forms: Sequence[str] = ("hocr", "pdf"),
    looks: Sequence[str] = ("plain", "set"),
    families: Sequence[str] = (),
    worst: int = 0,
) -> None:
    """Print a table: a row a family; for each form and look outline, heading, bounds and text."""
    if not DATA.is_dir():
        print(f"skipped: no benchmark in {DATA}")
        return
    maker, scorer = module("make_dumps"), module("score")
    plain_wrap = maker.wrap
    # Lines as long as they are wide, with an indent of two.
    maker.wrap = lambda text, width, cjk: list(wrapped(text, 1, width, 2)) if cjk else plain_wrap(text, width, cjk)
    documents = [json.loads(line) for line in (DATA / "gold.jsonl").open(encoding="utf-8")]
    counts: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    low: list[tuple[float, str]] = []
    for family in families or list(maker.FAMILIES):
        noise = maker.FAMILIES[family]
        able = [d for d in documents if not noise.only or d["lang"] in noise.only]
        random.Random(f"7/{family}").shuffle(able)
        for document in able[:limit]:
            fit = noise
            if document["lang"] == "en" and noise.footer and "页" in noise.footer:
                fit = replace(noise, footer="Page {n} of {total}")
            pages: list[tuple[Any, int, int, str]] = []
            plain = maker.page_text

            def caught(page, number, total, title, *rest, plain=plain, pages=pages):
                pages.append((page, number, total, title))
                return plain(page, number, total, title, *rest)

            maker.page_text = caught
            try:
                case = maker.dump_document(document, family, fit, random.Random(f"7/{family}/{document['id']}"), 8000)
            finally:
                maker.page_text = plain
            chance = random.Random(f"damage/{document['id']}")
            damaged = [
                ([(p, maker.damage(t, fit, chance), a, b) for p, t, a, b in page], number, total, title)
                for page, number, total, title in pages
            ]
            kinds = [block["type"] for block in document["blocks"] if block["text"].strip()]
            for look in looks:
                sheets = list(sheets_of(damaged, fit, kinds, document["lang"] != "en", look))
                for form in forms:
                    got = segment(FORMS[form](sheets))
                    count = scorer.count([json.loads(line) for line in to_json_lines(got).splitlines()], case["gold"])
                    counts[family, form, look].append(count)
                    low.append((scorer.figures([count])["outline"] or 0, f"{case['id']} {form} {look}"))
    columns = [(form, look) for look in looks for form in forms]
    print(f"{'':16}" + "".join(f"{form + ' ' + look:>34}" for form, look in columns))
    for family in families or list(maker.FAMILIES):
        row = f"{family:16}"
        for form, look in columns:
            figures = scorer.figures(counts[family, form, look])
            row += "".join(f"{figures[name] or 0:8.1f}" for name in ("outline", "heading", "bounds", "text")) + "  "
        print(row, flush=True)
    for value, name in sorted(low)[:worst]:
        print(f"{value:6.1f} {name}")


def main() -> None:
    """Read the command line."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.reexpressed")
    asked.add_argument("--limit", type=int, default=10, help="documents a family")
    asked.add_argument("--forms", default="hocr,pdf")
    asked.add_argument("--looks", default="plain,set")
    asked.add_argument("--families", default="")
    asked.add_argument("--worst", type=int, default=0)
    options = asked.parse_args()
    families = [name for name in options.families.split(",") if name]
    run(options.limit, options.forms.split(","), options.looks.split(","), families, options.worst)


if __name__ == "__main__":
    main()
