"""Changes that a click asks for: done whole, or told why not."""

import logging
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import Connection

from pages.shell import frame
from pages.shell.frame import Visit
from rules.errors import NotSignedIn, SentraError

_logger: Final = logging.getLogger("pantau_sentra")
_Result = TypeVar("_Result")


def attempt(
    do: Callable[[Connection, Visit], _Result], *, typed: str = ""
) -> _Result | SentraError:
    """Return what `do` came to in a transaction of its own, or what went wrong."""

    def act(visit: Visit) -> _Result:
        with visit.store.write() as connection:
            return do(connection, visit)

    return told(act, typed=typed)


def told(do: Callable[[Visit], _Result], *, typed: str = "") -> _Result | SentraError:
    """Return what `do` came to, or what went wrong.

    A callback runs before the page's guard, so it is asked here who acts. No page stands around it
    yet either: what nobody foresaw is logged, since Streamlit would tell it in English. No form
    of a session that ended is drawn again, so what was `typed` is handed over to be copied.
    """
    try:
        return do(frame.acting())
    except NotSignedIn as problem:
        frame.keep_unsent(typed)
        return problem
    except SentraError as problem:
        return problem
    except Exception:
        _logger.exception("a change failed")
        return SentraError()
