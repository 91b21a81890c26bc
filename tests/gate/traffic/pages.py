"""What a page sends over its websocket, and what it is told there."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

HELD = "0f8fad5b-d9cb-469f-a165-70867728950e"
SESSION = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
PLACE = f"/_stcore/upload_file/{SESSION}/{HELD}"


def rerun(query: str = "", *, held: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    if held:
        state = message.rerun_script.widget_states.widgets.add(id="berkas")
        state.file_uploader_state_value.uploaded_file_info.add(file_id=held)
    return bytes(message.SerializeToString())


def asks_for(name: str) -> bytes:
    """A click on what is made only then."""
    message = BackMsg()
    message.backend_operation_request.deferred_file.file_id = name
    return bytes(message.SerializeToString())


def asks_for_a_place() -> bytes:
    message = BackMsg()
    message.file_urls_request.file_names.append("a.pdf")
    return bytes(message.SerializeToString())


def clears_all_caches() -> bytes:
    return bytes(BackMsg(clear_cache=True).SerializeToString())


def installs_skills() -> bytes:
    message = BackMsg()
    message.backend_operation_request.install_skills.SetInParent()
    return bytes(message.SerializeToString())


def tells_not_made() -> bytes:
    """What Streamlit answers a click whose file could not be made."""
    message = ForwardMsg()
    message.backend_operation_response.request_id = "klik"
    message.backend_operation_response.error_msg = "Failed to generate file for download"
    return bytes(message.SerializeToString())


def error_of(message: bytes) -> str:
    return str(ForwardMsg.FromString(message).backend_operation_response.error_msg)
