"""Settings: what is wrong is the operator's error, named with what was expected."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest

from services.errors import DocumentError
from services.settings import Settings, host_and_port


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("QUIRE_THREADS", "many", "a whole number"),
        ("QUIRE_THREADS", "-1", "a whole number"),
        ("QUIRE_THREADS", "４", "a whole number"),  # a digit, but no one writes settings in it
        ("QUIRE_BEHIND_PROXY", "perhaps", "yes or no"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(name: str, value: str, expected: str) -> None:
    with pytest.raises(DocumentError) as caught:
        Settings.from_environment({name: value})
    assert caught.value.reason == "SETTING_INVALID"
    assert name in caught.value.message and expected in caught.value.message


def test_a_switch_is_yes_or_no_in_several_words() -> None:
    for word, meaning in {"1": True, "Yes": True, "true": True, "0": False, "no": False, "OFF": False}.items():
        assert Settings.from_environment({"QUIRE_REUSE_PORT": word}).reuse_port is meaning


def test_an_unknown_variable_is_logged_with_the_likely_one(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "quire.settings"):
        Settings.from_environment({"QUIRE_HTPP_LISTEN": "127.0.0.1:1", "QUIRE_KEY": "a caller's", "HOME": "/"})
    assert [record.getMessage() for record in caplog.records] == [
        "There is no setting 'QUIRE_HTPP_LISTEN'; is QUIRE_HTTP_LISTEN meant?"
    ]


@pytest.mark.parametrize("address", ["8080", "host:", "host:port", "host:99999"])
def test_an_address_has_a_host_and_a_port(address: str) -> None:
    with pytest.raises(DocumentError, match="HOST:PORT"):
        host_and_port(address)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUIRE_THREADS", "many"),
        ("QUIRE_LEDGER_URL", "mysql://somewhere/x"),
        ("QUIRE_LEDGER_URL", "no address at all"),
        ("QUIRE_ARTEFACTS_URL", "ftp://x"),
        ("QUIRE_HTTP_LISTEN", "nowhere"),
    ],
)
def test_every_command_ends_with_2_for_a_wrong_setting(name: str, value: str, tmp_path) -> None:
    base = {
        "QUIRE_LEDGER_URL": f"sqlite:///{tmp_path}/l.db",
        "QUIRE_ARTEFACTS_URL": f"file:{tmp_path}/a",
        "QUIRE_HTTP_LISTEN": "127.0.0.1:0",
        "QUIRE_JOBS_LISTEN": "127.0.0.1:0",
    }
    done = subprocess.run(
        [sys.executable, "-m", "services.gateway"],
        env={**os.environ, **base, name: value},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert "SETTING_INVALID" in done.stderr and "Traceback" not in done.stderr
