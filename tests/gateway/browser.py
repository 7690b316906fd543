"""A real Chromium, driven over its debugging pipe: only what the tests of the page need."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --no-proxy-server --remote-debugging-pipe"
).split()


class Browser:
    """One page. `profile` is an empty folder for the browser's own files."""

    def __init__(self, profile: Path, language: str = "en", width: int = 1100, height: int = 900) -> None:
        assert PROGRAM
        self._read, theirs_out = os.pipe()
        theirs_in, self._write = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4.
        wired = f'exec 3<&{theirs_in} 4>&{theirs_out}; exec "$0" "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", wired, PROGRAM, *FLAGS, f"--user-data-dir={profile}", f"--lang={language}", "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._number, self._rest, self.events = 0, b"", []  # type: ignore[var-annotated]
        target = self._send("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "DOM"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setLocaleOverride", {"locale": language})
        self.send("Emulation.setUserAgentOverride", {"userAgent": "test", "acceptLanguage": language})
        self.size(width, height)

    def size(self, width: int, height: int, mobile: bool = False) -> None:
        told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.send("Emulation.setDeviceMetricsOverride", told)

    def open(self, url: str) -> None:
        self.send("Page.navigate", {"url": url})

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        told = self.send("Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True})
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, script: str, seconds: float = 20) -> Any:
        """The value of an expression once it is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.run(
                f"(() => {{ try {{ const it = {script}; return it instanceof Node || it }} catch {{ return null }} }})()"
            ):
                return found
            time.sleep(0.1)
        raise AssertionError(f"never true: {script}\n{self.run('document.body.innerText')}\n{self.problems()}")

    def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            told = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}
            self.send(
                "Input.dispatchKeyEvent", {**told, "text": "\r"} if key == "Enter" and kind == "keyDown" else told
            )

    def choose_files(self, selector: str, *paths: Path) -> None:
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        self.send("DOM.setFileInputFiles", {"files": list(map(str, paths)), "nodeId": node})

    def picture(self, path: Path, whole: bool = True) -> None:
        told = self.send("Page.captureScreenshot", {"captureBeyondViewport": whole})
        path.write_bytes(base64.b64decode(told["data"]))

    def problems(self) -> list[str]:
        """What the page complained of: exceptions, and errors in the log (a broken content policy is one)."""
        found = []
        for event in self.events:
            told = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                found.append(str(told["exceptionDetails"].get("exception", {}).get("description", told)))
            if event["method"] == "Log.entryAdded" and told["entry"]["level"] == "error":
                found.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
        return found

    def close(self) -> None:
        try:
            self._send("Browser.close")
            self._process.wait(10)
        except (AssertionError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        os.close(self._write)

    def send(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        return self._send(method, params, self._session)

    def _send(self, method: str, params: dict[str, Any] | None = None, session: str = "") -> dict[str, Any]:
        self._number += 1
        told = {"id": self._number, "method": method, "params": params or {}}
        os.write(self._write, json.dumps({**told, "sessionId": session} if session else told).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                data = os.read(self._read, 1 << 20)
                assert data, "the browser has gone"
                self._rest += data
            message, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(message)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]  # type: ignore[no-any-return]
            if "method" in answer:
                self.events.append(answer)
