"""A profile is one TOML file a language, found by its name, through every door."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from services.errors import BrokenInvariant
from services.gateway.cli.commands.convert import convert
from services.gateway.cli.commands.digest import digest
from services.outline import codec
from services.renderer.extract.extract import extract
from services.renderer.fact_files.formats import FORMATS as FACTS
from services.renderer.formats import FORMATS
from services.renderer.profile import LANGUAGES, OWN_FOLDER, names, profile
from services.renderer.render import render
from services.segmenter.segment import segment
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.convert import render_here
from worker.jobs.job import Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger

SAMPLES = Path(__file__).parents[2] / "samples"
HANDOUT = """extends = "_page.zh"
about = "讲话提纲"
parts = ["heading", "points"]

[length]
pages = 1

[styles.title]
color = "003366"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of one's own with a profile in Chinese only."""
    (tmp_path / "handout.zh.toml").write_text(HANDOUT, encoding="utf-8")
    monkeypatch.setenv(OWN_FOLDER, str(tmp_path))
    for cached in (names, profile):
        cached.cache_clear()
    yield tmp_path
    for cached in (names, profile):
        cached.cache_clear()


def test_a_new_file_is_a_profile_of_the_command_line(own: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        convert, [str(SAMPLES / "speech.txt"), "-p", "handout", "-o", str(tmp_path / "out")], standalone_mode=False
    )
    assert done.exception is None and not done.return_value
    made = docx.Document(io.BytesIO((tmp_path / "out/speech-handout.docx").read_bytes()))
    title = next(paragraph for paragraph in made.paragraphs if paragraph.style.name == "Title")
    assert title.text == "在全县防汛备汛工作会议上的讲话" and str(title.style.font.color.rgb) == "003366"


def test_a_new_file_is_a_profile_that_a_job_may_ask_for(own: Path) -> None:
    ledger, artefacts = MemoryLedger(), MemoryArtefacts()
    job = Jobs(ledger, artefacts).submit(
        Submission("", "speech.txt", ("handout",)), [(SAMPLES / "speech.txt").read_bytes()]
    )
    steps = Steps(
        ledger, artefacts, lambda dump: codec.to_bytes(segment(dump)), render_here, timedelta(seconds=30), RetryPolicy()
    )
    assert all(steps.run(job.id, step) for step in ("outline", "facts", "render:handout"))
    done = ledger.find(job.id)
    assert done is not None and done.artefacts[-1].name == "speech-handout.docx"


def test_a_profile_in_one_language_serves_all(own: Path) -> None:
    assert {profile("handout", language).parts for language in LANGUAGES} == {("heading", "points")}
    assert profile("handout", "en").language == "zh"


def test_a_profile_that_is_wrong_is_named_with_what_is_wrong(own: Path) -> None:
    (own / "handout.zh.toml").write_text(HANDOUT.replace("color", "colour"), encoding="utf-8")
    with pytest.raises(BrokenInvariant, match=r"handout\.zh\.toml: \[styles\.title\] has unknown colour"):
        profile("handout", "zh")


def test_every_profile_of_ours_is_there_in_chinese_and_english() -> None:
    for name in names():
        assert {profile(name, language).language for language in LANGUAGES} == set(LANGUAGES)


def test_the_tasks_are_a_workbook_with_a_row_each() -> None:
    outline = segment((SAMPLES / "notice.txt").read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(render(outline, "tasks", {})))
    rows = [row for row in book.active.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(rows) == len(extract(outline).requirements) > 5
    named = {row[2]: row[4] for row in rows}
    assert any("林业局" in str(lead) and "9月20日" in str(due) for lead, due in named.items())
    assert render(outline, "tasks-csv", {}).startswith(b"\xef\xbb\xbf")
    assert b"BEGIN:VEVENT" in render(outline, "deadlines", {})


def test_the_formats_of_profiles_and_of_facts_agree() -> None:
    assert all(
        (FORMATS[row.name].ending, FORMATS[row.name].media_type) == (row.ending, row.media_type)
        for row in FACTS
        if row.name != "json"
    )
    assert {profile(name, "zh").format for name in names()} <= set(FORMATS)


def test_a_digest_names_every_document_and_its_source(tmp_path: Path) -> None:
    dumps = [str(SAMPLES / f"{name}.txt") for name in ("notice", "speech", "report")]
    done = CliRunner().invoke(
        digest, [*dumps, "--option", "issue=12", "-o", str(tmp_path / "issue.docx")], standalone_mode=False
    )
    assert done.exception is None
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "issue.docx")).paragraphs]
    titles = ["清河县人民政府办公室关于做好2015年秋季森林防火工作的通知", "在全县防汛备汛工作会议上的讲话"]
    assert texts[0] == "综合简报" and texts[2] == "本期内容"
    assert [f"{n}. {title}" in texts for n, title in enumerate(titles, 1)] == [True, True]
    assert sum(1 for words in texts if words.startswith("来源：")) == 3
