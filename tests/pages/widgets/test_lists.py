"""Long lists by pages, as a page draws them; short ones stand whole."""

from streamlit.testing.v1 import AppTest

from tests.pages.reading import widget


def _script(count: int, follow: int | None = None) -> None:
    import streamlit as st

    from pages.widgets import lists

    found = range(1, count + 1)
    shown = lists.shown(found, "things", size=10, words=lambda one: f"nomor {one}", follow=follow)
    st.markdown(" ".join(str(one) for one in shown))


def drawn(count: int, follow: int | None = None) -> AppTest:
    return AppTest.from_function(_script, kwargs={"count": count, "follow": follow}).run()


def shown(screen: AppTest) -> list[int]:
    return [int(one) for one in screen.markdown[0].value.split()]


def extent(screen: AppTest) -> str:
    return str(screen.caption[0].value)


def test_a_list_that_fits_a_page_stands_whole_without_a_way_through() -> None:
    screen = drawn(10)

    assert shown(screen) == list(range(1, 11))
    assert not screen.text_input
    assert not screen.caption
    assert not screen.get("pagination")


def test_a_longer_one_shows_a_page_and_how_many_there_are() -> None:
    screen = drawn(11)

    assert shown(screen) == list(range(1, 11))
    assert extent(screen) == "1-10 dari 11"


def test_the_last_page_holds_the_rest() -> None:
    screen = drawn(1042)

    widget(screen, "things-page").set_value(105).run()

    assert shown(screen) == [1041, 1042]
    assert extent(screen) == "1.041-1.042 dari 1.042"


def test_a_search_begins_on_its_first_page_and_finds_all_words_in_any_order() -> None:
    screen = drawn(200)
    widget(screen, "things-page").set_value(20).run()

    widget(screen, "things-sought").set_value("19 NOMOR").run()

    assert shown(screen) == [19, 119, *range(190, 198)]
    assert extent(screen) == "1-10 dari 12 yang cocok"
    widget(screen, "things-page").set_value(2).run()
    assert shown(screen) == [198, 199]
    widget(screen, "things-sought").set_value("").run()
    assert (shown(screen)[0], extent(screen)) == (1, "1-10 dari 200")


def test_a_search_for_what_is_not_there_says_so() -> None:
    screen = drawn(20)

    widget(screen, "things-sought").set_value("nol").run()

    assert not screen.markdown[0].value
    assert extent(screen) == "Tidak ada yang cocok dari 20."


def test_a_list_that_became_shorter_shows_its_last_page() -> None:
    shorter = AppTest.from_function(_script, kwargs={"count": 25})
    shorter.session_state["things-page"] = 4
    shorter.run()

    assert shown(shorter) == [21, 22, 23, 24, 25]


def test_the_page_of_what_is_followed_is_turned_to_once() -> None:
    screen = drawn(50, follow=33)
    assert shown(screen) == list(range(31, 41))

    widget(screen, "things-page").set_value(1).run()

    assert shown(screen) == list(range(1, 11))
    assert shown(screen.run()) == list(range(1, 11))


def test_a_search_that_leaves_out_what_is_followed_is_not_disturbed() -> None:
    screen = drawn(50, follow=33)

    widget(screen, "things-sought").set_value("nomor 4").run()

    assert shown(screen) == [4, 14, 24, 34, *range(40, 46)]
    assert extent(screen) == "1-10 dari 14 yang cocok"
