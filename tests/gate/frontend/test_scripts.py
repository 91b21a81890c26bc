"""What our own scripts know of Streamlit's page holds for the installed Streamlit."""

import re
from pathlib import Path

import streamlit

from gate.frontend import index_page
from gate.screens import ASSETS
from tests.gate.web import Client

BUNDLE = Path(streamlit.__file__).parent / "static" / "static" / "js"


def test_each_word_that_is_replaced_is_streamlits() -> None:
    script = (ASSETS / "kata.js").read_text(encoding="utf-8")
    table = script.partition("const WORDS = {")[2].partition("};")[0]
    words = re.findall(r'^ {4}"(.+?)":', table, re.MULTILINE)
    bundle = "".join(file.read_text(encoding="utf-8") for file in BUNDLE.glob("*.js"))
    assert len(words) > 50
    assert not [word for word in words if word not in bundle]


def test_our_scripts_come_from_here_with_streamlits_page_alone(
    operator: Client, stranger: Client
) -> None:
    links = re.findall(r'<script src="(/gerbang/[^"]+)" defer>', operator.get("/").text)
    names = [link.partition("?")[0].removeprefix("/gerbang/") for link in links]
    assert names == ["kata.js", "layar.js", "jalan.js"]
    for link in links:
        answer = stranger.get(link)
        assert answer.status == 200
        assert "javascript" in answer.header("content-type")
        assert "immutable" in answer.header("cache-control")


def test_scripts_stand_in_the_head() -> None:
    page = index_page.with_scripts("<head></head><body></body>", "/a.js", "/b.js")
    head = page.partition("</head>")[0]
    assert head.index("/a.js") < head.index("/b.js")
