from tests.builders import a_resolution


def test_a_resolution_without_an_owner_is_a_decision_alone() -> None:
    assert a_resolution().is_follow_up
    assert not a_resolution(owner=None, due_on=None).is_follow_up
