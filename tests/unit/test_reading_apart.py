"""Files are read in a process apart: what breaks it, holds it up or takes it over stays in there."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.apart import reading, wire
from dashboard.errors import UnusableFileError
from dashboard.ingest import decode
from dashboard.ingest.limits import PAGE, page_limits

LOG = "date,tactic,note\n2020-11-24,call,déjà\n2020-11-25,rally\n2020-11-26,letter,a,b\n".encode()
SECRET = b"date,tactic,note\n2020-11-24,call,topsecret\n"
UNSAFE = "could not be read safely"

_WITH = """
import sys, os, socket, time
sys.path.append(sys.argv[1])
from dashboard.apart import reader
from dashboard.errors import UnusableFileError
read = reader.read_pieces

def tried(action):
    try:
        action()
    except Exception as error:
        return type(error).__name__
    return "done"

def evil(data, name, sheet, limits):
    if b"topsecret" not in data:
        return read(data, name, sheet, limits)
    {body}

reader.read_pieces = evil
reader.main()
"""


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """No process of another test is used, and none is left."""
    monkeypatch.setattr(reading, "_waiting", [])
    yield
    while reading._waiting:
        reading._waiting.pop().end()


@pytest.fixture
def taken_over(monkeypatch):
    """Lets the process do something else with the secret file; what it says comes back as a refusal."""

    def does(body):
        command = [*reading._COMMAND]
        command[command.index("-c") + 1] = _WITH.replace("{body}", body)
        monkeypatch.setattr(reading, "_COMMAND", command)

    return does


def refusal(data=SECRET, limits=PAGE):
    with pytest.raises(UnusableFileError) as told:
        reading.read_table(data, "log.csv", limits=limits)
    return str(told.value)


@pytest.mark.parametrize("data", [LOG, LOG.decode().encode("utf-16"), LOG.decode().encode("cp1252"), b"date,tactic\n"])
def test_a_file_read_apart_says_the_same(data):
    here, apart = decode.read_table(data, "log.xlsx"), reading.read_table(data, "log.xlsx")
    assert apart.cells.equals(here.cells)
    assert apart.cells.dtypes.equals(here.cells.dtypes)
    assert apart.cells.index.equals(here.cells.index)
    for field in ("header", "broken", "short", "notes", "guarded", "sheets"):
        assert getattr(apart, field) == getattr(here, field), field


def test_a_refusal_is_told_in_the_same_words():
    with pytest.raises(UnusableFileError) as told:
        decode.read_table(b"%PDF-1.7")
    assert refusal(b"%PDF-1.7") == str(told.value)


def test_one_process_reads_one_file_after_another():
    reading.ready()
    (waiting,) = reading._waiting
    for _ in range(3):
        reading.read_table(LOG)
        refusal(b"%PDF-1.7")
    assert reading._waiting == [waiting]


ENDS = ["os.abort()", "os._exit(0)", "os._exit(3)", "os.kill(0, 9)", "os.write(1, b'x' * 99)"]


@pytest.mark.parametrize("end", [*ENDS[3:], *[pytest.param(end, marks=pytest.mark.stress) for end in ENDS[:3]]])
def test_a_process_that_breaks_off_is_one_sentence_and_the_next_file_is_read(taken_over, end, caplog):
    taken_over(end)
    assert UNSAFE in refusal()
    assert "topsecret" not in caplog.text
    assert len(reading.read_table(LOG).cells) == 3


def test_a_fault_is_logged_by_its_place_without_the_text(taken_over, caplog, capfd):
    taken_over("raise ValueError(data.decode())")
    assert UNSAFE in refusal()
    assert "ValueError evil" in caplog.text
    assert "topsecret" not in caplog.text + "".join(capfd.readouterr())


def test_what_libraries_print_about_a_file_goes_nowhere(taken_over, capfd):
    taken_over("os.write(2, data); print(data.decode()); return read(data, name, sheet, limits)")
    assert len(reading.read_table(SECRET).cells) == 1
    assert "topsecret" not in "".join(capfd.readouterr())


def test_a_process_that_takes_too_long_is_ended(taken_over):
    taken_over("time.sleep(600)")
    assert "longer than it may" in refusal(limits=replace(PAGE, seconds=1))
    assert len(reading.read_table(LOG).cells) == 3


def test_a_process_that_never_listens_is_ended(monkeypatch):
    monkeypatch.setattr(reading, "_COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    assert "longer than it may" in refusal(SECRET + b"x" * 1_000_000, limits=replace(PAGE, seconds=1))


def test_memory_has_a_bound(taken_over):
    taken_over("bytearray(1_000_000_000)")
    assert "more memory" in refusal()


@pytest.mark.skipif(sys.platform == "win32", reason="rlimits are of POSIX")
def test_it_can_open_no_file_no_connection_and_no_program(taken_over):
    taken_over(
        """raise UnusableFileError(" ".join(map(tried, (
        lambda: open("/etc/passwd"), lambda: open("new", "w"), socket.socket, os.pipe,
        lambda: socket.create_connection(("::1", 1)), lambda: os.popen("id"),
        lambda: __import__("sqlite3").connect("x"),
    ))))"""
    )
    assert "done" not in refusal()


def test_it_has_no_environment_and_an_empty_folder(taken_over, monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path))
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", "postgresql://somebody:password@localhost/db")
    begin = "HERE = os.getcwd(), os.listdir()\nread = "
    taken_over("raise UnusableFileError(repr((HERE, sorted(os.environ))))")
    command = reading._COMMAND
    command[command.index("-c") + 1] = command[command.index("-c") + 1].replace("read = ", begin, 1)
    (folder, inside), names = eval(refusal())
    assert folder not in (str(Path.cwd()), str(tmp_path))
    assert inside == []
    assert not [name for name in names if "DASHBOARD" in name or name in ("HOME", "PATH")]
    reading._waiting.pop().end()
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("head", "stream"),
    [
        (b"", b""),
        (b"[]", b""),
        (b"{}", b""),
        (b'{"table": {}}', b""),
        (b"[" * 100_000, b""),
        (wire.answer(decode.read_table(LOG))[1], b"nothing"),
        (wire.answer(decode.read_table(LOG))[1].replace(b'"note"', b'"a", "b"'), None),
    ],
)
def test_an_answer_that_is_none_is_no_table(head, stream):
    stream = bytes(wire.answer(decode.read_table(LOG))[2]) if stream is None else stream
    with pytest.raises(wire.BrokenAnswerError):
        wire.understood(head, stream)


def test_an_answer_of_more_than_it_may_be_is_not_taken(taken_over):
    taken_over("import struct; os.write(1, struct.pack('>QQ', 10, 10**12) + b'{}'); time.sleep(9)")
    assert UNSAFE in refusal()


def test_what_is_too_large_does_not_get_there(monkeypatch):
    monkeypatch.setattr(reading, "_COMMAND", ["nothing"])
    assert "MB are allowed" in refusal(b"x" * 1_000_001, limits=page_limits(1))


def test_reading_files_loads_nothing_that_reads_other_kinds():
    code = """
import sys
from dashboard.apart.samples import samples
from dashboard.ingest import parse_file
from dashboard.ingest.decode import read_table
for data in samples():
    read_table(data)
others = ("pyogrio", "osgeo", "fiona", "geopandas", "xml.etree", "lxml", "openpyxl")
print(*[name for name in others if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
