"""The public package `quire`, out of a built wheel, with each extra by itself."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import quire
from tests.package.extras import run_with_extras

ROOT = Path(__file__).parents[2]
SPEECH = ROOT / "samples/speech.txt"
COMMAND = "sys.argv[0] = 'quire'\nfrom quire.__main__ import main\nmain()"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, as an installation lays it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import setuptools.build_meta as backend, sys; backend.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, folder], cwd=ROOT, check=True, capture_output=True, timeout=120)
    (file,) = folder.glob("*.whl")
    zipfile.ZipFile(file).extractall(folder / "site")
    return folder / "site"


def test_the_stable_names_are_there_and_typed(wheel: Path) -> None:
    assert {"segment", "render", "convert", "Outline", "Client", "__version__"} <= set(quire.__all__)
    assert (wheel / "quire/py.typed").exists() and (wheel / "services/py.typed").exists()


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert "version" not in project and project["dynamic"] == ["version"]
    manifest = (ROOT / "deploy/kubernetes/kustomization.yaml").read_text()
    assert manifest.count(f"newTag: {quire.__version__}}}") == manifest.count("newTag")


def test_a_dump_becomes_an_outline_and_documents() -> None:
    outline = quire.segment(SPEECH.read_bytes())
    assert isinstance(outline, quire.Outline) and outline.metadata.title
    assert quire.render(outline, "summary").startswith(b"PK")
    names = [name for name, _ in quire.convert(SPEECH.read_bytes(), "speech", ["summary"])]
    assert names == ["speech.outline.json", "speech-summary.docx"]


def test_a_text_instead_of_bytes_is_answered_in_words() -> None:
    with pytest.raises(TypeError, match="the bytes of a dump, not a str"):
        quire.segment("一、开会")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("extra", "script"),
    [
        ("segmenter", f"import quire; print(quire.segment(open({str(SPEECH)!r}, 'rb').read()).metadata.title.value)"),
        ("renderer", "import quire; print(len(quire.render(quire.Outline(blocks=()), 'transcript')))"),
        ("worker", "import worker.celery.app, worker.celery.tasks, worker.celery.relay, quire; print(quire.Client)"),
        ("gateway", COMMAND),
    ],
)
def test_each_extra_works_by_itself(wheel: Path, extra: str, script: str) -> None:
    result = run_with_extras({extra}, script, wheel, "--help")
    assert result.returncode == 0 and result.stdout, result.stderr


@pytest.mark.parametrize("extra", ["segmenter", "renderer"])  # Celery brings click to a worker
def test_the_command_names_the_extra_that_it_lacks(wheel: Path, extra: str) -> None:
    result = run_with_extras({extra}, COMMAND, wheel, "--help")
    assert result.returncode == 3 and "EXTRA_MISSING" in result.stderr and "quire[gateway]" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_command_names_the_extra_that_its_work_lacks(wheel: Path, tmp_path: Path) -> None:
    result = run_with_extras({"gateway", "segmenter"}, COMMAND, wheel, "convert", str(SPEECH), "-o", str(tmp_path))
    assert result.returncode == 3 and "quire[renderer]" in result.stderr, result.stderr
