"""Uploaded bytes, let go of once they are kept elsewhere."""

from collections.abc import Sequence

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile


def release(uploads: Sequence[UploadedFile]) -> None:
    """Take uploaded bytes out of Streamlit, which else holds them until the session ends.

    Its own chat input does the same; there is no public way.
    """
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for upload in uploads:
            context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)
