"""Confidences: every block has one, damage lowers them, and what is doubtful is told with its place and its runner-up."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from services.errors import DocumentError
from services.gateway.cli import main as cli
from services.outline import codec
from services.outline.model import Gap, Outline, Severity
from services.renderer.render import render
from services.segmenter.doubt.explain import explain_blocks, explain_outline
from services.segmenter.readers import read
from services.segmenter.segment import segment
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.job import Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger

NOTICE = """白石县人民政府关于加强渡口管理的通知
白政发〔2031〕12号
各镇人民政府：
汛期将至，为做好渡口安全工作，现就有关事项通知如下。
一、落实责任
各镇要明确专人负责渡口安全，签订责任书，并于四月底前报县交通运输局备案。
二、检查渡船
（一）核查证件。各镇要逐船核查船员证件和检验证书，不合格的一律停航。
（二）更换救生设备。五月底前更换全部过期救生衣。
三、加强值守
汛期实行二十四小时值班，遇有险情立即报告，不得迟报、漏报、瞒报。
白石县人民政府
2031年4月2日
"""
# What a site and a careless copy leave: the same words, cut and mixed.
PIECES = [NOTICE.replace("\n", "")[n : n + 9] for n in range(0, len(NOTICE.replace("\n", "")), 9)]
WRECK = "首页 > 公文 > 正文\n打印 收藏\n" + "\n".join(random.Random(1).sample(PIECES, len(PIECES)))


def confidences(outline: Outline) -> list[float | None]:
    return [block.confidence for _, block in outline.walk() if not isinstance(block, Gap) and block.text]


def test_every_block_and_the_outline_have_a_confidence() -> None:
    outline = segment(NOTICE.encode())
    values = confidences(outline)
    assert len(values) == 13 + 2 and all(value is not None and 0 < value < 1 for value in values)
    assert outline.confidence is not None and outline.confidence > 0.5 and not outline.needs_review
    assert not any(finding.rule.startswith("doubtful_") for finding in outline.findings)


def test_what_is_doubtful_is_told_with_its_place_and_its_runner_up() -> None:
    outline = segment(WRECK.encode())
    assert outline.needs_review
    (whole,) = [finding for finding in outline.findings if finding.rule == "doubtful_outline"]
    assert whole.severity is Severity.WARNING
    doubtful = [finding for finding in outline.findings if finding.rule == "doubtful_block"]
    assert 1 <= len(doubtful) <= 5
    for finding in doubtful:
        details = dict(finding.details)
        assert finding.spans and int(details["percent"]) < 50
        assert details["other"] != details["kind"]


def test_the_more_a_dump_is_damaged_the_less_it_is_trusted() -> None:
    rng = random.Random(7)
    lines = NOTICE.splitlines()
    sure = segment(NOTICE.encode()).confidence or 0
    strewn = [
        part for line in lines for part in (line, rng.choice(["上一篇", "Loading…", "12", "打印本页", "［查看原文］"]))
    ]
    assert (segment("\n".join(strewn).encode()).confidence or 1) < sure


def test_the_evidence_for_and_against_a_block_adds_up_to_its_confidence() -> None:
    raw = NOTICE.encode()
    outline, pages = segment(raw), read(raw).texts
    rows = explain_blocks(outline, pages)
    assert [round(row.confidence, 3) for row in rows] == confidences(outline)
    row = explain_blocks(outline, pages, 5)[0]
    assert (row.text, row.kind) == ("一、落实责任", "numbered heading")
    assert {piece.name for piece in row.evidence} >= {"kind, end", "counting", "under it"}
    assert explain_outline(outline, pages).evidence
    with pytest.raises(DocumentError) as caught:
        explain_blocks(outline, pages, 99)
    assert caught.value.reason == "BLOCK_UNKNOWN"


def test_doubt_is_the_same_each_time() -> None:
    assert segment(WRECK.encode()) == segment(WRECK.encode())


def test_a_job_says_that_its_outline_needs_review_and_the_list_finds_it() -> None:
    ledger, artefacts = MemoryLedger(), MemoryArtefacts()
    jobs = Jobs(ledger, artefacts)
    steps = Steps(ledger, artefacts, lambda dump: codec.to_bytes(segment(dump)), render, timedelta(30), RetryPolicy())
    for name, text in (("sure.txt", NOTICE), ("wreck.txt", WRECK)):
        assert steps.run(jobs.submit(Submission("", name, ("summary",)), [text.encode()]).id, "outline")
    assert {job.name: job.needs_review for job in jobs.list()[0]} == {"sure.txt": False, "wreck.txt": True}
    assert [job.name for job in jobs.list(needs_review=True)[0]] == ["wreck.txt"]


def test_a_conversion_says_that_its_outline_needs_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text, told in (("sure", NOTICE, False), ("wreck", WRECK, True)):
        dump = tmp_path / f"{name}.txt"
        dump.write_text(text, encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["quire", "convert", str(dump), "-p", "summary", "-o", str(tmp_path)])
        with pytest.raises(SystemExit):
            cli.main()
        assert ("needs review" in capsys.readouterr().err) is told
