"""The lead is made of facts that the document gives, and of nothing else."""

from __future__ import annotations

import pytest

from services.outline.model import (
    DocumentKind,
    Enumerator,
    Fact,
    Heading,
    Metadata,
    Outline,
    Paragraph,
    Run,
    Section,
    Span,
    Text,
)
from services.renderer.plan.lead import lead
from tests.condense.outlines import text_at

TITLE = "在全县防汛工作会议上的讲话"
DATE = Span(1, 20, 29)
SPEECH = Metadata(
    title=Fact(TITLE, (Span(1, 0, len(TITLE)),)),
    speaker=Fact("林远志", (Span(1, 14, 17),)),
    post=Fact("县长", (Span(1, 12, 14),)),
    date=Fact("2018-05-04", (DATE,)),
    kind=DocumentKind.SPEECH,
    language="zh-Hans",
)
SECTIONS = (
    Section(Heading(text_at(1, 60, "一、认清形势"), Enumerator("chinese_comma", (1,), "一、"))),
    Section(Heading(Text())),
)
BODY = (Paragraph(text_at(1, 40, "下面，我讲三点意见。")),)


def told(outline: Outline) -> str:
    return "".join(str(part) for part in lead(outline))


def test_a_speech_is_led_in_by_date_speaker_occasion_and_points() -> None:
    outline = Outline(metadata=SPEECH, blocks=BODY, sections=SECTIONS)
    assert told(outline) == "2018年5月4日，县长林远志在全县防汛工作会议上讲话，讲三点意见；原件现存：一、认清形势。"


def test_what_the_document_does_not_say_is_left_out() -> None:
    outline = Outline(metadata=Metadata(speaker=SPEECH.speaker, kind=DocumentKind.SPEECH, language="zh-Hans"))
    assert told(outline) == "林远志讲话。"
    assert lead(Outline()) == ()


def test_every_fact_in_the_lead_has_its_span() -> None:
    outline = Outline(metadata=SPEECH, blocks=BODY)
    texts = [part for part in lead(outline) if isinstance(part, Text)]
    assert texts[0] == Text((Run("2018年5月4日", DATE),))
    assert all(run.span for text in texts for run in text.runs)
    occasion = next(text for text in texts if str(text) == "全县防汛工作会议")
    assert occasion.spans == (Span(1, 1, 9),)


def test_an_english_act_is_led_in_by_its_issuer_title_and_number() -> None:
    metadata = Metadata(
        title=Fact("Community Garden Access Act", (Span(1, 0, 27),)),
        issuer=Fact("Parks Board", (Span(1, 30, 41),)),
        document_number=Fact("No. 12", (Span(1, 45, 51),)),
        date=Fact("2031-02-03", (Span(1, 60, 75),)),
        kind=DocumentKind.LAW,
        language="en",
    )
    assert (
        told(Outline(metadata=metadata))
        == "On 3 February 2031, Parks Board issued “Community Garden Access Act” (No. 12)."
    )


def test_points_announced_inside_a_part_are_not_the_documents_own() -> None:
    heading = Heading(text_at(1, 60, "一、认清形势。"), Enumerator("chinese_comma", (1,), "一、"))
    inside = (Paragraph(text_at(1, 70, "县长强调两点。")),)
    assert told(Outline(metadata=SPEECH, sections=(Section(heading, inside),))).endswith("上讲话。")


def test_parts_too_many_to_name_are_named_in_part() -> None:
    digits = "一二三四五六七"
    parts = tuple(
        Section(Heading(text_at(1, 60 + 5 * i, f"{digit}、内容"), Enumerator("chinese_comma", (i + 1,), f"{digit}、")))
        for i, digit in enumerate(digits)
    )
    assert told(Outline(metadata=SPEECH, sections=parts)).endswith(
        "主要内容是：" + "；".join(f"{d}、内容" for d in digits[:6]) + "等。"
    )


LEADS = {
    ("国务院关于同意设立清河新区的批复", "other"): "2018年5月4日，国务院就同意设立清河新区作出批复（国函〔2018〕5号）。",
    ("清河县人民政府关于加强防汛工作的通知", "notice"): "2018年5月4日，清河县人民政府就加强防汛工作发出通知（国函〔2018〕5号）。",
    ("清河县人民政府办公室关于印发防汛预案的通知", "notice"): "2018年5月4日，清河县人民政府办公室印发防汛预案（国函〔2018〕5号）。",
    ("防汛工作会议纪要", "minutes"): "《防汛工作会议纪要》（国函〔2018〕5号）记录了2018年5月4日的会议情况和议定事项。",
    ("清河县防汛办法", "law"): "《清河县防汛办法》（国函〔2018〕5号）于2018年5月4日公布。",
    ("防汛工作方案", "other"): "《防汛工作方案》（国函〔2018〕5号）于2018年5月4日印发。",
}  # fmt: skip


@pytest.mark.parametrize(("title", "kind"), LEADS)
def test_each_kind_has_a_verb_of_its_own(title: str, kind: str) -> None:
    metadata = Metadata(
        title=Fact(title, (Span(1, 0, len(title)),)),
        document_number=Fact("国函〔2018〕5号", (Span(1, 40, 51),)),
        date=Fact("2018-05-04", (DATE,)),
        kind=DocumentKind(kind),
        language="zh-Hans",
    )
    assert told(Outline(metadata=metadata)) == LEADS[title, kind]
