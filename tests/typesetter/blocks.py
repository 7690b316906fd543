"""Blocks to set from an outline: what stands in a sample, as an office would set it."""

from __future__ import annotations

from collections.abc import Iterator

from services.outline.model import Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point
from tests.typesetter.setting import Block

CENTRED = (MetaRole.SUBTITLE, MetaRole.AUTHOR, MetaRole.DOCUMENT_NUMBER, MetaRole.HISTORY)


def blocks_of(outline: Outline) -> Iterator[Block]:
    """The blocks of an outline without lost pages; a run-in heading stands in the line of its paragraph."""
    run_in = ""
    body = False
    for depth, item in outline.walk():
        match item:
            case Heading(run_in=True):
                run_in, body = str(item.text), True
            case Heading():
                yield Block("heading", str(item.text), depth)
                body = True
            case Meta(role=MetaRole.TITLE):
                yield Block("title", str(item.text))
            case Meta(role=role) if role in CENTRED or (role is MetaRole.DATE and not body):
                yield Block("centre", str(item.text))
            case Meta(role=MetaRole.SIGNATURE | MetaRole.DATE):
                yield Block("right", str(item.text))
            case Meta(role=MetaRole.ADDRESSEE | MetaRole.SALUTATION):
                yield Block("left", str(item.text))
            case Meta() | Paragraph() | Point():
                yield Block("text", run_in + str(item.text))
                run_in, body = "", True
            case Gap():
                pass
