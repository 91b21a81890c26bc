from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import typst

from exchange.typesetting import compiler
from exchange.typesetting.compiler import FOLDER, SettingFailed, pdf
from tests.builders import AS_OF
from tests.exchange.typesetting.papers import metadata, words

PLAIN = """#let content = json(bytes(sys.inputs.content))
#set document(title: content.title)
#set text(font: "Noto Sans", lang: "id")
= #content.title
#content.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = tmp_path / "kertas.typ"
    file.write_text(PLAIN, encoding="utf-8")
    return file


def test_the_font_is_noto_sans_alone() -> None:
    assert compiler.fonts().families() == ["Noto Sans"]


def test_words_appear_literally_and_are_never_evaluated(template: Path) -> None:
    text = '#panic("x") *b* $x^2$ <label> @ref'
    assert text in words(pdf(template, {"title": "Judul", "text": text}, AS_OF))


def test_the_file_is_tagged_and_fit_for_an_archive(template: Path) -> None:
    told = metadata(pdf(template, {"title": "Judul", "text": "isi"}, AS_OF))
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "2022-06-30T00:00:00" in told


def test_what_the_setter_warns_about_is_no_file(tmp_path: Path) -> None:
    file = tmp_path / "asing.typ"
    file.write_text(PLAIN.replace("Noto Sans", "Tidak Ada"), encoding="utf-8")
    with pytest.raises(SettingFailed, match="tidak ada"):
        pdf(file, {"title": "Judul", "text": "isi"}, AS_OF)


def test_files_made_at_once_do_not_mix(template: Path) -> None:
    def made(number: int) -> bytes:
        return pdf(template, {"title": "Judul", "text": f"berkas {number}"}, date(2022, 1, 1))

    alone = [made(number) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(made, list(range(4)) * 3)) == alone * 3


def test_no_template_fetches_a_package_or_an_address() -> None:
    templates = sorted(FOLDER.rglob("*.typ"))
    assert templates
    for one in templates:
        text = one.read_text(encoding="utf-8")
        assert "@preview" not in text
        assert "://" not in text


def test_a_template_that_fails_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rusak.typ"
    file.write_text("#unknown", encoding="utf-8")
    with pytest.raises(typst.TypstError):
        pdf(file, {}, AS_OF)
