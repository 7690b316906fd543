"""Write labelled pages from texts with marks in them: the quick way to write a page with its labels.

    python -m tools.damage.marked MARKED.txt… --out tests/cases/pages

A file holds several pages, each behind a line "=== NAME | FAMILY | NOTE | OPTIONS". Before the first letter of a block stands its
mark: {T} {M docno} {H1} {Q} {P} {X}, and {G 4,5} where pages are lost; furniture inside a block is {I}…{/}. Lines stand as
they shall stand in the page. Options change the layout, comma-separated:

    wrap=28         lines of 28 full-width characters, set as real typesetting does (letters in English)
    join=␠          line ends become this; ␠ is a space
    damage=a+b      kinds of damage (kinds.py) by name, over the document without its furniture; seed=3 draws others
    form=preview    a drawing of damage in this form (forms.py)
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.damage import labels
from tools.damage.document import from_labels
from tools.damage.draw import damaged, draw_damage
from tools.damage.flow import wrap

_MARK = re.compile(r"\{(T|P|Q|X|H\d|I|/|M \w+|G[ \d,]*)\}")
_LEAST_PREFIX = 6


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its labels: (mark, place in the text without white space), in order."""

    name: str
    head: str
    text: str
    marks: tuple[tuple[str, int], ...]


def read_marked(source: str) -> list[Page]:
    """All pages of a marked text."""
    out = []
    for entry in re.split(r"^=== ", source, flags=re.M)[1:]:
        first, _, body = entry.partition("\n")
        name, family, note, options = (*(part.strip() for part in first.split("|")), "", "")[:4]
        text, marks, at = "", [], 0
        for match in _MARK.finditer(body):
            text += body[at : match.start()]
            marks.append((match[1], len(labels.squeeze(text)[0])))
            at = match.end()
        text = (text + body[at:]).strip("\n") + "\n"
        page = Page(name, f"# family: {family} | {note}", text, tuple(marks))
        out.append(
            _laid_out(page, dict(option.strip().partition("=")[::2] for option in options.split(",") if option.strip()))
        )
    return out


def _laid_out(page: Page, options: dict[str, str]) -> Page:
    text = page.text
    if "wrap" in options:
        english = labels.language(text) == "en"
        lines = (
            wrap(line, int(options["wrap"]), True, english, random.Random(page.name)) or [""]
            for line in text.split("\n")
        )
        text = "\n".join("\n".join(part) for part in lines)
    if "join" in options:
        text = re.sub(r"\n+", options["join"].replace("␠", " "), text.strip("\n")) + "\n"
    page = Page(page.name, page.head, text, page.marks)
    if not options.keys() & {"damage", "form"}:
        return page
    document = from_labels(_read_back(page))
    seed = f"{options.get('seed', 1)}/{page.name}"
    if "form" in options:
        return _page_of(page, draw_damage(document, seed, form=options["form"]).labelled())
    return _page_of(page, damaged(document, tuple(options["damage"].split("+")), random.Random(seed)).labelled())


def _read_back(page: Page) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return labels.read(write(page, Path(folder)))[0]


def _page_of(page: Page, case: dict[str, Any]) -> Page:
    """The damaged document as a page with marks."""
    letters = {"title": "T", "paragraph": "P", "point": "Q", "junk": "X"}
    place = {origin: k for k, origin in enumerate(labels.squeeze(case["text"])[1])}
    marks = []
    for block in case["gold"]:
        if block["type"] == "gap":
            marks.append((f"G {','.join(map(str, block['pages']))}", -1))
            continue
        mark = letters.get(block["type"]) or (
            f"H{block['level']}" if block["type"] == "heading" else f"M {block['role']}"
        )
        marks.append((mark, place[_inked_from(case["text"], block["spans"][0][0])]))
    for start, end in case["inline_spans"]:
        begin = place[_inked_from(case["text"], start)]
        marks += [("I", begin), ("/", begin + len(labels.squeeze(case["text"][start:end])[0]))]
    gaps = {marks[k + 1]: mark for k, mark in enumerate(marks[:-1]) if mark[0].startswith("G")}  # before what follows
    rest = sorted((m for m in marks if not m[0].startswith("G")), key=lambda m: (m[1], m[0] != "/"))
    final = [entry for mark in rest for entry in ((gaps[mark], mark) if mark in gaps else (mark,))]
    return Page(page.name, page.head, case["text"], tuple(final))


def _inked_from(text: str, place: int) -> int:
    while text[place].isspace() or text[place] in labels.INVISIBLE:
        place += 1
    return place


def write(page: Page, folder: Path) -> Path:
    """Write NAME.txt and NAME.label; the path of the labels. A label has as many letters as make it unmistakable."""
    (folder / f"{page.name}.txt").write_text(page.text, encoding="utf-8")
    tight = labels.squeeze(page.text)[0]
    rows, at = [page.head], 0
    for k, (mark, place) in enumerate(page.marks):
        if mark == "/":
            continue
        if mark.startswith("G"):
            rows.append(mark.strip())
            continue
        end = next((p for m, p in page.marks[k + 1 :] if m == "/"), len(tight)) if mark == "I" else len(tight)
        size = end - place if mark == "I" else min(_LEAST_PREFIX, end - place)
        while tight.find(tight[place : place + size], at) != place and place + size < end:
            size += 1
        rows.append(f"{mark} {tight[place : place + size]}")
        at = place + (size if mark == "I" else 1)
    path = folder / f"{page.name}.label"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marked", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    args = parser.parse_args()
    count = wrong = 0
    for source in args.marked:
        for page in read_marked(source.read_text(encoding="utf-8")):
            errors = labels.read(write(page, args.out))[1]
            print("\n".join(errors), end="\n" if errors else "")
            count += 1
            wrong += len(errors)
    print(f"{count} pages, {wrong} labels that do not fit")


if __name__ == "__main__":
    main()
