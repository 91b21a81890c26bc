"""Uploaded bytes and the messages about them, as Streamlit has them.

They are let go of once they are kept elsewhere. The gate bounds them, and may not import Streamlit;
what a form keeps of them counts as before, until the form is done with it.
"""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

# In every answer of a click for a file that could not be made, and in hardly anything else.
_NOT_MADE = b"Failed to generate file for download"

_IN_FORMS: Final[dict[tuple[str, str], int]] = {}
"""How many bytes a form keeps of an upload, by its session and name there."""


def hand_over(upload: UploadedFile, kept: object, size: int) -> None:
    """Let an upload count with the `size` of what a form has `kept` of it, as long as that is held.

    That ends by itself, however the form ends: sent, given up, or gone with its session.
    """
    context = get_script_run_ctx()
    if context is not None:
        key = context.session_id, upload.file_id
        _IN_FORMS[key] = size
        weakref.finalize(kept, _IN_FORMS.pop, key, None)


def release(uploads: Sequence[UploadedFile]) -> None:
    """Take uploaded bytes out of Streamlit, which else holds them until the session ends.

    Its own chat input does the same; there is no public way.
    """
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for upload in uploads:
            context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of a page: its kind, the files that its widgets hold, the name it asks for."""

    kind: str
    held: tuple[str, ...]
    name: str


def read(message: bytes) -> Sent | None:
    """Return what a browser sent over its websocket; None where it is no message."""
    found = BackMsg()
    try:
        found.ParseFromString(message)
    except DecodeError:
        return None
    states = found.rerun_script.widget_states.widgets
    held = (
        file.file_id
        for state in states
        for file in state.file_uploader_state_value.uploaded_file_info
    )
    asked = found.backend_operation_request
    name = asked.deferred_file.file_id or asked.dataframe_chunk.source_id
    return Sent(found.WhichOneof("type") or "", tuple(held), name)


class Shelf:
    """Where uploaded files are kept, by the session they were put into: Streamlit, or forms."""

    def size(self, session: str, file: str) -> int | None:
        """Return how many bytes of a file are kept; None once none are."""
        in_form = _IN_FORMS.get((session, file))
        if in_form is not None:
            return in_form
        found = runtime.get_instance().uploaded_file_mgr.get_files(session, [file])
        return sum(len(one.data) for one in found) if found else None

    def remove(self, session: str, file: str) -> None:
        """Take a file away, if it is there."""
        kept = runtime.get_instance().uploaded_file_mgr
        if isinstance(kept, MemoryUploadedFileManager):
            kept.remove_file(session, file)

    def is_open(self, session: str) -> bool:
        """Whether somebody looks at the page of this session."""
        return runtime.get_instance().is_active_session(session)


def is_not_made(message: bytes) -> bool:
    """Whether a message tells the browser, in English, that a file could not be made on a click."""
    return _NOT_MADE in message and bool(
        ForwardMsg.FromString(message).backend_operation_response.error_msg
    )


def reworded(message: bytes, sentence: str) -> bytes:
    """Return such a message with `sentence` in place of Streamlit's."""
    found = ForwardMsg.FromString(message)
    found.backend_operation_response.error_msg = sentence
    return bytes(found.SerializeToString())
