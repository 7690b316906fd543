"""The styles of a profile as WordprocessingML, children in schema order (ECMA-376 17.7.4, 17.3.1.26, 17.3.2.28)."""

from __future__ import annotations

from collections.abc import Mapping

from services.renderer.docx.text import attribute
from services.renderer.profile import Font, Profile, Style

NORMAL = "Normal"
PLACEHOLDER = "PlaceholderText"
TABLE = "QuireTable"
# Names that Word knows: it shows them in the reader's language and lists them where they belong.
_BUILT_IN = ("heading ", "toc ", "Title", "Subtitle", "Body Text", "Signature", "Salutation")
_NOT_NEXT = ("body", "flush", "cell")  # after these comes the same again; after all others the body


def style_id(key: str) -> str:
    """ "heading1" → "Heading1", "tail-first" → "TailFirst"."""
    if key.startswith("toc"):
        return key.upper()
    return "".join(part[:1].upper() + part[1:] for part in key.split("-"))


def style_sheet(profile: Profile) -> list[str]:
    """Every style element, without the namespace declaration."""
    sheet = [_normal(profile), _placeholder(), _no_table(), _table()]
    ids = {key: style_id(key) for key in profile.styles}
    sheet += [style_of(key, style, profile, ids) for key, style in profile.styles.items()]
    return sheet


def support_styles() -> tuple[tuple[str, str], ...]:
    """Id and element of the styles that are no paragraph's: of tables and of places to fill in."""
    return (PLACEHOLDER, _placeholder()), ("TableNormal", _no_table()), (TABLE, _table())


def _normal(profile: Profile) -> str:
    body = profile.styles["body"]
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="{NORMAL}"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_widows(profile)}{_spacing(body, profile)}</w:pPr>"
        f"<w:rPr>{_characters(body, profile)}</w:rPr></w:style>"
    )


def style_of(key: str, style: Style, profile: Profile, ids: Mapping[str, str]) -> str:
    """The element of one style; `ids` gives the ids of the styles that it may refer to, itself among them."""
    custom = "" if style.name.startswith(_BUILT_IN) else ' w:customStyle="1"'
    follows = key if key in _NOT_NEXT or key.startswith(("toc", "note", "memo", "tail")) else "body"
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{ids[key]}"><w:name w:val={attribute(style.name)}/>'
        f'<w:basedOn w:val="{ids.get(style.based, NORMAL)}"/><w:next w:val="{ids.get(follows, ids[key])}"/>'
        f"<w:qFormat/><w:pPr>{_paragraph(style, profile)}</w:pPr><w:rPr>{_characters(style, profile)}</w:rPr></w:style>"
    )


def _paragraph(style: Style, profile: Profile) -> str:
    parts = ["<w:keepNext/>" if style.keep_next else ""]
    if style.rule:
        side, color, points = style.rule.split()
        edge = "bottom" if side == "below" else "top"
        size = round(float(points) * 8)
        parts.append(f'<w:pBdr><w:{edge} w:val="single" w:sz="{size}" w:space="8" w:color="{color}"/></w:pBdr>')
    if style.tab == "right":
        place = text_width(profile) - _twips(style.right_chars, style)
        leader = ' w:leader="dot"' if style.name.startswith("toc") else ""
        parts.append(f'<w:tabs><w:tab w:val="right"{leader} w:pos="{place}"/></w:tabs>')
    if profile.page.pitch and (style.single or style.line):
        parts.append('<w:snapToGrid w:val="0"/>')  # else the line would take one or two whole lines of the grid
    parts.append(_spacing(style, profile))
    parts.append(_indents(style))
    parts.append(f'<w:jc w:val="{style.align}"/>')
    if style.level:
        parts.append(f'<w:outlineLvl w:val="{style.level - 1}"/>')
    return "".join(parts)


def _widows(profile: Profile) -> str:
    # 22 lines on every page: a page is filled, whatever stands alone.
    # No mark may hang over the margin: some word processors lose it there.
    return '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>' if profile.page.pitch else "<w:widowControl/>"


def _spacing(style: Style, profile: Profile) -> str:
    line = style.line or profile.page.pitch
    exact = (
        f'w:line="{round(line * 20)}" w:lineRule="exact"'
        if line and not style.single
        else 'w:line="240" w:lineRule="auto"'
    )
    return f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" {exact}/>'


def _indents(style: Style) -> str:
    attributes = {
        "left": style.left_chars,
        "right": style.right_chars,
        "hanging" if style.hanging_chars else "firstLine": style.hanging_chars or style.indent_chars,
    }
    return (
        "<w:ind "
        + " ".join(
            f'w:{side}Chars="{round(chars * 100)}" w:{side}="{_twips(chars, style)}"'
            for side, chars in attributes.items()
        )
        + "/>"
    )


def _twips(chars: float, style: Style) -> int:
    return round(chars * style.size * 20)


def _characters(style: Style, profile: Profile) -> str:
    return (
        rpr_fonts(profile.fonts[style.font], profile)
        + ("<w:b/><w:bCs/>" if style.bold else "")
        + ("<w:i/><w:iCs/>" if style.italic else "")
        + (f'<w:color w:val="{style.color}"/>' if style.color else "")
        + (f'<w:spacing w:val="{profile.page.tracking}"/>' if profile.page.tracking and style.size == 16 else "")
        + f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
    )


def look_of(key: str, profile: Profile) -> str:
    """The characters of a style as properties of a run inside another one: font and weight, not size."""
    style = profile.styles[key]
    bold = "<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return rpr_fonts(profile.fonts[style.font], profile) + bold


def rpr_fonts(font: Font, profile: Profile) -> str:
    """w:rFonts.

    In Chinese, quotation marks and dashes take the East Asian font: hAnsi is that one, and hint says so.
    """
    chinese = profile.language != "en"
    ansi = font.east if chinese else font.ascii
    hint = ' w:hint="eastAsia"' if chinese else ""
    return (
        f"<w:rFonts{hint} w:ascii={attribute(font.ascii)} w:hAnsi={attribute(ansi)} "
        f"w:eastAsia={attribute(font.east)} w:cs={attribute(font.ascii)}/>"
    )


def text_width(profile: Profile) -> int:
    """Width between the margins in twips (1/20 point)."""
    page = profile.page
    return twips(page.width) - twips(page.left) - twips(page.right)


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def _placeholder() -> str:
    return (
        f'<w:style w:type="character" w:styleId="{PLACEHOLDER}"><w:name w:val="Placeholder Text"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>'
    )


def _no_table() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _table() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 100), ("bottom", 40), ("right", 100))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Quire Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
