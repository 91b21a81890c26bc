import base64
import re
from hashlib import sha256

import pytest

from gate.frontend import index_page
from gate.headers import content_policy, script_hashes
from tests.gate.web import Client

EVERY_ANSWER = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
}
PLACES = (
    ("GET", "/masuk"),
    ("POST", "/masuk"),
    ("POST", "/masuk/contoh"),
    ("DELETE", "/masuk"),
    ("GET", "/gerbang/gerbang.css"),
    ("GET", "/gerbang/rahasia"),
    ("GET", "/static/js/index.js"),
    ("GET", "/_stcore/health"),
    ("GET", "/"),
    ("GET", "/ringkasan"),
    ("GET", "/tidak-ada"),
    ("GET", "/media/a"),
    ("GET", "/component/breaks"),
    ("GET", "/keluar"),
)


@pytest.mark.parametrize(("method", "path"), PLACES)
def test_every_answer_carries_the_headers(
    stranger: Client, operator: Client, method: str, path: str
) -> None:
    for client in (stranger, operator):
        answer = client.ask(method, path, headers={"accept": "text/html"})
        assert {key for key, _ in answer.headers} >= EVERY_ANSWER
        assert "frame-ancestors 'none'" in answer.header("content-security-policy")


def test_a_foreign_host_gets_the_headers_too(stranger: Client) -> None:
    stranger.host = "evil.test"
    answer = stranger.get("/masuk")
    assert answer.status == 400
    assert {key for key, _ in answer.headers} >= EVERY_ANSWER


def test_no_script_runs_but_streamlits_own_and_the_shells() -> None:
    page = index_page.translated(index_page.installed_page(), icon="/x.svg")
    policy = content_policy(" ".join(script_hashes(page)), "127.0.0.1:8501")
    scripts = re.search(r"script-src ([^;]+)", policy)
    assert scripts is not None
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    expected = [base64.b64encode(sha256(text.encode()).digest()).decode() for text in inline]
    assert scripts[1].split() == ["'self'", *(f"'sha256-{digest}'" for digest in expected)]


def test_the_index_page_keeps_the_scripts_that_the_policy_allows() -> None:
    page = index_page.installed_page()
    hashes = list(script_hashes(index_page.translated(page, icon="/x.svg")))
    kept = list(script_hashes(page))
    assert [one for one in hashes if one in kept] == kept
    assert len(hashes) == len(kept) + 1


@pytest.mark.parametrize("host", ["evil.test; script-src *", "a b", "'unsafe-inline'", ""])
def test_a_strange_host_cannot_write_into_the_policy(stranger: Client, host: str) -> None:
    stranger.host = host
    policy = stranger.get("/masuk").header("content-security-policy")
    assert "connect-src 'self';" in policy
    assert policy.count("script-src") == 1


def test_what_people_uploaded_can_do_nothing_when_it_is_opened(operator: Client) -> None:
    policy = operator.get("/media/a.svg").header("content-security-policy")
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
