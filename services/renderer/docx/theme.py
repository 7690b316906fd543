"""The theme that Word asks every document for (ECMA-376 20.1.6.9). No style of ours refers to it: a theme font that is
missing on the clerk's machine wins over a named one, and WPS then warns of it.
"""

from __future__ import annotations

from services.renderer.docx.text import attribute
from services.renderer.profile import Profile

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "333333", "lt2": "EEEEEE", "accent1": "C00000", "accent2": "1F4E79",
    "accent3": "7F6000", "accent4": "375623", "accent5": "7030A0", "accent6": "833C0B", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip


def theme(profile: Profile) -> str:
    """A plain theme with the fonts of the body."""
    body = profile.fonts[profile.styles["body"].font]
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    fonts = f'<a:latin typeface={attribute(body.ascii)}/><a:ea typeface={attribute(body.east)}/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    edge = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{_A}" name="Quire"><a:themeElements><a:clrScheme name="Quire">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Quire"><a:majorFont>{fonts}</a:majorFont>'
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Quire"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{edge * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
