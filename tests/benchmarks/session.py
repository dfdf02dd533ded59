"""A session without a browser: speaks Streamlit's protocol as its page does and counts what comes down the wire."""

import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from urllib3 import PoolManager, encode_multipart_formdata
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

PATIENCE = 120
_KEPT_RUNS = 2
"""Runs after which the page forgets a large message that did not come again."""


@dataclass
class Run:
    """What one run sent: bytes in all and by kind of element, plain texts, and the seconds until its script ended.

    ``steps`` are the texts of its lines of progress, each with the seconds until it was shown.
    """

    size: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    texts: list[str] = field(default_factory=list)
    steps: list[tuple[float, str]] = field(default_factory=list)


class Session:
    """One open page. It tells the server the state of every widget in each run, as a browser does."""

    def __init__(self, socket):
        self._socket = socket
        self._script = ""
        self._address = ""
        self._kept = {}
        self._runs = 0
        self._widgets = {}
        self._options = {}
        self._ids = {}
        self._buttons = {}
        self._field = ""

    def open(self, query="", page=""):
        """The first run, of the app's first page or of one by its name."""
        self._address, self._script = query, calc_hash(page) if page else ""
        return self._run()

    def upload(self, server, name, data):
        """Puts a file into the page's field for files, as a browser does, and runs the page with it."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "files"
        asked.file_urls_request.file_names.append(name)
        self._socket.send(asked.SerializeToString())
        while not (answer := ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE))).HasField("file_urls_response"):
            pass
        (place,) = answer.file_urls_response.file_urls
        _put(server.address + place.upload_url, name, data)
        chosen = FileUploaderState()
        chosen.uploaded_file_info.add(file_id=place.file_id, name=name, size=len(data), file_urls=place)
        self._widgets[self._field] = ("file_uploader_state_value", chosen)
        return self._run()

    def choose(self, label, option):
        """Chooses an option of a drop-down by their labels."""
        assert option in self._options[label], (option, self._options[label])
        chosen = self._widgets[self._ids[label]] = ("string_value", option)
        run = self._run()
        assert self._widgets[self._ids[label]] == chosen, "the page took the choice back"
        return run

    def press(self, label):
        """Presses a button by its label."""
        return self._run(pressed=self._buttons[label])

    def _run(self, pressed=""):
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string, rerun.page_script_hash = self._address, self._script
        rerun.context_info.timezone, rerun.context_info.locale = "UTC", "en-CA"
        rerun.cached_message_hashes.extend(self._kept)
        for name, (kind, value) in self._widgets.items():
            state = rerun.widget_states.widgets.add(id=name)
            if kind == "string_value":
                state.string_value = value
            elif kind == "file_uploader_state_value":
                state.file_uploader_state_value.CopyFrom(value)
            else:
                state.string_array_value.data.extend(value)
        if pressed:
            rerun.widget_states.widgets.add(id=pressed, trigger_value=True)
        self._buttons = {}
        begin, run = time.perf_counter(), Run()
        self._socket.send(asked.SerializeToString())
        while not self._take(self._socket.recv(timeout=PATIENCE), run, begin):
            pass
        run.seconds = time.perf_counter() - begin
        self._forget()
        return run

    def _take(self, data, run, begin):
        """Takes in one message; true for a run's last."""
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            kind = message.delta.WhichOneof("type")
            if kind == "new_element":
                kind = self._show(message.delta.new_element)
                if kind == "text":
                    run.texts.append(message.delta.new_element.text.body)
                elif kind == "progress":
                    told = message.delta.new_element.progress.text
                    run.steps.append((time.perf_counter() - begin, told))
            if message.metadata.cacheable:
                self._kept[message.hash] = self._runs
        elif kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
        elif kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._address = message.page_info_changed.query_string
        run.size += len(data)
        run.parts[kind] = max(run.parts.get(kind, 0), len(data))
        return kind == "script_finished"

    def _show(self, element):
        """Keeps what a widget stands at, as the page would send it."""
        kind = element.WhichOneof("type")
        shown = getattr(element, kind)
        if kind == "selectbox":
            self._options[shown.label], self._ids[shown.label] = list(shown.options), shown.id
            value = shown.raw_value if shown.set_value else shown.options[shown.default]
            self._keep(shown, ("string_value", value))
        elif kind == "button":
            self._buttons[shown.label] = shown.id
        elif kind == "file_uploader":
            self._field = shown.id
        elif kind == "date_input":
            self._keep(shown, ("string_array_value", list(shown.value if shown.set_value else shown.default)))
        elif kind == "button_group":
            chosen = list(shown.raw_values) if shown.set_value else [shown.options[i].content for i in shown.default]
            self._keep(shown, ("string_array_value", chosen))
        return kind

    def _keep(self, shown, state):
        if shown.set_value or shown.id not in self._widgets:
            self._widgets[shown.id] = state

    def _forget(self):
        self._kept = {name: seen for name, seen in self._kept.items() if self._runs - seen < _KEPT_RUNS}
        self._runs += 1


def _put(address, name, data):
    """Sends a file to where the server takes it, with the sign that the page itself does so."""
    pool = PoolManager()
    begun = pool.request("GET", address.partition("/_stcore")[0] + "/_stcore/health")
    sign = begun.headers.get("set-cookie", "").partition("_streamlit_xsrf=")[2].partition(";")[0]
    body, kind = encode_multipart_formdata({"file": (name, data)})
    headers = {"content-type": kind, "cookie": f"_streamlit_xsrf={sign}", "x-xsrftoken": sign}
    answer = pool.request("PUT", address, body=body, headers=headers)
    assert answer.status < 300, (answer.status, answer.data)


@contextmanager
def connected(server):
    """An open connection to a server of pages, packed where the server does so, as a browser has it."""
    with connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        yield Session(socket)


def first_page(server):
    """Asks until the server answers, gets its page and runs its script once."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(server.address, timeout=PATIENCE) as page:
                page.read()
            with connected(server) as session:
                return session.open()
        except (OSError, WebSocketException):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
