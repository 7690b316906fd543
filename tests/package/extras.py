"""What an installation with some of Quire's extras holds, played by hiding everything else that is installed here."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HIDDEN = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
"""


def run_with_extras(extras: set[str], script: str, path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code with `path` as import root, where only quire[extras] and what it brings can be imported."""
    held = closure(extras)
    names = sorted(
        name
        for name, distributions in packages_distributions().items()
        if not {canonicalize_name(each) for each in distributions} & held
    )
    code = HIDDEN.format(names=names) + f"sys.path.insert(0, {str(path)!r})\n" + script
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=path, capture_output=True, text=True, timeout=60)


def closure(extras: set[str]) -> set[str]:
    """The names of the distributions that quire[extras] brings, all the way down."""
    names = {"quire"}
    todo = [("quire", frozenset({"", *extras}))]
    while todo:
        name, wanted = todo.pop()
        for line in requires(name) or ():
            need = Requirement(line)
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in wanted or {""}):
                continue
            needed = canonicalize_name(need.name)
            if needed not in names:
                names.add(needed)
                todo.append((needed, frozenset({"", *need.extras})))
    return names
