"""What condensing keeps, on small documents written for it."""

from __future__ import annotations

from typing import Any

import pytest

from services.outline.model import (
    Enumerator,
    Gap,
    Heading,
    Meta,
    MetaRole,
    Outline,
    Paragraph,
    Point,
    Section,
    Span,
    Text,
)
from services.renderer.condense.candidates import candidates
from services.renderer.condense.condense import condense, condense_text
from services.renderer.condense.plain import plain
from services.renderer.condense.summary_genre import SummaryGenre, summary_genre
from tests.condense.outlines import outline_of_lines, text_at

BUDGETS = (0, 1, 60, 10**9)
BILL = """Community Garden Access Amendment Act of 2031
To amend the Parks Act of 1999 to require the Director to publish a list of vacant lots, to allow residents to apply for a lot, to waive the fee for schools, and to require a yearly report to the Council on the use of the lots.
BE IT ENACTED BY THE COUNCIL, That this act may be cited as the "Community Garden Access Amendment Act of 2031".
Sec. 2. The Parks Act of 1999 is amended as follows:
The Director shall publish a list of vacant lots that are suited to gardens by 1 March of each year.
Sec. 3. Effective date.
This act shall take effect after 30 days."""
JUDGMENT = """甲公司与乙公司买卖合同纠纷一审民事判决书
原告：甲公司，住所地某市东街1号。
被告：乙公司，住所地某市西街2号。
原告甲公司与被告乙公司买卖合同纠纷一案，本院立案后公开开庭进行了审理。
原告甲公司向本院提出诉讼请求：判令被告支付货款20万元及逾期利息。
被告乙公司辩称，货物存在质量问题，不同意支付货款。
经审理查明，双方于2019年3月签订买卖合同，原告依约交付货物，被告未付货款20万元。
本院认为，双方签订的买卖合同合法有效，被告未按约支付货款，构成违约，应承担付款责任。
依照《中华人民共和国合同法》第一百零七条之规定，判决如下：被告乙公司于本判决生效之日起十日内支付原告货款20万元及利息。
案件受理费4300元，由被告负担。
如不服本判决，可在判决书送达之日起十五日内向本院递交上诉状。"""


def section(title: str, *blocks: Paragraph | Point | Gap, at: int) -> Section:
    return Section(Heading(text_at(1, at, title), Enumerator("chinese_comma", (1,), title[:2])), blocks)


def paragraph(text: str, at: int = 0, **torn: Any) -> Paragraph:
    return Paragraph(text_at(1, at, text), **torn)


LONG = "全县粮食生产面积稳定在三十万亩以上，粮食总产量连续五年增长，农民人均收入达到两万元。"
OTHER = "财政部门要把支持粮食生产的资金列入年度预算，按季度拨付到乡镇，并接受审计监督和群众监督。"


@pytest.mark.parametrize("budget", BUDGETS)
@pytest.mark.parametrize(
    "outline",
    [
        Outline(),
        Outline(blocks=(Gap((2,), Span(1, 0, 0)),)),
        Outline(sections=(section("一、总论", at=0), Section(Heading(Text())))),
        Outline(blocks=(paragraph("词"),)),
        Outline(blocks=(paragraph("要做好工作。"),)),
        outline_of_lines(JUDGMENT),
        outline_of_lines(BILL),
    ],
    ids=["nothing", "only a gap", "only headings", "one word", "one sentence", "judgment", "bill"],
)
def test_any_budget_is_answered_and_never_exceeded(outline: Outline, budget: int) -> None:
    condensed = condense(outline, budget)
    assert len(plain(condensed)) <= budget
    if budget == 10**9:
        assert condensed == outline


def test_headings_stay_only_above_what_stays() -> None:
    lines = [f"{LONG[:20]}，第{i}项工作已经完成，效果明显。" for i in range(40)]
    full = section("一、进展", *(paragraph(line, 100 * i) for i, line in enumerate(lines)), at=5000)
    empty = section("二、其他", paragraph("其他各项工作" * 200 + "。", 6000), at=5500)
    condensed = condense(Outline(sections=(full, empty)), 700)
    assert [found.heading.title for found in condensed.sections] == ["进展"]
    assert condensed.sections[0].blocks


def test_a_fragment_beside_a_lost_page_is_never_taken() -> None:
    torn = "，切实加强粮食生产资金管理，提高粮食总产量。"
    outline = Outline(
        blocks=(
            paragraph(LONG, 0),
            paragraph(OTHER[:-9], 100, torn_end=True),
            Gap((2,), Span(1, 300, 300)),
            paragraph(torn, 300, torn_start=True),
            paragraph(OTHER, 400),
        )
    )
    assert [candidate.text for candidate in candidates(outline)] == [LONG, OTHER]
    text = condense_text(outline, 120)
    assert torn not in text
    assert OTHER[:-9] not in text.replace(OTHER, "")


def test_gaps_stay_where_there_is_room_to_say_them() -> None:
    outline = Outline(blocks=(paragraph(LONG * 20, 0), Gap((2, 3), Span(1, 900, 900)), paragraph(OTHER * 20, 900)))
    assert "〔缺第2、3页〕" in condense_text(outline, 400)
    assert "〔" not in condense_text(outline, 60)


def test_a_point_keeps_its_enumerator_only_with_its_head() -> None:
    head, tail = "第一，要抓好粮食生产。", LONG
    point = Point(text_at(1, 0, head + tail), Enumerator("ordinal", (1,), "第一，"))
    whole = condense(Outline(blocks=(point, paragraph(OTHER * 9, 200))), len(head + tail) + len(OTHER) + 2)
    kept = whole.blocks[0]
    assert isinstance(kept, (Point, Paragraph))
    assert isinstance(kept, Point) == str(kept.text).startswith("第一，")


def test_a_bill_is_condensed_to_its_purposes_in_whole_clauses() -> None:
    assert summary_genre(outline_of_lines(BILL), candidates(outline_of_lines(BILL))) is SummaryGenre.BILL
    text = condense_text(outline_of_lines(BILL), 130)
    assert text.startswith(
        "to require the Director to publish a list of vacant lots, to allow residents to apply for a lot,"
    )
    assert "BE IT ENACTED" not in condense_text(outline_of_lines(BILL), 400)


def test_a_judgment_is_condensed_to_claims_defence_reasons_and_ruling() -> None:
    assert summary_genre(outline_of_lines(JUDGMENT), candidates(outline_of_lines(JUDGMENT))) is SummaryGenre.JUDGMENT
    text = condense_text(outline_of_lines(JUDGMENT), 170)
    for needed in ("诉讼请求", "辩称", "本院认为"):
        assert needed in text
    for formality in ("住所地", "受理费", "上诉状"):
        assert formality not in text


def test_a_title_stays_where_there_is_room_for_a_frame() -> None:
    title = Meta(MetaRole.TITLE, text_at(1, 0, "关于粮食生产工作的通知"))
    outline = Outline(blocks=(title, *(paragraph(f"{LONG}{i}号文件。", 100 * i) for i in range(1, 60))))
    assert condense_text(outline, 700).startswith("关于粮食生产工作的通知\n")
    assert "关于粮食生产工作的通知" not in condense_text(outline, 100)
