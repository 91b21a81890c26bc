import pytest

from words.sheets.separated import NotSeparated, separated

ROWS = [["Kode", "Catatan"], ["S03-M01", "a; b"]]


@pytest.mark.parametrize(
    "text",
    [
        'Kode;Catatan\r\nS03-M01;"a; b"\r\n',
        "\ufeffKode;Catatan\nS03-M01;'a; b'\n".replace("'", '"'),
        "Kode,Catatan\nS03-M01,a; b\n",
        "Kode\tCatatan\nS03-M01\ta; b\n",
    ],
)
def test_what_excel_saves_is_read(text: str) -> None:
    assert separated(text.encode()) == ROWS


@pytest.mark.parametrize("order", ["utf-16", "utf-16-be"])
def test_what_excel_saves_as_unicode_text_is_read(order: str) -> None:
    mark = "\ufeff" if order != "utf-16" else ""
    text = f'{mark}Kode\tCatatan\r\nS03-M01\t"a; b"\r\n'
    assert separated(text.encode(order)) == ROWS


@pytest.mark.parametrize(
    ("content", "mend"),
    [
        ("Kode;Catatan".encode("utf-16-le"), "CSV UTF-8"),
        ("Kode;Caf\xe9".encode("latin-1"), "CSV UTF-8"),
        (b'Kode;"Catatan\n', "tanda kutip"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_mend(content: bytes, mend: str) -> None:
    with pytest.raises(NotSeparated, match=mend):
        separated(content)


def test_nothing_has_no_rows() -> None:
    assert separated(b"") == []
