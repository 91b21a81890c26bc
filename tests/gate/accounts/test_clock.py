"""Signing in and out while the machine's clock is not believed."""

from datetime import timedelta

import pytest

from gate import clock
from models.store.store import Store
from tests.gate import web
from tests.gate.web import Client

pytestmark = pytest.mark.doubts_clock


def _runs_ahead(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    wrong = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: wrong)


@pytest.mark.parametrize("days", [-1, 100])
def test_nobody_signs_in_under_a_clock_that_leapt(
    operator: Client,
    stranger: Client,
    real_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
) -> None:
    del operator  # Somebody signed in a moment ago.
    before = web.acts(real_store)
    _runs_ahead(monkeypatch, days)
    right = stranger.sign_in("operator.dpmd")
    wrong = stranger.sign_in("operator.dpmd", "kata sandi lain")
    for answer in (right, wrong):
        assert answer.status == 503
        assert "Jam komputer perlu diperiksa" in answer.text
        assert "Belum ada yang tersimpan. Jam komputer server menunjukkan" in answer.text
        assert "admin clock --today" in answer.text
    assert web.acts(real_store) == before
    assert stranger.get("/sentra").status == 303


def test_who_is_in_can_always_leave(
    operator: Client, real_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = web.acts(real_store)
    proof = operator.get("/keluar").proof
    # Less than a session lasts, so that there is one to leave.
    earlier = clock.now() - timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    answer = operator.post("/keluar", {"bukti_formulir": proof})
    assert answer.status == 303
    assert operator.get("/sentra").status == 303
    assert web.acts(real_store) == before
