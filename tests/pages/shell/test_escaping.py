import re

from pages.shell import escaping
from tests.pages.widgets.test_markup import is_inert


def test_escaped_words_are_read_as_they_were_written() -> None:
    words = 'Tom & Jerry <b>"tebal"</b>'

    assert escaping.text(words) == "Tom &amp; Jerry &lt;b&gt;&quot;tebal&quot;&lt;/b&gt;"
    assert re.sub(r"\\(.)", r"\1", escaping.plain(words)) == words


def test_a_link_cannot_be_typed_into_a_sentence() -> None:
    said = escaping.sentence(
        "lihat [ini](https://example.org), https://example.org, www.example.org"
    )

    assert is_inert(said)
