"""Commands that need no server: several dumps, bad ones among them, and what the exit code says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from services.gateway.cli import main as cli
from services.limits import DUMP_BYTES

SPEECH = (
    "在全县春季防汛工作会议上的讲话\n县长 赵明远\n（2016年3月9日）\n同志们：\n"
    "今天开会，主要是部署防汛工作。下面，我讲两点意见。\n一、认清形势\n今年雨水来得早，各镇要及早准备。\n"
    "二、落实责任\n第一，要明确任务。每段堤防都要有人负责。\n第二，要备足物资。沙袋四月底前到位。\n"
).encode()

# What is no document at all, by the reason that it is refused with.
REFUSED = {
    "empty": (b"", "DUMP_EMPTY"),
    "white space": (" \n\t　\f\n".encode(), "DUMP_BLANK"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "NOT_TEXT"),
    "over 64 MiB": (b"a" * (DUMP_BYTES + 1), "DUMP_TOO_LARGE"),
}
# What is damaged but can be read: it is read, and a finding or a repair says so.
DAMAGED = {
    "cut in a character": SPEECH[:-2],
    "NUL": SPEECH.replace("今年".encode(), "今\0年".encode()),
    "control characters": SPEECH.replace("今年".encode(), b"\x01\x02\x7f"),
    "lone surrogate": SPEECH + b"\xed\xa0\x80",
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`quire ARGUMENTS` in this process: exit code, standard output, standard error."""

    def called(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["quire", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(str(ended.value.code or 0)), told.out, told.err

    return called


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_is_refused_with_its_reason(run: Run, tmp_path: Path, what: str) -> None:
    data, reason = REFUSED[what]
    dump = tmp_path / "bad.txt"
    dump.write_bytes(data)
    code, out, err = run("outline", dump)
    assert (code, out) == (2, "")
    assert reason in err and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_damaged_is_read_and_the_damage_is_told(run: Run, tmp_path: Path, what: str) -> None:
    dump = tmp_path / "damaged.txt"
    dump.write_bytes(DAMAGED[what])
    code, out, _ = run("outline", "--format", "json", dump)
    assert code == 0
    outline = json.loads(out)
    assert "认清形势" in out and (outline.get("findings") or outline.get("repairs"))


def test_a_bad_dump_among_good_ones_stops_none_of_them(run: Run, tmp_path: Path) -> None:
    for name, data in {"a.txt": SPEECH, "b.txt": b"", "c.txt": SPEECH}.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "missing.txt", "c.txt")]
    code, _, err = run("outline", "--format", "blocks", "--out-dir", tmp_path / "out", *paths)
    assert code == 2
    assert "b.txt: DUMP_EMPTY" in err and "missing.txt: FILE_UNREADABLE" in err
    made = sorted((tmp_path / "out").iterdir())
    assert [path.name.partition(".")[0] for path in made] == ["a", "c"]
    blocks = [json.loads(line) for line in made[0].read_text("utf-8").splitlines()]
    assert blocks and made[0].read_bytes() == made[1].read_bytes()


def test_a_dump_becomes_an_outline_and_documents_and_the_outline_a_document(run: Run, tmp_path: Path) -> None:
    dump = tmp_path / "5.11讲话.txt"
    dump.write_bytes(SPEECH)
    assert run("convert", dump, "-o", tmp_path / "out", "--profile", "summary")[0] == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(made) == {"5.11讲话.outline.json", "5.11讲话-summary.docx"}
    again = tmp_path / "again.docx"
    assert run("render", tmp_path / "out" / "5.11讲话.outline.json", "--profile", "summary", "-o", again)[0] == 0
    assert again.read_bytes() == made["5.11讲话-summary.docx"]


@pytest.mark.parametrize("most", [20, 60, 300])
def test_a_summary_keeps_to_its_length(run: Run, tmp_path: Path, most: int) -> None:
    dump = tmp_path / "speech.txt"
    dump.write_bytes(SPEECH)
    code, out, _ = run("condense", "--chars", most, dump)
    assert code == 0 and 0 < len(out.rstrip("\n")) <= most


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), "nonsense"),
        (("convert",), "DUMP"),
        (("condense", "--chars", "0", "x"), "--chars"),
        (("convert", __file__, "--profile", "poem"), "PROFILE_UNKNOWN"),
        (("outline", "--format", "xml", "x"), "--format"),
    ],
)
def test_a_wrong_call_is_told_and_ends_with_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments)
    assert code == 2 and words in err
    assert not list(tmp_path.iterdir())


def test_a_gateway_that_is_away_ends_with_3(run: Run, tmp_path: Path) -> None:
    dump = tmp_path / "speech.txt"
    dump.write_bytes(SPEECH)
    code, _, err = run("submit", dump, "--server", "127.0.0.1:1", "--key", "k")
    assert code == 3 and err.startswith("quire: ")


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_says_what_it_does(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0 and "Usage: " in out
    assert "Example" in out


def test_pages_shows_what_a_reader_makes_of_a_file(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.hocr"
    page.write_text(
        "<html><body><div class='ocr_page' title='bbox 0 0 2480 3508'><span class='ocr_line' title='bbox 300 300 1500 360'>"
        "Ferries run daily.</span></div></body></html>"
    )
    code, out, err = run("pages", page)
    assert (code, err) == (0, "")
    assert out.splitlines() == ["=== page: hocr, 1 pages ===", "--- page 1, 595 × 842 points ---", "Ferries run daily."]
    code, out, _ = run("pages", "--format", "lines", page)
    assert json.loads(out) == {"page": 1, "text": "Ferries run daily.", "box": [72.0, 72.0, 360.0, 86.4]}


def test_files_together_are_the_pages_of_one_document(run: Run, tmp_path: Path) -> None:
    for name, text in (("b.txt", "同志们：\n今天开会，主要是部署防汛"), ("a.txt", "工作。\n各镇要及早准备。\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, _ = run("outline", "--together", tmp_path / "b.txt", tmp_path / "a.txt")
    assert code == 0
    assert "今天开会，主要是部署防汛工作。" in out
