"""The images and the compose file, as far as a machine without containers can tell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.package.extras import run_with_extras

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
COMPOSE = (ROOT / "deploy/compose.yaml").read_text()

# target → (its extras, what its command imports)
PROCESSES = {
    "segmenter": ("segmenter", "services.segmenter.server"),
    "renderer": ("renderer", "services.renderer.server"),
    "outline-worker": ("worker cluster", "worker.celery.app, worker.celery.tasks"),
    "render-worker": ("worker cluster renderer", "worker.celery.app, worker.celery.tasks, services.renderer.render"),
    "relay": ("worker cluster", "worker.celery.relay"),
    "gateway": ("gateway worker cluster renderer", "services.gateway.serve"),
}


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_the_dockerfile_is_clean() -> None:
    told = run(BIN / "hadolint", "deploy/Dockerfile")
    assert told.returncode == 0 and not told.stdout, told.stdout + told.stderr


def test_the_compose_file_follows_its_schema() -> None:
    told = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/compose.yaml")
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_process_has_an_image_and_a_service_and_runs_as_nobody_special() -> None:
    for target in PROCESSES:
        assert f" AS {target}\n" in DOCKERFILE
        assert f"target: {target}}}" in COMPOSE
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.count("HEALTHCHECK") == 4  # segmenter, renderer, all workers, gateway


def test_every_setting_in_deploy_is_a_setting() -> None:
    from services.settings import Settings

    known = {f"QUIRE_{name.upper()}" for name in Settings.__dataclass_fields__}
    ports = {"QUIRE_HTTP_PORT", "QUIRE_JOBS_PORT"}  # of the compose file itself
    told = DOCKERFILE + COMPOSE + (ROOT / "deploy/example.env").read_text()
    assert set(re.findall(r"QUIRE_[A-Z_]+", told)) <= known | ports


def test_every_setting_is_explained_with_its_default() -> None:
    from dataclasses import fields

    from services.settings import Settings

    page = (ROOT / "docs/operations.md").read_text()
    for field in fields(Settings):
        words = {"True": "yes", "False": "no"}
        default = re.escape(words.get(str(field.default), str(field.default)))
        assert re.search(rf"^\| `QUIRE_{field.name.upper()}` \| `?{default}`? *\|", page, re.MULTILINE), field.name


@pytest.mark.parametrize("target", PROCESSES)
def test_an_image_holds_what_its_process_imports(target: str) -> None:
    """The process's modules load with everything hidden that the image's extras do not bring."""
    extras, modules = PROCESSES[target]
    build = re.search(rf"AS build-{'outline-worker' if target == 'relay' else target}\n(.*)\n", DOCKERFILE)
    assert build and re.findall(r"--extra (\S+)", build.group(1)) == extras.split()
    result = run_with_extras(set(extras.split()), f"import {modules}", ROOT)
    assert result.returncode == 0, result.stderr


def test_every_alarm_asks_for_metrics_that_there_are_and_is_explained() -> None:
    from prometheus_client import REGISTRY

    import services.metrics  # noqa: F401

    alerts = (ROOT / "deploy/alerts.yaml").read_text()
    known = {sample for metric in REGISTRY.collect() for sample in _samples(metric.name, metric.type)}
    asked = set(re.findall(r"quire_[a-z_]+", alerts))
    assert asked and asked <= known, asked - known
    page = (ROOT / "docs/operations.md").read_text()
    names = re.findall(r"alert: (\w+)", alerts)
    assert len(names) >= 6 and all(f"`{name}`" in page for name in names)


def _samples(name: str, kind: str) -> list[str]:
    endings = {"counter": ["_total"], "histogram": ["_count", "_sum", "_bucket"]}.get(kind, [""])
    return [name + ending for ending in endings]
