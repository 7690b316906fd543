"""The Kubernetes manifests, as far as a machine without a cluster can tell."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.settings import Settings
from tests.deploy.test_deploy import DOCKERFILE, PROCESSES, ROOT

FOLDER = ROOT / "deploy/kubernetes"
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())


def read(file: Path) -> list[dict[str, Any]]:
    return [one for one in yaml.safe_load_all(file.read_text()) if one]


OBJECTS = list(chain.from_iterable(read(FOLDER / name) for name in KUSTOMIZATION["resources"]))
DEPLOYMENTS = {one["metadata"]["name"]: one for one in OBJECTS if one["kind"] == "Deployment"}


def container(name: str) -> dict[str, Any]:
    (found,) = DEPLOYMENTS[name]["spec"]["template"]["spec"]["containers"]
    return dict(found)


def told(name: str) -> dict[str, str]:
    return {one["name"]: one["value"] for one in container(name).get("env", [])}


def test_each_kind_of_process_is_a_deployment_of_its_own_with_its_own_image() -> None:
    # Workers render by themselves; a renderer of its own is for those who set QUIRE_RENDERER.
    assert set(DEPLOYMENTS) == set(PROCESSES) - {"renderer"}
    images = {one["name"] for one in KUSTOMIZATION["images"]}
    for name in DEPLOYMENTS:
        assert container(name)["image"] == f"quire-{name}" and f"quire-{name}" in images
        assert f" AS {name}\n" in DOCKERFILE


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_a_pod_is_bounded_probed_and_nobody_special(name: str) -> None:
    pod, one = DEPLOYMENTS[name]["spec"]["template"]["spec"], container(name)
    assert pod["automountServiceAccountToken"] is False and pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] == 10001 and "USER 10001:10001" in DOCKERFILE
    assert one["securityContext"]["readOnlyRootFilesystem"] and not one["securityContext"]["allowPrivilegeEscalation"]
    assert one["securityContext"]["capabilities"]["drop"] == ["ALL"]
    assert one["resources"]["limits"]["memory"] and one["resources"]["requests"]
    assert {"startupProbe", "livenessProbe", "readinessProbe"} <= set(one)
    assert pod["terminationGracePeriodSeconds"] > Settings().drain_seconds
    mounted = {mount["name"] for mount in one["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["volumes"]} and "tmp" in mounted


def test_everything_that_selects_finds_its_pods() -> None:
    for one in OBJECTS:
        name, spec = one["metadata"]["name"], one["spec"]
        if one["kind"] == "HorizontalPodAutoscaler":
            assert spec["scaleTargetRef"]["name"] in DEPLOYMENTS
            continue
        where = spec.get("podSelector", spec.get("selector"))
        labels = where.get("matchLabels", where)
        assert DEPLOYMENTS[name]["spec"]["template"]["metadata"]["labels"] == labels
        if one["kind"] == "Service":
            opened = {port["containerPort"] for port in container(name)["ports"]}
            assert {port["port"] for port in spec["ports"]} <= opened
    policies = {one["metadata"]["name"] for one in OBJECTS if one["kind"] == "NetworkPolicy"}
    assert policies == set(DEPLOYMENTS), "every pod says who may reach it"


def test_every_setting_is_one_and_no_secret_lies_in_the_open() -> None:
    known = {f"QUIRE_{name.upper()}" for name in Settings.__dataclass_fields__}
    text = "".join(file.read_text() for file in FOLDER.iterdir())
    assert set(re.findall(r"QUIRE_[A-Z_]+", text)) <= known | {"QUIRE_DRAIN_SECONDS"}
    assert "example-secret.yaml" not in KUSTOMIZATION["resources"]
    literals = KUSTOMIZATION["configMapGenerator"][0]["literals"]
    assert not any(word in literal for literal in literals for word in ("KEY", "PASSWORD", "URL"))


def test_the_door_speaks_tls_and_only_workers_reach_the_segmenter() -> None:
    from services.rpc import tls

    gateway = {name.removeprefix("QUIRE_").lower(): value for name, value in told("gateway").items()}
    settings = Settings(**gateway, http_listen="0.0.0.0:8080", jobs_listen="0.0.0.0:50053")  # type: ignore[arg-type]
    tls.check(settings, [settings.http_listen, settings.jobs_listen], "behind_proxy")
    assert container("gateway")["readinessProbe"]["httpGet"]["scheme"] == "HTTPS"
    assert told("segmenter")["QUIRE_PRIVATE_NETWORK"] == "1"
    policy = next(one for one in OBJECTS if one["kind"] == "NetworkPolicy" and one["metadata"]["name"] == "segmenter")
    rule = next(rule for rule in policy["spec"]["ingress"] if {"port": 50051} in rule["ports"])
    assert [one["podSelector"]["matchLabels"]["app"] for one in rule["from"]] == ["outline-worker"]
    assert "envFrom" not in container("segmenter"), "it needs no secret"
