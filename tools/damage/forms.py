"""Forms: which kinds of damage come together in the pages of one source. A table of shares that replace those of kinds.py.

A kind that a form does not name keeps a tenth of its share.
"""

from __future__ import annotations

REST = 0.1  # share that the kinds keep which a form does not name

FORMS: dict[str, dict[str, float]] = {
    "preview": {
        "shortened": 0.9, "torn end": 0.8, "glued headings": 0.6, "glued front": 0.4, "broken title": 0.2, "renumbered headings": 0.25,
        "other enumerators": 0.3, "half-width": 0.5, "anonymised": 0.2, "no ends": 0.35, "ends as spaces": 0.15, "crawled": 0.3,
        "paragraph a line": 0.35, "lines as spaces": 0.05, "no front": 0.04, "words on lines": 0.04, "fixed cuts": 0.15, "viewer counters": 0.2, "prompts": 0.25,
        "heap before title": 0.4, "title copies": 0.4, "excerpt": 0.1, "stray edges": 0.3, "site": 0.35, "issued": 0.15, "page marks": 0.05,
        "watermark in words": 0.04, "spaced words": 0.08, "markup inside": 0.02,
    },
    "site": {
        "no front": 0.06, "paragraph a line": 0.75, "crawled": 0.15, "ends as spaces": 0.05, "broken title": 0.3, "issued": 0.3, "byline": 0.6, "site": 0.7,
        "title copies": 0.3, "stray edges": 0.3, "other blanks": 0.3, "markup at ends": 0.06, "tables": 0.1, "captions": 0.06, "glued front": 0.1,
        "glued headings": 0.12, "half-width": 0.1, "site outline": 0.05, "torn end": 0.1, "renumbered headings": 0.15, "prompts": 0.05,
    },
    "repository": {
        "no front": 0.12, "torn head": 0.04, "crawled": 0.4, "paragraph a line": 0.4, "no ends": 0.12, "ends as spaces": 0.08, "glued front": 0.4, "glued headings": 0.3, "issued": 0.35,
        "broken title": 0.2, "other blanks": 0.3, "markup inside": 0.08, "markup at ends": 0.08, "stray edges": 0.25, "site": 0.1, "contents list": 0.1,
        "tables": 0.1, "converted brackets": 0.2, "spaced digits": 0.15, "spaced marks": 0.08, "other line ends": 0.1, "renumbered headings": 0.15,
    },
    "pdf-text": {
        "no front": 0.06, "torn head": 0.06, "typeset": 0.55, "wrapped": 0.25, "double spaced": 0.06, "hanging": 0.08, "page a line": 0.06, "paragraph a line": 0.1, "folios": 0.6,
        "glued folios": 0.1, "misread folios": 0.05, "running heads": 0.5, "page marks": 0.3, "contents list": 0.25, "broken title": 0.6, "tables": 0.25,
        "captions": 0.2, "line numbers": 0.06, "stamps": 0.15, "spaced words": 0.1, "spaced marks": 0.15, "enumerators on lines": 0.12, "torn end": 0.4,
        "watermark lines": 0.06, "lost pages": 0.05, "renumbered headings": 0.2, "spaced digits": 0.08, "stray lines": 0.15,
    },
    "ocr": {
        "wrapped": 0.5, "typeset": 0.4, "lines as spaces": 0.04, "no ends": 0.02, "crawled wrapped": 0.1, "OCR letters": 0.8, "stops dropped": 0.5,
        "misread enumerators": 0.6, "folios": 0.15, "misread folios": 0.4, "stamps": 0.25, "stray lines": 0.1, "running heads": 0.15, "broken title": 0.5,
        "mixed scripts": 0.15, "converted brackets": 0.3, "quotes lost": 0.1, "half-width": 0.15, "torn end": 0.2, "watermark lines": 0.04,
    },
}  # fmt: skip
