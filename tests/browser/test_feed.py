"""Data read from the running dashboard as Excel reads it: bare, then with a password."""

import csv
import io
import json
from base64 import b64encode
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

import pytest

from models.feed.commands import GivenToken, give_token, revoke_token
from models.progress import queries as progress_queries
from rules.progress.briefing import brief
from rules.progress.figures import figures
from rules.values import Moment
from rules.vocabulary import Basis
from tests.browser.sites import Site
from tests.people import CARETAKER

pytestmark = pytest.mark.browser

NOW = datetime(2022, 6, 30, 4, tzinfo=UTC)
MOMENT = Moment(NOW.date(), Basis.REPORTED)
ASKED = "?posisi=2022-06-30&basis=termasuk-laporan"


def _give(site: Site) -> GivenToken:
    with site.store.write() as connection:
        return give_token(connection, CARETAKER, "Excel", None, at=NOW)


class _Answering(HTTPBasicAuthHandler):
    """Answers a challenge and lets its response go, which the library leaves open."""

    def http_error_401(self, *given: Any) -> Any:
        with closing(given[1]):
            return super().http_error_401(*given)


def _excel(site: Site, token: str) -> OpenerDirector:
    """A client that asks without a password first, and answers the challenge with one."""
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, site.url, "token", token)
    return build_opener(ProxyHandler({}), _Answering(known))


def test_excel_reads_the_figures_of_the_briefing_to_the_digit(fresh_site: Site) -> None:
    client = _excel(fresh_site, _give(fresh_site).token)
    with fresh_site.store.read() as connection:
        board = progress_queries.board(connection, CARETAKER, MOMENT.as_of)
    told = figures(brief(board, MOMENT))

    with client.open(f"{fresh_site.url}/data/angka.csv{ASKED}", timeout=60) as answer:
        text = answer.read().decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]
    with client.open(f"{fresh_site.url}/data/angka.json{ASKED}", timeout=60) as answer:
        found = json.load(answer)["baris"]

    programme, sentra = told["programme"], told["sentra"]
    assert isinstance(programme, dict)
    assert isinstance(sentra, list)
    expected = [
        (one["code"], one["actual"], one["deviation_points"]) for one in [programme, *sentra]
    ]
    assert [(row["kode"], row["capaian"], row["deviasi"]) for row in found] == expected
    assert [
        (
            row["kode"],
            float(row["capaian"].replace(",", ".")),
            float(row["deviasi"].replace(",", ".")),
        )
        for row in rows
    ] == expected


def test_a_revoked_token_opens_nothing_from_the_next_request_on(fresh_site: Site) -> None:
    given = _give(fresh_site)
    address = f"{fresh_site.url}/data/tonggak.json"
    bearer = Request(address, headers={"Authorization": f"Bearer {given.token}"})
    direct = build_opener(ProxyHandler({}))
    with direct.open(bearer, timeout=60) as answer:
        tag = answer.headers["ETag"]
        assert len(json.load(answer)["baris"]) > 100
    bearer.add_header("If-None-Match", tag)
    with pytest.raises(HTTPError) as kept:
        direct.open(bearer, timeout=60)
    with kept.value as unchanged:
        assert unchanged.code == 304
    with fresh_site.store.write() as connection:
        revoke_token(connection, CARETAKER, given.number, at=NOW)
    with pytest.raises(HTTPError) as refused:
        direct.open(bearer, timeout=60)
    with refused.value as answer:
        assert answer.code == 401
        assert answer.read() == b"Alamat ini memerlukan token data yang berlaku."


def test_over_the_wire_a_head_has_no_body_and_a_write_is_refused(fresh_site: Site) -> None:
    token = _give(fresh_site).token
    assert _asked(fresh_site, "HEAD", token) == (200, b"")
    for method in ("POST", "PUT", "DELETE", "TRACE", "PROPFIND"):
        status, body = _asked(fresh_site, method, token)
        assert status == 405
        assert b"hanya dapat dibaca" in body


def _asked(site: Site, method: str, token: str) -> tuple[int, bytes]:
    parts = urlsplit(site.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    basic = b64encode(f"token:{token}".encode()).decode()
    connection.request(method, "/data/angka.csv", headers={"Authorization": f"Basic {basic}"})
    answer: HTTPResponse = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found
