"""Train the weights of services/segmenter/breaks/likelihood.tsv, and tell how good they are on documents not trained on.

    python -m tools.train_breaks [--write]

Reads gold.jsonl of QUIRE_BENCH_DATA (default ../shared/bench): Chinese documents with true paragraphs, white space taken out. Without
--write it trains on three quarters of the documents and measures on the rest, four times, so that every document is once unseen;
with it, it trains on everything and writes the table. Documents made from one source stay on one side.
Logistic regression and, for headings, a softmax over places, by FTRL-proximal with L1: most weights are 0.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from math import exp
from pathlib import Path

from services.segmenter.breaks import likelihood as model
from services.segmenter.breaks.likelihood import Value
from services.segmenter.numbering import STYLES, Role, enumerator_at
from tools import ftrl

END = re.compile(r"[。！？；：!?;:][”’」』）》)]*")
FOLDS = 4
LIMIT = 60  # code points of a heading that runs into its text
EPOCHS = 6
MADE = 6  # headings put before a text of another document, for each of a document
MADE_WEIGHT = 0.3
HEAD_L1 = 0.6
HEAD_SHARED = 3
SMALLEST = 0.1  # log-odds that are worth a row
KINDS = {"paragraph": model.PARAGRAPH, "none": model.NONE, "place": model.PLACE}
Feature = tuple[str, Value]


@dataclass(slots=True)
class Unit:
    """A paragraph of a document: a run-in heading and its text are one."""

    type: str
    text: str
    style: str = ""  # of its enumerator
    literal: str = ""
    runin: int = 0  # code points of its run-in heading


@dataclass(slots=True)
class Document:
    id: str
    lang: str
    units: list[Unit]
    text: str
    starts: list[int]
    genre: str

    @property
    def group(self) -> str:
        return self.id.removeprefix("speech-")

    @property
    def family(self) -> str:
        return re.split(r"[-\d]", self.id.replace("speech-", "speech "))[0]


@dataclass(slots=True)
class Place:
    """A sentence end: whether a paragraph ends there, and where its own began."""

    at: int
    begin: int
    ends: bool
    fixed: bool = False  # a paragraph that rules begin: not asked, not counted


@dataclass(slots=True)
class Head:
    """An enumerated paragraph: where behind its enumerator it begins, and where its heading ends (0: no glued heading)."""

    text: str
    start: int
    end: int
    weight: float
    real: bool


def documents() -> list[Document]:
    folder = Path(os.environ.get("QUIRE_BENCH_DATA", "../shared/bench"))
    found = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["lang"].startswith("zh"):
            continue
        units: list[Unit] = []
        before: dict[str, object] = {}
        for block in row["blocks"]:
            text = re.sub(r"\s+", "", block["text"])
            if not text:
                continue
            if before.get("runin") and before["type"] == "heading" and block.get("runin") and units:
                units[-1].runin = units[-1].runin or len(units[-1].text)
                units[-1].text += text
            else:
                numbered = enumerator_at(text, 0, len(text))
                style, literal = (numbered.style, numbered.literal) if numbered else ("", "")
                units.append(Unit(block["type"], text, style, literal))
            before = block
        starts, at = [], 0
        for unit in units:
            starts.append(at)
            at += len(unit.text)
        whole = "".join(unit.text for unit in units)
        found.append(Document(row["id"], row["lang"], units, whole, starts, model.genre_of(whole)))
    return found


def places(document: Document) -> list[Place]:
    """The sentence ends of a document, in order; and, fixed, the starts that rules know or that no sentence ends before."""
    out, text = [], document.text
    for n, (unit, start) in enumerate(zip(document.units, document.starts, strict=True)):
        strong = bool(unit.style) and not STYLES[unit.style].inner
        sharp = n == 0 or strong or document.units[n - 1].type in ("title", "meta", "heading") or unit.type == "meta"
        if sharp or END.search(text, max(0, start - 4), start) is None:
            out.append(Place(start, start, True, fixed=True))
        else:
            out.append(Place(start, document.starts[n - 1], True))
        for found in END.finditer(unit.text):
            if found.end() == len(unit.text) or found.end() <= unit.runin:
                continue
            at = start + found.end()
            inner = enumerator_at(text, at, at + 60)
            if inner is None or STYLES[inner.style].inner:
                out.append(Place(at, start, False))
    return out


def openers(documents: Sequence[Document]) -> list[str]:
    """What stands right behind headings: the beginnings of their first paragraphs."""
    found = []
    for document in documents:
        if document.genre == "law":
            continue
        for unit, after in pairwise(document.units):
            if unit.type == "heading" and unit.style and not unit.runin and not after.style and len(after.text) > 30:
                found.append(after.text[:500])
            elif 0 < unit.runin < len(unit.text) - 30:
                found.append(unit.text[unit.runin : unit.runin + 500])
    return found


def made_heads(document: Document, bodies: Sequence[str], rng: random.Random) -> Iterator[Head]:
    """Headings of a document before text of others: what ends a heading does not hang on what follows in this one."""
    if document.genre == "law" or not bodies:
        return
    for unit, start in zip(document.units, document.starts, strict=True):
        if not unit.style or unit.type != "heading" or STYLES[unit.style].role not in (Role.EITHER, Role.HEADING):
            continue
        size = unit.runin - 1 if unit.runin and unit.text[unit.runin - 1] == "。" else len(unit.text)
        if unit.text[size - 1] in "。！？；：，、!?;:" or size <= len(unit.literal) + 2:
            continue
        for _ in range(MADE):
            text = document.text[max(0, start - 100) : start + size]
            yield Head(text + rng.choice(bodies), len(text) - size + len(unit.literal), len(text), MADE_WEIGHT, False)


def heads(document: Document) -> Iterator[Head]:
    """Headings that run into text, and enumerated paragraphs that are no such thing."""
    bodies = [
        unit.text for unit in document.units if unit.type == "paragraph" and not unit.style and len(unit.text) > 20
    ]
    for n, (unit, start) in enumerate(zip(document.units, document.starts, strict=True)):
        if not unit.style or STYLES[unit.style].role not in (Role.EITHER, Role.HEADING):
            continue
        begin, end = start + len(unit.literal), start + len(unit.text)
        following = document.units[n + 1] if n + 1 < len(document.units) else None
        open_ended = unit.text[-1] not in "。！？；：，、!?;:"
        if unit.type == "heading" and open_ended:
            if following is not None and (not following.style or STYLES[following.style].inner):
                yield Head(document.text, begin, end, 1.0, True)
            elif bodies:
                body = bodies[n % len(bodies)]
                yield Head(document.text[:end] + body + document.text[end:][:500], begin, end, 0.3, False)
        elif unit.type in ("heading", "list_item", "paragraph") and len(unit.text) > len(unit.literal) + 4:
            yield Head(document.text, begin, 0, 0.3 if document.genre == "law" else 1.0, True)
            if unit.runin and unit.text[unit.runin - 1] == "。":
                cut = start + unit.runin - 1
                yield Head(document.text[:cut] + document.text[cut + 1 :], begin, cut, 0.3, False)


class Learner:
    """Weights by feature, learned by FTRL-proximal: a weight stays 0 until its evidence exceeds `l1`.

    Features that fewer than `shared` documents have are left out: what is of one document only tells of no other.
    """

    def __init__(self, l1: float, shared: int, alpha: float = 0.15, l2: float = 0.5) -> None:
        self.least = shared
        self.l1, self.alpha, self.l2 = l1, alpha, l2
        self.ids: dict[Feature, int] = {}
        self.z: list[float] = []
        self.n: list[float] = []
        self.w: list[float] = []
        self.groups: list[set[str]] = []  # documents that have the feature
        self.group = ""

    def shared(self, ids: Sequence[int]) -> list[int]:
        """Those of the features that enough documents have."""
        return [i for i in ids if len(self.groups[i]) >= self.least]

    def known(self, kind: str, values: Sequence[Value]) -> list[int]:
        ids = []
        for name, value in zip(KINDS[kind], values, strict=True):
            if value == "" and name != "bias":
                continue
            key = (f"{kind} {name}", value)
            at = self.ids.setdefault(key, len(self.ids))
            if at == len(self.w):
                self.z.append(0.0)
                self.n.append(0.0)
                self.w.append(0.0)
                self.groups.append(set())
            self.groups[at].add(self.group)
            ids.append(at)
        return ids

    def score(self, ids: Sequence[int]) -> float:
        w = self.w
        return sum([w[i] for i in ids])

    def learn(self, ids: Sequence[int], gradient: float) -> None:
        ftrl.step(self.z, self.n, self.w, ids, gradient, alpha=self.alpha, l1=self.l1, l2=self.l2)

    def weights(self) -> dict[Feature, float]:
        return {key: self.w[i] for key, i in self.ids.items() if abs(self.w[i]) >= SMALLEST}


def train_paragraphs(train: Sequence[Document]) -> Learner:
    learner = Learner(l1=1.5, shared=3)
    twins: dict[str, int] = defaultdict(int)
    for document in train:
        twins[document.group] += 1
    rng = random.Random(1)  # noqa: S311  an order, no secret
    examples = []
    for document in train:
        weight = 1.0 / twins[document.group]
        learner.group = document.group
        begun = 0
        for place in places(document):
            if place.fixed:
                begun = place.at
                continue
            sinces = {place.at - place.begin, place.at - begun} if begun < place.begin else {place.at - place.begin}
            for since in sinces:  # as it is known, and as it is where the ends before were missed
                genre = document.genre if rng.random() < 0.85 else ""
                values = model.paragraph_features(document.text, place.at, since, "", genre)
                examples.append((learner.known("paragraph", values), place.ends, weight / len(sinces)))
    examples = [(learner.shared(ids), ends, weight) for ids, ends, weight in examples]
    for _ in range(EPOCHS):
        rng.shuffle(examples)
        for ids, ends, weight in examples:
            p = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, learner.score(ids)))))
            learner.learn(ids, weight * (p - ends))
    return learner


def train_headings(train: Sequence[Document]) -> Learner:
    learner = Learner(l1=HEAD_L1, shared=HEAD_SHARED)
    rng = random.Random(2)  # noqa: S311  an order, no secret
    examples = []
    bodies = openers(train)
    for document in train:
        learner.group = document.group
        for head in chain(heads(document), made_heads(document, bodies, rng)):
            options = model.heading_places(head.text, head.start, LIMIT)
            if not options or (head.end and head.end not in options):
                continue
            rows = [learner.known("none", model.none_features(head.text, head.start))]
            rows += [learner.known("place", model.place_features(head.text, head.start, at)) for at in options]
            examples.append((rows, options.index(head.end) + 1 if head.end else 0, head.weight))
    examples = [([learner.shared(ids) for ids in rows], right, weight) for rows, right, weight in examples]
    for _ in range(EPOCHS):
        rng.shuffle(examples)
        for rows, right, weight in examples:
            scores = [learner.score(ids) for ids in rows]
            top = max(scores)
            parts = [exp(score - top) for score in scores]
            total = sum(parts)
            for k, ids in enumerate(rows):
                gradient = weight * (parts[k] / total - (k == right))
                if abs(gradient) > 1e-4:
                    learner.learn(ids, gradient)
    return learner


def load(*learners: Learner) -> None:
    """Let the model use these weights instead of its table."""
    kinds: list[tuple[dict[Value, float], ...]] = []
    weights = {key: weight for learner in learners for key, weight in learner.weights().items()}
    for kind, names in KINDS.items():
        tables: dict[str, dict[Value, float]] = {name: {} for name in names}
        for (full, value), weight in weights.items():
            if full.split(" ")[0] == kind:
                tables[full.split(" ")[1]][value] = weight
        kinds.append(tuple(tables[name] for name in names))
    made = tuple(kinds)
    model._table = lambda: made  # type: ignore[assignment]


def write(*learners: Learner) -> None:
    """The table of likelihood.py: a row a weight, sorted, the strongest features of a name together."""
    weights = {key: weight for learner in learners for key, weight in learner.weights().items()}
    rows = [
        f"{name}\t{value if isinstance(value, str) else f'={int(value or 0)}'}\t{weight:.2f}"
        for (name, value), weight in sorted(weights.items(), key=lambda item: (item[0][0], str(item[0][1])))
        if not (isinstance(value, str) and len(value) > 1 and value[0] == "=")
    ]
    head = "# feature, value (=n: a number), weight in log-odds; made by tools/train_breaks.py, read by likelihood.py\n"
    model.TABLE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights, {model.TABLE.stat().st_size} bytes")


def walk(document: Document, threshold: float) -> Iterator[tuple[Place, float]]:
    """Each place and its log-odds, where `since` counts from the last end that was found, right or wrong."""
    begun = 0
    for place in places(document):
        if place.fixed:
            begun = place.at
            continue
        odds = model.paragraph_end(document.text, place.at, place.at - begun, "", document.genre)
        yield place, odds
        if odds > threshold:
            begun = place.at


def f1(right: int, found: int, true: int) -> str:
    p, r = right / max(1, found), right / max(1, true)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}"


@dataclass(slots=True)
class Count:
    right: int = 0
    found: int = 0
    true: int = 0

    def add(self, found: bool, true: bool) -> None:
        self.right += found and true
        self.found += found
        self.true += true

    def __str__(self) -> str:
        return f1(self.right, self.found, self.true)


def measure(all_documents: Sequence[Document]) -> None:
    thresholds = [-1.5, -1.0, -0.7, -0.4, -0.2, 0.0, 0.2, 0.4, 0.7, 1.0, 1.5, 2.0]
    ends: dict[tuple[str, float], Count] = defaultdict(Count)
    always: dict[str, Count] = defaultdict(Count)
    where: dict[str, Count] = defaultdict(Count)
    rule: dict[str, Count] = defaultdict(Count)
    for fold in range(FOLDS):
        held = [d for d in all_documents if sha256(d.group.encode()).digest()[0] % FOLDS == fold]
        train = [d for d in all_documents if sha256(d.group.encode()).digest()[0] % FOLDS != fold]
        load(train_paragraphs(train), train_headings(train))
        for document in held:
            for threshold in thresholds:
                for place, odds in walk(document, threshold):
                    for family in (document.family, "all"):
                        ends[family, threshold].add(odds > threshold, place.ends)
                        if threshold == 0.0:
                            always[family].add(True, place.ends)
            for head in heads(document):
                if not head.real:
                    continue
                guess = model.heading_end(head.text, head.start, LIMIT)
                simple = single_rule(head)
                for family in (document.family, "all"):
                    _judge(where[family], guess[0] if guess and guess[1] > 0 else 0, head.end)
                    _judge(rule[family], simple, head.end)
    for family in sorted(always):
        best = max(
            thresholds, key=lambda t: ends[family, t].right * 2 / max(1, ends[family, t].found + ends[family, t].true)
        )
        print(f"{family:16} ends  split always {always[family]}")
        print(f"{'':16}       at 0.0       {ends[family, 0.0]}")
        print(f"{'':16}       at {best:4}      {ends[family, best]}  of {ends[family, best].true}")
    for family in sorted(where):
        print(f"{family:16} heads single rule {rule[family]}")
        print(f"{'':16}       model       {where[family]}  of {where[family].true}")


def _judge(count: Count, guess: int, end: int) -> None:
    count.right += bool(guess) and guess == end
    count.found += bool(guess)
    count.true += bool(end)


def single_rule(head: Head) -> int:
    """Without the model: the heading ends where its last two characters first stand again, or a phrase of bodies begins."""
    found = re.compile(r"(?=以习近平|坚持以|近年来|为深入|\d{4}年|[一过]年来|各地|我们|各级|要|必须)").search(
        head.text, head.start + 4, head.start + 24
    )
    return found.start() if found and not model.STOPS.search(head.text, head.start, found.start()) else 0


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--write", action="store_true")
    a = ap.parse_args()
    found = documents()
    if a.write:
        write(train_paragraphs(found), train_headings(found))
    else:
        measure(found)


if __name__ == "__main__":
    main()
