"""Changes that a click asks for: done whole, or told why not. No other module of pages/ writes."""

import logging
from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeVar

from sqlalchemy import Connection

from models.accounts.refusals import trace_refusal
from models.audit import commands as audit
from pages.shell import frame, notices
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.shell.warming import warming
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.errors import NotAllowed, NotSignedIn, SentraError

_logger: Final = logging.getLogger("pantau_sentra")
_Result = TypeVar("_Result")
_Prepared = TypeVar("_Prepared")


def submit(
    form: Form, do: Callable[[Connection, Visit], object], said: str, *, typed: str = ""
) -> bool:
    """Whether `do` was recorded: `said` is then told and the form empty, else it keeps all."""
    if not form.is_recorded(run_in_transaction(do, typed=typed), typed):
        return False
    notices.recorded(said)
    return True


def run_in_transaction(
    do: Callable[[Connection, Visit], _Result], *, typed: str = ""
) -> _Result | SentraError:
    """Return what `do` came to in a transaction of its own, or what went wrong."""
    return run_prepared(
        lambda _: None, lambda connection, visit, _: do(connection, visit), typed=typed
    )


def run_prepared(
    prepare: Callable[[Visit], _Prepared],
    do: Callable[[Connection, Visit, _Prepared], _Result],
    *,
    typed: str = "",
) -> _Result | SentraError:
    """Return what `do` came to in a transaction, made of what was prepared before that began.

    Bytes of files take their time, and are safe on the disk before anything names them.
    """

    def act(visit: Visit) -> _Result:
        prepared = prepare(visit)
        with visit.store.write() as connection:
            return do(connection, visit.within(connection), prepared)

    return run_command(act, typed=typed)


def run_command(do: Callable[[Visit], _Result], *, typed: str = "") -> _Result | SentraError:
    """Return what `do` came to, or what went wrong.

    A callback runs before the page's guard, so it is asked here who acts. No page stands around it
    yet either: what nobody foresaw is logged, since Streamlit would tell it in English. No form
    of a session that ended is drawn again, so what was `typed` is handed over to be copied.
    """
    try:
        visit = frame.acting()
        return _traced(visit, do)
    except NotSignedIn as problem:
        notices.keep_unsent(typed)
        return _bare(problem)
    except SentraError as problem:
        return _bare(problem)
    except Exception:
        _logger.exception("a change failed")
        return SentraError()


def _bare(problem: SentraError) -> SentraError:
    """Return a refusal without the frames it came through: a form keeps it, and not their files."""
    problem.__cause__ = problem.__context__ = None
    return problem.with_traceback(None)


def _traced(visit: Visit, do: Callable[[Visit], _Result]) -> _Result:
    """Return what `do` came to; where the right is missing, the trail tells who tried."""
    try:
        return do(visit)
    except NotAllowed as refusal:
        at = frame.now(visit.programme)
        with visit.store.write() as connection:
            trace_refusal(connection, visit.actor, refusal, at=at)
        raise


def handed_out(visit: Visit, make: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """Return what makes the file `name` on the click; the trail then holds its hash and size.

    Streamlit calls it in a thread of its own, where no form is drawn: what goes wrong is raised.
    """

    def make_and_trace(visit: Visit) -> bytes:
        visit.still(Permission.EXPORT)
        with warming.turn():
            content = make()
        detail = {"sha256": sha256(content).hexdigest(), "size": len(content)}
        with visit.store.write() as connection:
            actor = visit.within(connection).actor
            require(actor, Permission.EXPORT)
            act, at = Action.FILE_EXPORTED, frame.now(visit.programme)
            audit.trace(connection, actor, act, subject=name, at=at, detail=detail)
        return content

    return lambda: _traced(visit, make_and_trace)
