from datetime import date

from example.photo import photo
from exchange.incoming.evidence import judge
from rules.evidence.files import FileKind, JudgedFile
from rules.values import MilestoneCode

CODE = MilestoneCode("S04-M08")
DAY = date(2022, 6, 20)


def test_equal_input_gives_equal_bytes_and_other_input_others() -> None:
    assert photo(CODE, DAY) == photo(CODE, DAY)
    assert photo(CODE, DAY).content != photo(CODE, date(2022, 6, 21)).content
    assert photo(CODE, DAY).content != photo(MilestoneCode("S04-M07"), DAY).content


def test_an_example_photo_says_so_and_is_good_evidence() -> None:
    made = photo(CODE, DAY)
    assert made.name == "Foto S04-M08 2022-06-20 (contoh).jpg"
    assert made.kind is FileKind.JPG
    assert isinstance(judge(made.name, made.content), JudgedFile)
