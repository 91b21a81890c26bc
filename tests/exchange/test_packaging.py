from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import pytest

from exchange.packaging import repack, zipped

DAY = date(2022, 6, 30)
CORE = (
    "<cp:coreProperties><dc:title>Judul 2021-01-01T01:02:03Z</dc:title>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T01:02:03Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T01:02:03Z</dcterms:modified>'
    "</cp:coreProperties>"
)


def _packed(*members: tuple[str, bytes], year: int = 2026) -> bytes:
    from zipfile import ZipInfo

    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(ZipInfo(name, (year, 1, 2, 3, 4, 6)), content)
    return buffer.getvalue()


def _read(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def test_what_was_packed_at_two_times_is_the_same_afterwards() -> None:
    inner = [_packed(("docProps/core.xml", CORE.encode()), year=year) for year in (2025, 2026)]
    outer = [_packed(("a.txt", b"a"), ("b/c.xlsx", one)) for one in inner]
    assert outer[0] != outer[1]
    assert repack(outer[0], DAY) == repack(outer[1], DAY)


def test_members_keep_order_and_content() -> None:
    packed = repack(_packed(("z.txt", b"zet"), ("a.txt", b"a" * 10_000)), DAY)
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["z.txt", "a.txt"]
        assert archive.read("a.txt") == b"a" * 10_000
        assert {one.date_time for one in archive.infolist()} == {(2022, 6, 30, 0, 0, 0)}


def test_the_instants_of_the_properties_become_the_day_and_nothing_else() -> None:
    packed = repack(_packed(("docProps/core.xml", CORE.encode())), DAY)
    told = _read(packed, "docProps/core.xml").decode()
    assert told.count("2022-06-30T00:00:00Z") == 2
    assert "Judul 2021-01-01T01:02:03Z" in told
    assert "2026" not in told


def test_only_what_is_not_packed_already_is_packed() -> None:
    members = [(name, b"a" * 100) for name in ("a.txt", "b.svg", "c.PNG", "d.zip", "e.pptx")]
    with ZipFile(BytesIO(zipped(members, DAY))) as archive:
        kinds = {one.filename: one.compress_type for one in archive.infolist()}
    assert [name for name, kind in kinds.items() if kind == ZIP_DEFLATED] == ["a.txt", "b.svg"]
    assert [name for name, kind in kinds.items() if kind == ZIP_STORED] == [
        "c.PNG",
        "d.zip",
        "e.pptx",
    ]


def test_packing_again_changes_nothing() -> None:
    once = repack(_packed(("docProps/core.xml", CORE.encode()), ("a.txt", b"a")), DAY)
    assert repack(once, DAY) == once


@pytest.mark.parametrize(("day", "year"), [(date(1970, 5, 6), 1980), (date(2300, 5, 6), 2107)])
def test_a_day_that_no_zip_can_hold_becomes_the_nearest_year(day: date, year: int) -> None:
    with ZipFile(BytesIO(repack(_packed(("a.txt", b"a")), day))) as archive:
        assert archive.infolist()[0].date_time == (year, 5, 6, 0, 0, 0)


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(BadZipFile):
        repack(b"bukan zip", DAY)


def test_members_are_zipped_as_they_are_and_dated_alike() -> None:
    inner = _packed(("docProps/core.xml", CORE.encode()))
    packed = zipped([("b.xlsx", inner), ("a.txt", b"a")], DAY)
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["b.xlsx", "a.txt"]
        assert archive.read("b.xlsx") == inner
        assert {one.date_time for one in archive.infolist()} == {(2022, 6, 30, 0, 0, 0)}
