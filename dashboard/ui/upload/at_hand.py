"""What is kept of the file at the page: its cells and what they mean, not its bytes, and nothing once it is gone."""

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from dashboard import memory

TABLE, READ = "upload-table", "upload-read"


def forget() -> None:
    """Lets go of all that was read."""
    for key in (TABLE, READ):
        st.session_state.pop(key, None)


def let_go(file: UploadedFile) -> None:
    """Lets go of a file's bytes, which the server would else keep until the visit ends and some minutes longer.

    The page goes on with the file's name and id.
    """
    context = get_script_run_ctx()
    held = getattr(context and context.uploaded_file_mgr, "add_file", None)
    if context and held:
        held(context.session_id, UploadedFileRec(file.file_id, file.name, file.type, b""))
    for copy in (file, *st.session_state.values()):
        if isinstance(copy, UploadedFile) and copy.file_id == file.file_id:
            copy.seek(0)
            copy.truncate()
    memory.give_back()
