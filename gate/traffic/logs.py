"""What the log is not told: the ids of sessions, by which Streamlit knows a browser."""

import logging
import re
from typing import Any, Final

_SESSION_ID: Final = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_HIDDEN: Final = "(sesi)"


def hide_sessions() -> None:
    """Let no message of this process, whoever logs it, hold the id of a session."""
    make = logging.getLogRecordFactory()

    def without_sessions(*arguments: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401
        record = make(*arguments, **named)
        try:
            said = record.getMessage()
        except (TypeError, ValueError):
            # What does not fit its arguments is told by whoever writes it down.
            return record
        if _SESSION_ID.search(said):
            record.msg, record.args = _SESSION_ID.sub(_HIDDEN, said), None
        return record

    logging.setLogRecordFactory(without_sessions)
