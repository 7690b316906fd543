"""What belongs to the page and not to the document, and what the numbers on it tell of lost pages."""

import pytest

from services.outline.model import FurnitureKind, Gap, Outline
from services.segmenter.segment import segment

PAGES = (
    "关于渡口检查情况的报告\n县里对全县渡口进行了一次检查，检查组走遍了二十一处渡口，查看了三十四艘渡船，走访了一百多名群众，总的看，多数渡口有人管、有制度、有设备，情况是好的，但也有一些地方不能",
    "令人放心。\n一、渡船情况\n三十四艘渡船中，三十艘状况良好，两艘需要小修，两艘已经到了报废年限，必须马上停航，由所在的镇在本月底以前妥善处理，处理结果报县里备案，不得再次下水，更不得",
    "转卖他人。\n二、人员情况\n二十一处渡口共有船员六十名，其中持有证书的五十二名，其余八名正在参加培训，培训合格以后才能上岗，没有合格的要调离岗位，在此之前一律不准驾驶渡船。",
)
DRESSES = ("- {} -", "— {} —", "-{}-", "第{}页", "第 {} 页 共 9 页", "{}/9", "· {} ·", "[{}]", "Page {} of 9", "P.{}", "| {} |", "~{}~")  # fmt: skip


def words(outline: Outline) -> str:
    return "".join(str(item.text) for _, item in outline.walk() if not isinstance(item, Gap))


def dumped(dress: str, numbers: tuple[int, ...], edge: str) -> Outline:
    lines = (f"{page}\n{dress.format(number)}\n" for page, number in zip(PAGES, numbers, strict=True))
    return segment(edge.join(lines).encode())


@pytest.mark.parametrize("edge", ["\f", ""], ids=["form-feeds", "running"])
@pytest.mark.parametrize("dress", DRESSES)
def test_folios_go_in_any_dress_and_the_sentence_closes(dress: str, edge: str) -> None:
    outline = dumped(dress, (1, 2, 3), edge)
    assert [piece.number for piece in outline.furniture] == [1, 2, 3]
    assert words(outline) == "".join(PAGES).replace("\n", "")
    assert "但也有一些地方不能令人放心。" in words(outline)


@pytest.mark.parametrize("edge", ["\f", ""], ids=["form-feeds", "running"])
@pytest.mark.parametrize("dress", DRESSES)
def test_a_jump_in_the_folios_names_the_lost_pages_and_nothing_is_joined_over_them(dress: str, edge: str) -> None:
    outline = dumped(dress, (1, 4, 5), edge)
    assert [item.pages for _, item in outline.walk() if isinstance(item, Gap)] == [(2, 3)]
    texts = [str(item.text) for _, item in outline.walk() if not isinstance(item, Gap)]
    assert any(text.endswith("一些地方不能") for text in texts)
    assert "lost_pages" in {finding.rule for finding in outline.findings}


def test_a_first_page_that_holds_furniture_only_swallows_nothing_of_the_second() -> None:
    outline = segment("\f".join(f"白石县简报　第{n}页\n{page}" for n, page in enumerate(("", *PAGES), 1)).encode())
    assert "".join(PAGES).replace("\n", "") in words(outline).replace("\n", "")


def test_a_viewers_counter_is_set_aside_and_believed_by_nobody() -> None:
    text = (
        "".join(f"{page.replace(chr(10), ' ')} -{n} " for page, n in zip(PAGES, (1, 3, 5), strict=True)) + "第5页 共5页"
    )
    cuts = "\n".join(f"{n}、{text[k : k + 60]}" for n, k in enumerate(range(0, len(text), 60), 1))
    outline = segment(cuts.encode())
    kinds = {piece.kind for piece in outline.furniture}
    assert kinds == {FurnitureKind.DUMP_MARK, FurnitureKind.FOLIO, FurnitureKind.VIEWER_COUNTER}
    assert [item.pages for _, item in outline.walk() if isinstance(item, Gap)] == [(2,), (4,)]


def test_numbers_of_a_sentence_stay_in_it() -> None:
    text = "今年栽树12万株，成活率达到93.5%，比2029年提高4个百分点，3月份和11月份各检查1次。"
    outline = segment(f"关于造林的报告\n{text}\n{text}\n{text}\n".encode())
    assert not outline.furniture
    assert words(outline).count(text) == 3


SENTENCE = "各镇要把渡口安全放在心上，逐处检查，逐船登记，逐人落实责任，发现问题当场整改，不留死角"
LONG = [
    f"{'一二三四五六'[n]}、第{n + 1}项\n" + f"{SENTENCE}，第{n + 1}次检查在月底进行，" * 6 + "检查结果报县里备案。"
    for n in range(6)
]


@pytest.mark.parametrize(
    ("numbers", "lost"),
    [
        ((1, 2, 3, 4, 5, 6), ()),
        ((1, 2, None, 4, 5, 6), ()),  # a folio that was not read: its page is there
        ((1, 2, None, None, 5, 6), ()),
        ((1, 2, 4, 5, 6, 7), (3,)),
        ((1, 2, 3, 6, 7, 8), (4, 5)),
    ],
)
@pytest.mark.parametrize("edge", ["\f", ""], ids=["form-feeds", "running"])
def test_pages_are_lost_where_numbers_jump_and_text_is_missing(
    numbers: tuple[int | None, ...], lost: tuple[int, ...], edge: str
) -> None:
    pages = (f"{page}\n" + (f"— {n} —\n" if n else "") for page, n in zip(LONG, numbers, strict=True))
    gaps = [block for _, block in segment(edge.join(pages).encode()).walk() if isinstance(block, Gap)]
    assert tuple(page for gap in gaps for page in gap.pages) == lost


def test_a_jump_over_unread_folios_is_no_loss_unless_both_sides_count_on() -> None:
    numbers = (1, 2, None, None, 9, None)  # a 5 that was read as a 9
    pages = (f"{page}\n" + (f"— {n} —\n" if n else "") for page, n in zip(LONG, numbers, strict=True))
    assert not any(finding.rule == "lost_pages" for finding in segment("\f".join(pages).encode()).findings)
