"""Limits on calls and on wrong keys: who goes too far waits, and nobody else does."""

from __future__ import annotations

import pytest

from services.errors import QuireError
from services.gateway.access.authorization import Access, Call, Credentials
from services.gateway.access.throttle import Throttle
from worker.access.keys import Key, Role, issue
from worker.access.memory import MemoryKeys


class Counted(MemoryKeys):
    """Keys that count how often they are looked up."""

    asked = 0

    def find(self, digest: str) -> Key | None:
        self.asked += 1
        return super().find(digest)


def reason(access: Access, secret: str, address: str = "10.0.0.1") -> str:
    try:
        access.admit(Credentials(f"Bearer {secret}", address=address), Call.READ)
    except QuireError as error:
        if error.reason in ("CALLS_TOO_MANY", "KEYS_WRONG_TOO_OFTEN"):
            assert 1 <= int(error.details["retry_after"]) <= 60
        return error.reason
    return ""


def test_wrong_keys_by_the_thousand_cost_no_lookup_and_lock_nobody_out() -> None:
    keys = Counted()
    access = Access(lambda: ("of the settings",), keys, throttle=Throttle(wrong=30))
    good, late = issue(keys, "li.na", Role.CLERK)[0], issue(keys, "wang", Role.CLERK)[0]
    assert reason(access, good) == reason(access, "of the settings") == ""
    found = [reason(access, f"wrong{n}") for n in range(5000)]
    assert found == ["KEY_UNKNOWN"] * 30 + ["KEYS_WRONG_TOO_OFTEN"] * 4970
    assert keys.asked == 31
    assert reason(access, good) == "", "a key that was good a moment ago stays good behind the same address"
    assert reason(access, "of the settings") == ""
    assert reason(access, late) == "KEYS_WRONG_TOO_OFTEN"
    untried = Access(lambda: ("of the settings",), keys, throttle=Throttle(wrong=1))
    reason(untried, "wrong")
    assert reason(untried, "of the settings") == "KEYS_WRONG_TOO_OFTEN", "nor is a key of the settings guessed"
    assert reason(access, late, "10.0.0.2") == ""


def test_a_key_that_calls_too_often_waits_alone() -> None:
    keys = MemoryKeys()
    access = Access(lambda: ("of the settings",), keys, throttle=Throttle(calls=5))
    one, other = issue(keys, "one", Role.CLERK)[0], issue(keys, "other", Role.CLERK)[0]
    assert [reason(access, one) for _ in range(7)] == [""] * 5 + ["CALLS_TOO_MANY"] * 2
    assert reason(access, other) == ""
    assert [reason(access, "of the settings") for _ in range(6)] == [""] * 5 + ["CALLS_TOO_MANY"]


@pytest.mark.parametrize("session", [True, False])
def test_without_limits_nobody_waits(session: bool) -> None:
    access = Access(lambda: ("key",), MemoryKeys())
    told = Credentials("Bearer key")
    if session:
        told = Credentials(session=access.begin_session(told))
    for _ in range(500):
        access.admit(told, Call.READ)
