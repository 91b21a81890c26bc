"""What the gate must know of Streamlit's inside, which nobody but pages may import."""

from dataclasses import dataclass

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager


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
    """Where Streamlit keeps uploaded files, by the session that they were put into."""

    def holds(self, session: str, file: str) -> bool:
        """Whether a file is there still."""
        return bool(runtime.get_instance().uploaded_file_mgr.get_files(session, [file]))

    def remove(self, session: str, file: str) -> None:
        """Take a file away, if it is there."""
        kept = runtime.get_instance().uploaded_file_mgr
        if isinstance(kept, MemoryUploadedFileManager):
            kept.remove_file(session, file)

    def is_open(self, session: str) -> bool:
        """Whether somebody looks at the page of this session."""
        return runtime.get_instance().is_active_session(session)
