"""Elements of WordprocessingML by their local names: Strict and Transitional files name them alike."""

from __future__ import annotations

from typing import Any

from services.segmenter.readers.xml import local


def child(element: Any, name: str) -> Any:
    """The first child of a name; None."""
    if element is None:
        return None
    return next((one for one in element if local(one) == name), None)


def value(element: Any, name: str = "val") -> str:
    """An attribute by its local name; "" where there is none."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_on(element: Any) -> bool:
    """Whether a switch such as <w:b/> is there and not set to off."""
    return element is not None and value(element) not in ("0", "false", "off")
