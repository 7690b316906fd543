"""Damage that is drawn keeps the text it does not change, labels every letter once, and comes again by its seed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools.damage import labels, pools
from tools.damage.document import Block, Document, from_labels
from tools.damage.draw import damaged, draw_damage
from tools.damage.forms import FORMS
from tools.damage.kinds import ALL, KINDS, SEVERAL, Kind
from tools.damage.marked import read_marked, write

NOTICE = Document(
    "notice",
    "zh-Hans",
    "notice",
    (
        Block("title", "云岭县人民政府办公室关于做好2031年防汛抗旱工作的通知"),
        Block("meta", "云政办发〔2031〕12号", role="docno"),
        Block("meta", "各乡镇人民政府，县政府各部门：", role="addressee"),
        Block("paragraph", "今年汛期来得早，雨量比常年多三成。经县政府同意，现将“两防”工作的有关事项通知如下。" * 3),
        Block("heading", "一、落实责任", 1),
        Block("heading", "（一）明确任务。", 2, glued=True),
        Block("paragraph", "各乡镇要在5月20日前排查水库36座、堤防128公里，不留死角。" * 4),
        Block("point", "1.水利局负责调度。"),
        Block("point", "2.民政局备足帐篷2600顶。"),
        Block("heading", "二、严格值守", 1),
        Block("paragraph", "实行24小时值班，遇有险情立即上报，不得迟报、瞒报。" * 5),
        Block("heading", "三、加强督查", 1),
        Block("paragraph", "县政府督查室每周通报一次。" * 6),
        Block("meta", "云岭县人民政府办公室", role="signature"),
        Block("meta", "2031年4月2日", role="date"),
    ),
)
ACT = Document(
    "act",
    "en",
    "law",
    (
        Block("title", "Harbour Lights (Upkeep) Act 2031"),
        Block("meta", "No. 14 of 2031", role="docno"),
        Block("heading", "Part 1 Preliminary", 1),
        Block("point", "1. This Act may be cited as the Harbour Lights (Upkeep) Act 2031."),
        Block("paragraph", "A light is a fixed lamp on a pier, a mole or a buoy. " * 6),
        Block("heading", "Part 2 Duties", 1),
        Block("point", "2. The harbour master shall inspect each light once in every month."),
        Block("paragraph", "A report of the inspection is laid before the Board within ten days. " * 6),
        Block("heading", "Part 3 Penalties", 1),
        Block("paragraph", "A person who puts out a light pays a fine of up to 500 crowns. " * 6),
    ),
)
DOCUMENTS = (NOTICE, ACT)
CHANGES_TEXT = ("blocks", "letters")


def squeezed(text: str) -> str:
    return labels.squeeze(text)[0]


def able(kind: Kind) -> Document:
    return NOTICE if "zh-Hans" in kind.languages else ACT


def with_kind(kind: Kind, seed: int) -> dict:
    return damaged(able(kind), (kind.name,), random.Random(seed)).labelled()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_says_what_it_does_and_comes_again_by_its_seed(kind: Kind) -> None:
    assert kind.does and kind.example
    assert with_kind(kind, 5) == with_kind(kind, 5)


@pytest.mark.parametrize(
    "kind", [k for k in KINDS if k.stage not in CHANGES_TEXT and k.name != "lost pages"], ids=lambda k: k.name
)
@pytest.mark.parametrize("seed", range(4))
def test_layout_pages_and_sites_leave_the_text_of_the_blocks_as_it_was(kind: Kind, seed: int) -> None:
    found = with_kind(kind, seed)
    ours = [b for b in found["gold"] if b["type"] != "junk"]
    if kind.hopeless:
        assert sorted(squeezed("".join(b["text"] for b in ours))) == sorted(
            squeezed("".join(b.text for b in able(kind).blocks))
        )
        return
    assert [squeezed(b["text"]) for b in ours] == [squeezed(b.text) for b in able(kind).blocks]
    assert [(b["type"], b["level"], b.get("role", "")) for b in ours] == [
        (b.type, b.level, b.role) for b in able(kind).blocks
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.id)
@pytest.mark.parametrize("seed", range(60))
def test_every_letter_of_a_drawn_dump_belongs_to_one_block_or_to_furniture(document: Document, seed: int) -> None:
    drawn = draw_damage(document, seed, strength=1.0, other=document)
    found = drawn.labelled()
    spans = [span for block in found["gold"] for span in block["spans"]] + found["inline_spans"]
    owned = [place for start, end in spans for place in range(start, end)]
    assert len(owned) == len(set(owned))
    left = "".join(c for place, c in enumerate(found["text"]) if place not in set(owned))
    assert squeezed(left) == ""
    for block in found["gold"]:
        assert block["text"] == "".join(found["text"][a:b].replace("\n", " ") for a, b in block["spans"])
    assert draw_damage(document, seed, strength=1.0, other=document) == drawn


def test_english_words_are_broken_over_lines_and_stay_in_their_block() -> None:
    drawn = [damaged(ACT, ("typeset",), random.Random(seed)) for seed in range(20)]
    broken = next(d for d in drawn if "-\n" in d.text)
    assert [squeezed(b["text"]).replace("-", "") for b in broken.blocks] == [squeezed(b.text) for b in ACT.blocks]


def test_a_form_names_kinds_that_exist_and_one_way_of_line_ends_at_least() -> None:
    names = {kind.name: kind.stage for kind in KINDS}
    for form, shares in FORMS.items():
        assert {name for name in shares if name not in names} == set()
        assert "flow" in {names[name] for name in shares}
        drawn = [draw_damage(NOTICE, seed, form=form) for seed in range(30)]
        assert {d.labelled()["family"] for d in drawn} == {form}
        assert drawn == [draw_damage(NOTICE, seed, form=form) for seed in range(30)]


def test_what_is_drawn_depends_on_the_seed_and_grows_with_the_strength() -> None:
    assert len({draw_damage(NOTICE, seed, strength=1.0).text for seed in range(20)}) == 20
    counts = [sum(len(draw_damage(NOTICE, seed, strength).kinds) for seed in range(50)) for strength in (0.0, 0.4, 1.0)]
    assert counts[0] == 50  # how its lines run, and nothing else
    assert counts[0] < counts[1] < counts[2]


def test_a_lost_page_leaves_a_gap_with_its_printed_number_and_no_paragraph_over_it() -> None:
    for seed in range(30):
        drawn = damaged(NOTICE, ("typeset", "folios", "lost pages"), random.Random(seed))
        gaps = [b for b in drawn.blocks if b["type"] == "gap"]
        if not gaps:
            continue
        before, after = (squeezed(b["text"]) for b in (drawn.blocks[0], drawn.blocks[-1]))
        assert before in squeezed(NOTICE.blocks[0].text) or before.strip("-—第页0123456789/共 ") == ""
        assert after
        return
    pytest.fail("no draw had a page to lose")


def test_a_second_document_is_a_section_of_the_first() -> None:
    found = damaged(NOTICE, (SEVERAL,), random.Random(1), other=ACT).labelled()["gold"]
    second = [b for b in found if b["type"] == "heading" and b["text"].startswith("Harbour Lights")]
    assert [b["level"] for b in second] == [1]
    assert [b["level"] for b in found if b["text"].startswith("Part")] == [2, 2, 2]


@pytest.mark.parametrize("language", ALL)
def test_every_wrapper_and_every_stray_line_can_be_filled_in(language: str) -> None:
    rng = random.Random(3)
    for kind in ("stray", "heads", "stamps", "watermarks", "between", "prompts"):
        for line in pools.lines(kind, language):
            assert "{title}" not in pools.fill(line, rng, {"title": "T"}, language)
    for wrapper in pools.wrappers(language):
        parts = (wrapper.before, wrapper.between, wrapper.middle, wrapper.after)
        assert any(parts)
        for part in parts:
            pools.fill(part, rng, {"title": "T"}, language)


def test_a_labelled_text_is_read_into_blocks_and_laid_out_anew(tmp_path) -> None:
    (tmp_path / "page.txt").write_text(
        "首页 > 公告\n防汛通知\n各乡镇：\n要加强-2-\n值守。\n一、落实责任。明确任务。\n完\n", encoding="utf-8"
    )
    (tmp_path / "page.label").write_text(
        "# family: site | short\nX 首页\nT 防汛通知\nM addressee 各乡\nP 要加强\nI -2-\nH1 一、\nP 明确\nX 完\n",
        encoding="utf-8",
    )
    case, errors = labels.read(tmp_path / "page.label")
    assert errors == []
    assert [(b["type"], b["text"]) for b in case["gold"]][3] == ("paragraph", "要加强值守。")
    document = from_labels(case)
    assert [b.text for b in document.blocks] == ["防汛通知", "各乡镇：", "要加强值守。", "一、落实责任。", "明确任务。"]
    assert [b.glued for b in document.blocks] == [False, False, False, True, False]


PAGES = sorted((Path(__file__).parents[1] / "cases" / "pages").glob("*.label"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_labels_of_every_page_fit_its_text(path: Path) -> None:
    case, errors = labels.read(path)
    assert errors == []
    document = from_labels(case)
    assert len(document.blocks) > 2
    laid_out = draw_damage(document, 1, strength=0.5).labelled()
    assert laid_out["text"]


def test_a_marked_text_becomes_a_page_and_its_labels(tmp_path: Path) -> None:
    marked = "=== page | ocr | a note | join=␠\n{X}首页\n{T}通知\n{P}要加强{I}-2-{/}值守。{H1}一、要求。{P}抓好。\n{G 3}{Q}第二，抓紧。\n"
    page = read_marked(marked)[0]
    case, errors = labels.read(write(page, tmp_path))
    assert errors == []
    assert case["text"] == "首页 通知 要加强-2-值守。一、要求。抓好。 第二，抓紧。\n"
    assert [b["text"].strip() for b in case["gold"]] == [
        "首页",
        "通知",
        "要加强值守。",
        "一、要求。",
        "抓好。",
        "",
        "第二，抓紧。",
    ]
    assert case["gold"][5]["pages"] == [3]


def test_labels_that_do_not_fit_are_told(tmp_path) -> None:
    (tmp_path / "page.txt").write_text("防汛通知\n要加强值守。\n", encoding="utf-8")
    (tmp_path / "page.label").write_text("P 要加强\nZ 值守\nP 没有\nM wrong 值守\n", encoding="utf-8")
    errors = labels.read(tmp_path / "page.label")[1]
    assert len(errors) == 4
