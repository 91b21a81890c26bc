"""Workbooks as offices, programs and enemies write them."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="[$-421]dd\\ mmmm\\ yyyy"/>'
    '<numFmt numFmtId="166" formatCode="0&quot;%&quot;"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>'
)


def written(write: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    """Return a workbook that xlsxwriter writes."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as workbook:
        write(workbook)
    return out.getvalue()


def table(rows: Sequence[Sequence[object]], name: str = "Lembar1") -> bytes:
    """Return a workbook with one sheet of rows, texts kept as texts."""

    def write(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)

    return written(write)


def members(sheets: Mapping[str, str], about: str = "", after: str = "") -> dict[str, bytes]:
    """Return the parts of a workbook; each sheet is what stands in its sheetData, and around."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            f'"/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": _links({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{about}<sheets>'
            + "".join(
                f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>'
                for place, name in enumerate(sheets, 1)
            )
            + f"</sheets>{after}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _links(
            {
                "rId900": ("styles", "styles.xml"),
                **{
                    f"rId{place}": ("worksheet", f"worksheets/sheet{place}.xml")
                    for place in range(1, len(sheets) + 1)
                },
            }
        ),
        "xl/styles.xml": STYLES,
    }
    parts |= {
        f"xl/worksheets/sheet{place}.xml": worksheet(rows)
        for place, rows in enumerate(sheets.values(), 1)
    }
    return {name: text.encode() for name, text in parts.items()}


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def _links(targets: Mapping[str, tuple[str, str]]) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{LINKS}/{kind}" Target="{target}"/>'
            for key, (kind, target) in targets.items()
        )
        + "</Relationships>"
    )


def archived(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw(rows: str, about: str = "", after: str = "") -> bytes:
    """Return a workbook with one sheet of that XML."""
    return archived(members({"Lembar1": rows}, about, after))
