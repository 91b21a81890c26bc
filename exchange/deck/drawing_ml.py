"""DrawingML, written at once where python-pptx would set one property at a time, or has no way.

No other module knows its elements. What people typed is cleaned and escaped here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml.etree import _Element
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from charts.lettering import clean
from exchange.deck.boxes import Box
from exchange.deck.runs import Colour, Line, Run

_LANGUAGE: Final = "id-ID"
_PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SHOWN_OF_LABELS: Final = {
    "LegendKey": 0,
    "Val": 1,
    "CatName": 0,
    "SerName": 0,
    "Percent": 0,
    "BubbleSize": 0,
}


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it is drawn: `edge` is the colour of the line below it."""

    run: Run
    is_right: bool
    edge: Colour
    ground: Colour | None = None


def text_body(lines: Iterable[Line], align: PP_ALIGN, gap: float) -> _Element:
    """Return `lines`, a paragraph each with `gap` points after it; one that is empty for none."""
    written = "".join(_paragraph(line, align, gap) for line in lines) or "<a:p/>"
    return _parsed(f"<a:txBody {nsdecls('a')}>{written}</a:txBody>")


def slide_number(number: int) -> _Element:
    """Return the number of a slide as a field, which follows where the slide is moved to."""
    return _parsed(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{_LANGUAGE}" sz="1000"/><a:t>{number}</a:t></a:fld>'
    )


def table(
    widths: Iterable[float],
    rows: Iterable[tuple[float, Iterable[TableCell]]],
    margins: tuple[float, float],
) -> _Element:
    """Return a table of rows with their heights; `margins` are beside and above words, in inches.

    It has no style but ours: hairlines, and a header that says so to screen readers.
    """
    columns = "".join(f'<a:gridCol w="{Inches(width)}"/>' for width in widths)
    written = "".join(
        f'<a:tr h="{Inches(tall)}">{"".join(_cell(cell, margins) for cell in cells)}</a:tr>'
        for tall, cells in rows
    )
    return _parsed(
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{_PLAIN_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{written}</a:tbl>"
    )


def band(box: Box, colour: str, *, name: str, number: int) -> _Element:
    """Return a rectangle in a colour of the theme, as masters and layouts have them."""
    x, y, cx, cy = box.place
    return _parsed(
        f"""<p:sp {nsdecls("p", "a")}>
  <p:nvSpPr>
    <p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>
  </p:nvSpPr>
  <p:spPr>
    <a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    <a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>
    <a:ln><a:noFill/></a:ln>
  </p:spPr>
</p:sp>"""
    )


def themed(theme: str, colours: Mapping[str, str], font: str) -> str:
    """Return a theme with other colours by their names, and one font for all Latin letters."""
    for name, colour in colours.items():
        value = f'<a:{name}><a:srgbClr val="{colour.lstrip("#")}"/></a:{name}>'
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", value, theme, flags=re.DOTALL)
    return re.sub(r'(<a:latin typeface=")[^"]*(")', rf"\g<1>{font}\g<2>", theme)


def inner_layout(places: Mapping[str, float]) -> _Element:
    """Return where lines or bars stand, as shares of their chart's frame."""
    sizes = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in places.items())
    return _parsed(
        f"<c:layout {nsdecls('c')}><c:manualLayout>"
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{sizes}</c:manualLayout></c:layout>"
    )


def months_between_ticks(months: int) -> tuple[_Element, ...]:
    """Return that an axis of days has a tick every so many months."""
    values = (("majorUnit", months), ("majorTimeUnit", "months"))
    return tuple(_parsed(f'<c:{name} {nsdecls("c")} val="{value}"/>') for name, value in values)


def error_bar(at: int, count: int, *, plus: float, minus: float) -> _Element:
    """Return a line up and down from the point `at` of `count`."""
    lengths = "".join(
        f"<c:{side}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count}"/>'
        f'<c:pt idx="{at}"><c:v>{length}</c:v></c:pt></c:numLit></c:{side}>'
        for side, length in (("plus", plus), ("minus", minus))
    )
    return _parsed(
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/>{lengths}<c:spPr><a:ln w="12700"><a:solidFill>'
        '<a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )


def point_label(at: int, lines: Iterable[Line], *, is_left: bool, down: float) -> _Element:
    """Return words beside the point `at`, moved down by a share of the chart's height."""
    align = PP_ALIGN.RIGHT if is_left else PP_ALIGN.LEFT
    words = "".join(_paragraph(line, align) for line in lines)
    flags = "".join(f'<c:show{name} val="{value}"/>' for name, value in _SHOWN_OF_LABELS.items())
    return _parsed(
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{at}"/><c:layout><c:manualLayout>'
        f'<c:x val="0"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}</c:rich></c:tx>'
        f'<c:dLblPos val="{"l" if is_left else "r"}"/>{flags}</c:dLbl>'
    )


def no_leaders() -> _Element:
    """Return that no lines lead from points to their words, as LibreOffice would draw them."""
    return _parsed(
        f'<c:extLst {nsdecls("c")}><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
        'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
        '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
    )


def _parsed(xml: str) -> _Element:
    element: _Element = parse_xml(xml)
    return element


def _cell(cell: TableCell, margins: tuple[float, float]) -> str:
    side, above = map(Inches, margins)
    words = _paragraph([cell.run], PP_ALIGN.RIGHT if cell.is_right else PP_ALIGN.LEFT)
    ground = "<a:noFill/>" if cell.ground is None else _solid(cell.ground)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
        f'<a:lnB w="9525">{_solid(cell.edge)}</a:lnB>{ground}</a:tcPr></a:tc>'
    )


def _paragraph(line: Line, align: PP_ALIGN, gap: float = 0) -> str:
    after = f'<a:spcAft><a:spcPts val="{gap * 100:.0f}"/></a:spcAft>' if gap else ""
    runs = "".join(map(_run, line))
    return f'<a:p><a:pPr algn="{PP_ALIGN.to_xml(align)}">{after}</a:pPr>{runs}</a:p>'


def _run(run: Run) -> str:
    return (
        f'<a:r><a:rPr lang="{_LANGUAGE}" sz="{run.size * 100:.0f}" b="{run.is_bold:d}">'
        f"{_solid(run.colour)}</a:rPr>"
        f"<a:t>{escape(_kept(run.text), quote=False)}</a:t></a:r>"
    )


def _solid(colour: Colour) -> str:
    if isinstance(colour, MSO_THEME_COLOR):
        return f'<a:solidFill><a:schemeClr val="{MSO_THEME_COLOR.to_xml(colour)}"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def _kept(text: str) -> str:
    """The text without what a slide cannot hold; spaces that part it from its neighbours stay."""
    before = text[: len(text) - len(text.lstrip(" "))]
    after = text[len(text.rstrip(" ")) :]
    return f"{before}{clean(text)}{after}" if text.strip() else text
