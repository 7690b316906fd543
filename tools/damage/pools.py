"""The words of page wrappers and stray lines: text files in words/, filled in anew for every document."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wrapper:
    """What a site puts before the document, between its title and its text, in its middle, and after it."""

    name: str
    before: str = ""
    between: str = ""
    middle: str = ""
    after: str = ""


@cache
def lines(kind: str, language: str) -> tuple[str, ...]:
    """The lines of words/KIND.LANGUAGE.txt, without comments."""
    text = (_FOLDER / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("# "))


@cache
def wrappers(language: str) -> tuple[Wrapper, ...]:
    """All wrappers of a language: "== name", then parts that begin with "-- before", "-- between", "-- middle", "-- after"."""
    text = (_FOLDER / f"wrappers.{language}.txt").read_text(encoding="utf-8")
    out = []
    for entry in re.split(r"^== ", text, flags=re.M)[1:]:
        name, _, rest = entry.partition("\n")
        parts = re.split(r"^-- (\w+)\n", rest, flags=re.M)
        out.append(Wrapper(name.strip(), **{k: v.strip("\n") for k, v in zip(parts[1::2], parts[2::2], strict=True)}))
    return tuple(out)


@cache
def confusions(name: str) -> dict[str, str]:
    """Each character of a pool of pairs and the characters it may turn into."""
    out: dict[str, str] = {}
    for line in lines(name, "pairs"):
        for pair in line.split():
            out[pair[0]] = out.get(pair[0], "") + pair[1:]
    return out


def fill(template: str, rng: random.Random, values: dict[str, str], language: str) -> str:
    """The template with its placeholders filled in: values of the document, else words and figures by chance.

    {title} {title_part} {docno} {organ} {site} {place} {name} {date} {time} {word}; {d} {dd} {ddd} … as many digits;
    {n} a number up to 400; {hex} letters and digits. One document has one {site} and one {place}.
    """

    def value(match: re.Match[str]) -> str:
        key = match[1]
        if key not in values:
            drawn = _draw(key, rng, values, language)
            if key not in ("site", "place", "organ"):
                return drawn
            values[key] = drawn
        return values[key]

    return _PLACEHOLDER.sub(value, template)


_PARTS_OF_DATES = {"year": (1994, 2033), "month": (1, 12), "day": (1, 28)}


def _draw(key: str, rng: random.Random, values: dict[str, str], language: str) -> str:
    if set(key) == {"d"}:
        return str(rng.randint(10 ** (len(key) - 1), 10 ** len(key) - 1))
    if key == "n":
        return str(rng.choice((rng.randint(1, 30), rng.randint(1, 400))))
    if key == "hex":
        return "".join(rng.choice("0123456789abcdef") for _ in range(rng.randint(6, 16)))
    if key == "time":
        return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}" + rng.choice(("", f":{rng.randint(0, 59):02}"))
    if key == "date":
        return _date(rng, language)
    if key in _PARTS_OF_DATES:
        return str(rng.randint(*_PARTS_OF_DATES[key]))
    if key == "title_part":
        title = values.get("title", "")
        return title[: rng.randint(4, max(5, len(title)))]
    words = _table(language)
    if key not in words:
        raise KeyError(f"words/words.{language}.txt has no row {key!r}")
    return fill(rng.choice(words[key]), rng, values, language)


@cache
def _table(language: str) -> dict[str, tuple[str, ...]]:
    """words.LANGUAGE.txt: a row a placeholder, "name: word | word | …"."""
    rows = (line.partition(":") for line in lines("words", language))
    return {name.strip(): tuple(word.strip() for word in rest.split("|")) for name, _, rest in rows}


def _date(rng: random.Random, language: str) -> str:
    year, month, day = rng.randint(1996, 2033), rng.randint(1, 12), rng.randint(1, 28)
    if language == "en":
        names = "January February March April May June July August September October November December".split()
        name = names[month - 1]
        forms: tuple[str, ...] = (
            f"{day} {name} {year}",
            f"{name} {day}, {year}",
            f"{day:02}/{month:02}/{year}",
            f"{year}-{month:02}-{day:02}",
            f"{name[:3]} {day}, {year}",
            f"{day}-{name[:3]}-{year % 100:02}",
        )
    else:
        forms = (
            f"{year}-{month:02}-{day:02}",
            f"{year}年{month}月{day}日",
            f"{year}/{month}/{day}",
            f"{year}.{month:02}.{day:02}",
            f"{year}年{month:02}月{day:02}日",
        )
        if language == "ja":
            forms += (f"令和{rng.randint(1, 9)}年{month}月{day}日", f"平成{rng.randint(5, 30)}年{month}月{day}日")
        if language == "zh-Hant":
            forms += (f"中華民國{year - 1911}年{month}月{day}日", f"{year - 1911}/{month:02}/{day:02}")
    return rng.choice(forms)
