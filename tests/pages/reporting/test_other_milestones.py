"""Milestones on which nobody waits for a report: not yet due, finished, cancelled."""

from datetime import date
from typing import Any

import pytest

from models.review import commands as reviewing
from pages.reporting.drafts import Way
from pages.shell.catalogue import CHANGES, SENTRA, TASKS, VERIFICATION
from rules.access import Permission, explain
from rules.reporting.duties import Standing, reportable, standing
from rules.reporting.legality import DECISION_LIMIT
from rules.values import Actor, Milestone
from rules.vocabulary import Basis, EventKind, Status, label
from tests.hostile import TEXTS
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, stands, unfold, widget, words
from tests.pages.reporting.test_form import DAY, NOON, Form, a_form, known, recorded
from tests.pages.widgets.test_markup import is_harmless
from words.formats import long_day
from words.reporting.sentences import option, standing_evidence

CANCELLED = "S08-M08"
OPERATORS = ["dpmd", "perindag"]


def one_that_is(desk: Desk, value: Standing, who: str = "perindag") -> Milestone:
    """The first milestone that stands so towards `who`, with a finish that is approved."""
    return next(
        milestone
        for milestone in reportable(desk.board(), desk.people[who])
        if standing(milestone, DAY) is value
        and (value is not Standing.FINISHED or approved(milestone) is Status.FINISHED)
    )


def approved(milestone: Milestone) -> Status:
    return milestone.states[Basis.APPROVED].status


def decide(desk: Desk, kind: EventKind = EventKind.APPROVED, code: str = CANCELLED) -> None:
    with desk.store.write() as connection:
        leader, report = desk.people["pimpinan"], recorded(desk, code)[-1]
        reviewing.decide(
            connection, leader, report.id, kind, reason="Bukti kurang", key="putusan", at=NOON
        )


def statuses(form: Form) -> list[str]:
    found: list[str] = form.widget("status").options
    return found


def fields(form: Form) -> set[str]:
    prefix = f"report-{form.code}-"
    kinds = ("text_input", "text_area", "number_input", "button_group", "date_input")
    return {
        (one.key or "").removeprefix(prefix)
        for kind in kinds
        for one in form.screen.get(kind)
        if (one.key or "").startswith(prefix)
    }


# Which milestones.


@pytest.mark.parametrize("who", OPERATORS)
def test_every_milestone_of_ones_own_can_be_picked_and_no_other(desk: Desk, who: str) -> None:
    actor = desk.sit(who).who
    assert actor
    screen = unfold(desk.open(TASKS), "others")

    own = reportable(desk.board(), actor)
    assert widget(screen, "others-picked").options == [
        option(standing(one, DAY), one) for one in own
    ]
    assert (len(own) == 125) is (who == "dpmd")


def test_milestones_are_picked_from_one_sentra(desk: Desk) -> None:
    screen = unfold(desk.open(TASKS), "others")

    widget(screen, "others-of").set_value("S04").run()

    options = widget(screen, "others-picked").options
    assert options
    assert all(one.startswith("S04-") for one in options)


@pytest.mark.parametrize("value", Standing)
def test_what_is_picked_opens_its_form_at_once(desk: Desk, value: Standing) -> None:
    milestone = one_that_is(desk, value, "dpmd")
    screen = unfold(desk.open(TASKS), "others")

    widget(screen, "others-picked").set_value(milestone.code).run()

    assert Form(screen, milestone.code).value("note") == ""
    assert widget(screen, "others-picked").value is None
    assert stands(screen)


def test_what_is_picked_again_keeps_what_was_typed(desk: Desk) -> None:
    form = a_form(desk, CANCELLED).fill(note="Lahan tersedia")
    unfold(form.screen, "others")

    widget(form.screen, "others-picked").set_value(CANCELLED).run()

    assert form.value("note") == "Lahan tersedia"


def test_a_choice_among_others_lets_the_list_of_duties_be(desk: Desk) -> None:
    screen = unfold(desk.open(TASKS), "others")
    before = [one.key for one in screen.button if (one.key or "").startswith("open-")]

    widget(screen, "others-of").set_value("S04").run()

    assert [one.key for one in screen.button if (one.key or "").startswith("open-")] == before


@pytest.mark.parametrize("code", ["S99-M01", "<b>", "![x](http://jahat.test)", ""])
def test_a_link_to_no_milestone_is_told(desk: Desk, code: str) -> None:
    screen = desk.open(TASKS, tonggak=code)

    assert alerts(screen) == [f"Tonggak “{code}” tidak ada dalam rencana."]
    assert stands(screen)


def test_a_link_to_what_another_agency_does_says_who_reports_it(desk: Desk) -> None:
    own = {one.code for one in reportable(desk.board(), desk.people["dinkes"])}
    every = [one for sentra in desk.board().sentra for one in sentra.milestones]
    foreign = next(one for one in every if one.code not in own)

    screen = desk.sit("dinkes").open(TASKS, tonggak=foreign.code)

    (sentence,) = alerts(screen)
    assert sentence.startswith(f"{foreign.code} dilaporkan oleh penanggung jawab atau pendukung")
    assert not [one for one in screen.button if (one.key or "").startswith("report-")]


# Not yet due.


@pytest.mark.parametrize("who", OPERATORS)
def test_what_is_not_yet_due_says_when_it_is_planned_and_is_reported(desk: Desk, who: str) -> None:
    early = one_that_is(desk, Standing.EARLY)
    form = a_form(desk.sit(who), early.code)

    assert f"Belum waktunya: direncanakan mulai {long_day(early.current.start)}" in words(
        form.screen
    )
    form.fill(percent=10, note="Dimulai lebih awal").press()

    state = known(desk, early.code).states[Basis.REPORTED]
    assert (state.status, state.progress) == (Status.IN_PROGRESS, 0.1)
    assert not form.is_open
    assert not alerts(form.screen)


# Finished.


@pytest.mark.parametrize("who", OPERATORS)
def test_proof_is_added_to_what_is_finished_and_moves_nothing(desk: Desk, who: str) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    before = finished.states[Basis.REPORTED]
    form = a_form(desk.sit(who), finished.code)

    assert "status" not in fields(form)
    assert (form.value("way"), form.value("day")) == (Way.PROOF, before.effective_on)
    assert f"Dilaporkan selesai sejak {long_day(before.effective_on or DAY)}, disetujui" in words(
        form.screen
    )
    form.fill(evidence="BAST susulan 14/2022").press()

    state = known(desk, finished.code).states[Basis.REPORTED]
    assert (state.status, state.progress) == (Status.FINISHED, 1.0)
    assert (state.evidence, state.effective_on) == ("BAST susulan 14/2022", before.effective_on)
    assert not alerts(form.screen)


@pytest.mark.parametrize("who", OPERATORS)
def test_what_was_finished_by_mistake_is_opened_again_with_a_note(desk: Desk, who: str) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    form = a_form(desk.sit(who), finished.code).fill(way=Way.REOPEN)

    assert statuses(form) == [
        label(one) for one in (Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED)
    ]
    assert (form.value("percent"), form.value("day")) == (None, DAY)
    assert "decision" not in fields(form)
    form.fill(percent=60).press()
    assert "jelaskan sebabnya di catatan" in alerts(form.screen)[0]
    form.fill(note="Atap belum terpasang").press()

    after = known(desk, finished.code)
    assert after.states[Basis.REPORTED].progress == 0.6
    assert approved(after) is Status.FINISHED
    decide(desk, code=finished.code)
    assert approved(known(desk, finished.code)) is Status.IN_PROGRESS


def test_how_much_is_left_is_said_by_its_writer_alone(desk: Desk) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    form = a_form(desk, finished.code).fill(way=Way.REOPEN, note="Atap belum terpasang").press()

    assert "Capaian belum diisi" in alerts(form.screen)[0]
    form.fill(percent=100).press()
    assert "Capaian 100% berarti selesai" in alerts(form.screen)[0]
    assert form.value("note") == "Atap belum terpasang"


def test_what_proved_the_finish_does_not_prove_what_is_open_again(desk: Desk) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    proof = finished.states[Basis.REPORTED].evidence
    form = a_form(desk, finished.code)
    assert form.value("evidence") == ""
    form.press("again")
    assert form.value("evidence") == proof != ""

    form.fill(way=Way.REOPEN)
    assert form.value("evidence") == ""
    assert not [one for one in form.screen.button if (one.key or "").endswith("-again")]
    form.fill(evidence="Berita acara baru").fill(way=Way.PROOF)
    assert form.value("evidence") == "Berita acara baru"


def test_whoever_changes_their_mind_adds_proof(desk: Desk) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    form = a_form(desk, finished.code).fill(way=Way.REOPEN)

    form.fill(way=Way.PROOF).press()

    before, state = (one.states[Basis.REPORTED] for one in (finished, known(desk, finished.code)))
    assert state.status is Status.FINISHED
    assert state.effective_on == before.effective_on
    # Nothing was attached: what proves the finish is referred to, so that it is not "tanpa bukti".
    assert state.evidence == standing_evidence(before) != ""


def test_a_day_before_the_finish_opens_nothing_and_is_told(desk: Desk) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    form = a_form(desk, finished.code).fill(way=Way.REOPEN, percent=60, note="Keliru")

    form.fill(day=date(2021, 1, 4)).press()

    assert "mendahului hari tonggak ini selesai atau batal" in alerts(form.screen)[0]
    assert known(desk, finished.code) == finished


def test_a_reopening_that_came_back_is_mended_as_one(desk: Desk) -> None:
    finished = one_that_is(desk, Standing.FINISHED, "dpmd")
    a_form(desk, finished.code).fill(way=Way.REOPEN, percent=60, note="Keliru").press()
    decide(desk, EventKind.RETURNED, finished.code)
    report = next(
        one for one in reversed(recorded(desk, finished.code)) if one.kind is EventKind.REPORT
    )

    form = Form(desk.open(TASKS, perbaiki=str(report.id)), finished.code)

    assert (form.value("way"), form.value("status")) == (Way.REOPEN, Status.IN_PROGRESS)
    assert (form.value("percent"), form.value("note")) == (60, "Keliru")
    form.fill(note="Atap belum terpasang").press()
    assert known(desk, finished.code).states[Basis.REPORTED].note == "Atap belum terpasang"


def test_whoever_finds_it_opened_meanwhile_is_told_and_loses_nothing(desk: Desk) -> None:
    finished = one_that_is(desk, Standing.FINISHED)
    form = a_form(desk, finished.code).fill(way=Way.REOPEN, percent=60, note="Dari DPMD")
    other = a_form(desk.sit("perindag"), finished.code)
    other.fill(way=Way.REOPEN, percent=80, note="Dari perindag").press()
    desk.sit("dpmd")

    form.press()

    assert any("berubah lebih dahulu" in one for one in alerts(form.screen))
    assert (form.value("percent"), form.value("note")) == (60, "Dari DPMD")
    form.press("insist")
    assert known(desk, finished.code).states[Basis.REPORTED].progress == 0.6


# Cancelled.


def test_a_cancelled_milestone_is_opened_again_by_its_decision(desk: Desk) -> None:
    form = a_form(desk, CANCELLED)

    assert label(Status.CANCELLED) not in statuses(form)
    assert "Membukanya kembali perlu nomor keputusan" in words(form.screen)
    form.fill(percent=20).press()
    number, note = alerts(form.screen)
    assert "Nomor keputusan yang membuka kembali tonggak batal belum diisi" in number
    assert "jelaskan sebabnya di catatan" in note
    form.fill(decision="027/145/2022", note="Lahan tersedia").press()

    assert known(desk, CANCELLED).states[Basis.REPORTED].status is Status.IN_PROGRESS
    assert approved(known(desk, CANCELLED)) is Status.CANCELLED
    assert recorded(desk, CANCELLED)[-1].decision_number == "027/145/2022"
    decide(desk)
    assert approved(known(desk, CANCELLED)) is Status.IN_PROGRESS


def test_who_may_not_open_it_again_reads_who_may(desk: Desk) -> None:
    lead = known(desk, CANCELLED).lead
    actor = next(one for one in desk.people.values() if one.agency == lead and is_operator(one))
    form = a_form(desk.sit(actor.username), CANCELLED)

    assert explain(actor, Permission.CANCEL_MILESTONE) in words(form.screen)
    assert fields(form) == set()
    form.press("cancel")
    assert not form.is_open


def is_operator(actor: Actor) -> bool:
    return actor.username not in {"dpmd", "pimpinan", "pengamat", "evaluator", "admin"}


def test_a_decision_may_be_named_where_a_milestone_is_cancelled(desk: Desk) -> None:
    running = one_that_is(desk, Standing.OWED, "dpmd")
    form = a_form(desk, running.code).fill(status=Status.CANCELLED, note="Dialihkan")

    form.fill(decision="027/1").press()

    assert recorded(desk, running.code)[-1].decision_number == "027/1"


def test_a_form_that_was_cancelled_under_ones_hands_asks_for_the_decision(desk: Desk) -> None:
    running = one_that_is(desk, Standing.OWED, "dpmd")
    form = a_form(desk, running.code).fill(status=Status.IN_PROGRESS, percent=95, note="Hampir")
    a_form(desk, running.code).fill(status=Status.CANCELLED, note="Dialihkan").press()

    form.press()
    form.press("insist")
    assert "Nomor keputusan" in alerts(form.screen)[0]
    form.fill(decision="027/2").press()

    state = known(desk, running.code).states[Basis.REPORTED]
    assert (state.status, state.note) == (Status.IN_PROGRESS, "Hampir")


# Review.


@pytest.mark.parametrize("value", [Standing.FINISHED, Standing.CANCELLED])
def test_the_leader_sees_a_reopening_as_a_risk_of_its_own(desk: Desk, value: Standing) -> None:
    closed = one_that_is(desk, value, "dpmd")
    form = a_form(desk, closed.code)
    given: dict[str, Any] = {"way": Way.REOPEN} if value is Standing.FINISHED else {}
    number = {} if value is Standing.FINISHED else {"decision": "027/145/2022"}
    form.fill(**given).fill(percent=50, note="Dibuka kembali", **number).press()
    report = recorded(desk, closed.code)[-1]

    screen = desk.sit("pimpinan").open(VERIFICATION, laporan=str(report.id))

    was = "selesai" if value is Standing.FINISHED else "batal"
    assert f"dibuka kembali, semula {was}" in words(screen)
    assert ("027/145/2022" in words(screen)) is (value is Standing.CANCELLED)


# Hostile words: tests/models/test_hostile.py types all of them into the command.


def test_sharp_words_in_the_number_of_a_decision_stay_words(desk: Desk) -> None:
    hostile = "".join(TEXTS[::6])[:DECISION_LIMIT]
    form = a_form(desk, CANCELLED).fill(percent=20, note=hostile, decision=hostile).press()

    assert recorded(desk, CANCELLED)[-1].decision_number == hostile
    for entry in (SENTRA, CHANGES):
        screen = desk.open(entry, sentra=CANCELLED[:3], basis="termasuk-laporan")
        assert stands(screen)
        assert is_harmless(markup_of(screen))
    assert not form.is_open
