"""Uploads: from whom, into which place, how many at once, and given back when unused."""

from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette

from gate.traffic import uploads
from gate.traffic.uploads import Uploads
from models.store.store import Store
from rules.values import AccountId
from rules.vocabulary import Role
from tests.gate import web
from tests.gate.shelf import Shelf
from tests.gate.traffic import pages
from tests.gate.web import Answer, Client

SIZE = {"content-length": "3"}
ANI, BUDI = AccountId(1), AccountId(2)
HERE = "sesi"


def _put(client: Client, place: str = pages.PLACE, size: int | None = 3) -> Answer:
    headers = {} if size is None else {"content-length": str(size)}
    return client.ask("PUT", place, headers=headers, body=b"abc")


def test_a_file_goes_where_its_person_was_told(real_site: Starlette, real_store: Store) -> None:
    people = []
    for name, role in (("ani", Role.AGENCY_OPERATOR), ("budi", Role.DPMD_OPERATOR)):
        web.enrol(real_store, name, role=role)
        client = Client(real_site)
        client.sign_in(name)
        people.append(client)
    ani, budi = people
    assert _put(ani).status == 404
    ani.talk(pages.rerun(pages.PLACE))
    assert _put(ani).status == 204
    refused = _put(budi)
    assert (refused.status, refused.text) == (404, uploads.NOT_TOLD)
    assert budi.ask("DELETE", pages.PLACE).status == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EVALUATOR, Role.LEADER])
def test_who_hands_in_nothing_uploads_nothing(
    real_site: Starlette, real_store: Store, role: Role
) -> None:
    web.enrol(real_store, "pembaca", role=role)
    client = Client(real_site)
    client.sign_in("pembaca")
    client.talk(pages.rerun(pages.PLACE))
    answer = _put(client)
    assert (answer.status, answer.text) == (403, uploads.NO_RIGHT)


def test_a_file_says_how_large_it_is_and_has_to_fit(operator: Client) -> None:
    operator.talk(pages.rerun(pages.PLACE))
    assert _put(operator, size=None).status == 411
    refused = _put(operator, size=uploads.MOST_OF_ONE + 1)
    assert (refused.status, refused.text) == (413, uploads.NO_ROOM)
    assert _put(operator).status == 204


@dataclass
class Office:
    """Uploads of an office, and a clock that a test sets."""

    shelf: Shelf = field(default_factory=Shelf)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.uploads = Uploads(self.shelf, lambda: self.seconds)

    def put(self, name: str, megabytes: int = 10, person: AccountId = ANI) -> str:
        problem = self.uploads.admit(person, HERE, name, megabytes * 1024 * 1024)
        if not problem:
            self.shelf.files[HERE, name] = megabytes * 1024 * 1024
            self.uploads.arrived(name)
        return problem


def test_one_person_and_all_together_have_a_bound() -> None:
    office = Office()
    assert [office.put(f"a{number}") for number in range(10)] == [""] * 9 + [uploads.NO_ROOM]
    for person in (BUDI, AccountId(3)):
        for number in range(8):
            assert office.put(f"{person}-{number}", person=person) == ""
    assert office.put("terakhir", person=AccountId(4)) == uploads.BUSY


def test_what_arrives_counts_before_it_is_there() -> None:
    office = Office()
    for number in range(9):
        assert not office.uploads.admit(ANI, HERE, f"a{number}", 10 * 1024 * 1024)
    assert office.put("a9") == uploads.NO_ROOM
    # Cut off on the way: nothing lies there.
    office.uploads.arrived("a0")
    assert office.put("a9") == ""


def test_the_same_place_again_counts_once() -> None:
    office = Office()
    assert [office.put("a", 90) for _ in range(3)] == [""] * 3


def test_room_is_given_back_once_neither_streamlit_nor_a_form_keeps_a_file() -> None:
    office = Office()
    office.put("a", 90)
    office.shelf.remove(HERE, "a")
    assert office.put("b", 90) == ""


def test_what_a_form_keeps_of_a_file_counts_as_long_as_its_page_is_open() -> None:
    office = Office()
    office.shelf.open = {HERE}
    office.put("foto", 25)
    office.uploads.hold("foto")
    office.shelf.files[HERE, "foto"] = 1024 * 1024
    office.seconds = 10 * uploads.UNUSED_SECONDS
    assert office.put("besar", 96) == uploads.NO_ROOM
    assert office.put("besar", 95) == ""


def test_what_no_page_holds_is_given_back_after_a_while() -> None:
    office = Office()
    office.shelf.open = {HERE}
    for name in ("dipakai", "tidak"):
        office.put(name)
    office.uploads.hold("dipakai")
    office.seconds = uploads.UNUSED_SECONDS - 1
    office.uploads.give_back()
    assert len(office.shelf.files) == 2
    office.seconds += 1
    office.uploads.give_back()
    assert set(office.shelf.files) == {(HERE, "dipakai")}


def test_what_a_closed_page_held_is_given_back_too() -> None:
    office = Office()
    office.shelf.open = {HERE}
    office.put("a")
    office.uploads.hold("a")
    office.seconds = 5000
    office.uploads.give_back()
    office.shelf.open = set()
    office.seconds += uploads.UNUSED_SECONDS
    office.uploads.give_back()
    assert not office.shelf.files
