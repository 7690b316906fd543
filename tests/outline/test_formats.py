"""Output formats: one file each, and everything in them escaped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.errors import DocumentError
from services.gateway.cli.commands.outline import outline as outline_command
from services.outline import formats
from services.outline.formats import Writing, format_named
from services.outline.model import Outline
from services.segmenter.segment import segment

DUMP = (
    "关于<b>防汛</b>工作的通知\n各镇人民政府：\n一、总体要求\n要坚持* 预防为主 *，# 不等不靠。\n"
    "1. 各镇要备足沙袋。\n2. 各村要安排专人值守。\n二、保障措施\n资金由县财政承担。\n"
)


@pytest.fixture(scope="module")
def recovered() -> Outline:
    return segment(DUMP.encode())


@pytest.mark.parametrize("name", formats.names())
def test_every_format_keeps_every_word_of_the_body(name: str, recovered: Outline) -> None:
    text = format_named(name).write(recovered, Writing("notice"))
    for words in ("总体要求", "各村要安排专人值守", "资金由县财政承担"):
        assert words in text, name


def test_markup_of_a_document_is_text_in_html_and_in_markdown(recovered: Outline) -> None:
    page = format_named("html").write(recovered, Writing())
    assert "<b>" not in page and "&lt;b&gt;防汛&lt;/b&gt;" in page
    markdown = format_named("markdown").write(recovered, Writing())
    assert "\\<b\\>" in markdown and "\\* 预防为主 \\*" in markdown and "\\# 不等不靠" in markdown


def test_a_chunk_leads_back_to_its_document_heading_and_place(recovered: Outline) -> None:
    rows = [json.loads(line) for line in format_named("chunks").write(recovered, Writing("notice-7")).splitlines()]
    row = next(row for row in rows if "备足沙袋" in row["text"])
    assert row["document"] == "notice-7" and row["headings"] == ["一、总体要求"] and row["pages"] == [1]
    page, start, end = next(span for span in row["spans"] if "备足沙袋" in DUMP[span[1] : span[2]])
    assert page == 1 and DUMP[start:end].strip() in row["text"]
    assert [row["chunk"] for row in rows] == list(range(1, len(rows) + 1))


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(DocumentError, match="markdown") as caught:
        format_named("odt")
    assert caught.value.reason == "FORMAT_NAME_UNKNOWN"


def test_the_command_line_writes_a_file_of_each_format(tmp_path: Path) -> None:
    dump = tmp_path / "notice.txt"
    dump.write_text(DUMP, encoding="utf-8")
    for row in formats.formats().values():
        done = CliRunner().invoke(outline_command, [str(dump), "--format", row.name, "--out-dir", str(tmp_path)])
        assert done.exit_code == 0, done.output
        assert (tmp_path / f"notice{row.ending}").read_text(encoding="utf-8")


NEW = """
from services.outline.formats.format import Format

FORMAT = Format("shout", ".shout", "text/plain", "loud", lambda outline, _: str(sum(1 for _ in outline.walk())) + "!")
"""


def test_a_new_format_is_one_file(tmp_path: Path) -> None:
    """The folder of formats, longer by one file in another place, is read by the command line at its next start."""
    (tmp_path / "shout.py").write_text(NEW)
    dump = tmp_path / "notice.txt"
    dump.write_text(DUMP, encoding="utf-8")
    script = (
        "import sys, services.outline.formats as formats; formats.__path__.append(sys.argv.pop(1));"
        "from services.gateway.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), "outline", "--format", "shout", str(dump)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and done.stdout.endswith("!"), done.stderr
