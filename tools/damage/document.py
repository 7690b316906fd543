"""A labelled document: its blocks, read from JSON lines or from NAME.txt with NAME.label."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.damage import labels

FURNITURE = "junk"
GAP = "gap"
_ROLES = {"author": "speaker", "document_number": "docno"}  # names of other collections
_CJK = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `glued`: the next block stands on the same line (a run-in heading and its paragraph)."""

    type: str
    text: str
    level: int = 0
    role: str = ""
    glued: bool = False
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    language: str
    kind: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return next((b.text.replace("\n", "") for b in self.blocks if b.type == "title"), "")


def read_documents(path: Path) -> Iterator[Document]:
    """All documents of a JSON lines file (one document a line, "blocks") or of a folder of labelled texts."""
    if path.is_dir():
        for label in sorted(path.glob("*.label")):
            yield from_labels(labels.read(label)[0])
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield _from_blocks(record["id"], record["lang"], record.get("kind", ""), record["blocks"])


def from_labels(case: dict[str, Any]) -> Document:
    """A labelled text without its furniture, as an undamaged document: lines joined, one block after the other."""
    kept = [b for b in case["gold"] if b["type"] not in (FURNITURE, GAP)]
    for block, follower in zip(kept, kept[1:], strict=False):
        between = case["text"][block["spans"][-1][1] : follower["spans"][0][0]]
        block["runin"] = "\n" not in between and block["type"] == "heading" and follower["type"] == "paragraph"
        follower["runin"] = follower.get("runin", False) or block["runin"]
    return _from_blocks(case["id"], case["lang"], "page", kept)


def _from_blocks(name: str, language: str, kind: str, raw: list[dict[str, Any]]) -> Document:
    blocks = []
    for at, entry in enumerate(raw):
        text = joined_lines(entry["text"])
        if not text:
            continue
        name_of = entry["type"]
        if name_of == "list_item" or (name_of == "paragraph" and entry.get("marker")):
            name_of = "point"
        follower = raw[at + 1] if at + 1 < len(raw) else {}
        glued = name_of == "heading" and bool(entry.get("runin")) and bool(follower.get("runin"))
        level = entry.get("level", 0) if name_of == "heading" else 0
        role = _ROLES.get(entry.get("role", ""), entry.get("role", ""))
        blocks.append(Block(name_of, text, level, role if role in labels.ROLES or not role else "other", glued))
    return Document(
        name, language, kind, _articles_as_points(tuple(blocks)) if language.startswith("zh") else tuple(blocks)
    )


_BARE_ARTICLE = re.compile(r"第\s*[一二三四五六七八九十百千\d]+\s*[条條](?:\s*之\s*[一二三四五六七八九十\d]+|-\d+)?")


def _articles_as_points(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A number of an article alone on its line and the text on the next are one point in Chinese laws."""
    out: list[Block] = []
    for block in blocks:
        if out and out[-1].type == "heading" and block.type == "paragraph" and _BARE_ARTICLE.fullmatch(out[-1].text):
            out[-1] = Block("point", f"{out[-1].text}\n{block.text}", glued=block.glued)
        else:
            out.append(block)
    return tuple(out)


def joined_lines(text: str) -> str:
    """White space as one space, and none between Chinese or Japanese characters of two lines.

    >>> joined_lines("各地要 \\n 抓好 A 类")
    '各地要抓好 A 类'
    """
    text = re.sub(rf"(?<={_CJK})[ \t]*\n[ \t]*(?={_CJK})", "", text.strip())
    return re.sub(r"\s+", " ", text)
