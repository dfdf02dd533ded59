"""The server, asked over the network as a browser asks it."""

import gzip
import logging
import re
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest
from streamlit import delta_generator

from dashboard import geometry, guard, logs, look, serve, vendor

ROOT = Path(__file__).parents[2]
LAUNCHER = """
import sys
from pathlib import Path
from dashboard import geometry, serve
from dashboard.errors import StoreError
from starlette.routing import Route

def not_ready():
    raise StoreError("The store is of another version.")

def fails(request):
    raise RuntimeError("a secret in a traceback")

own = serve._routes
serve._routes = lambda ready: [*own(ready), Route("/fails", fails)]
geometry.publish("shapes", b'{"a": "' + b"x" * 3000 + b'"}')
serve.run(port=0, script=Path(sys.argv[1]), ready=not_ready if "not-ready" in sys.argv else lambda: None)
"""


class Server:
    def __init__(self, folder, *words):
        script = folder / "page.py"
        script.write_text("import streamlit as st\nst.write('hello')\n", encoding="utf-8")
        command = [sys.executable, "-c", LAUNCHER, str(script), *words]
        # Started elsewhere than in the checkout: no configuration file is found there.
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={"PATH": "", "HOME": str(folder), "DASHBOARD_HOME": str(folder / "home")},
        )  # fmt: skip
        self.announced = self.process.stdout.readline()
        self.url = re.search(r"http://\S+", self.announced)[0]

    def get(self, path, **headers):
        asked = urllib.request.Request(self.url + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            return urllib.request.urlopen(asked, timeout=60)
        except HTTPError as answer:
            return answer

    def stop(self):
        self.process.terminate()
        return self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


def test_the_address_is_said_in_one_line(server):
    assert re.fullmatch(r"The dashboard is at http://127\.0\.0\.1:\d+ \(Ctrl\+C stops it\)\.\n", server.announced)


def test_health_and_readiness_answer_without_a_session(server):
    assert server.get("/health").read() == b'{"healthy":true}'
    assert server.get("/ready").read() == b'{"ready":true}'


def test_a_store_that_is_not_ready_is_told_without_saying_more(tmp_path):
    running = Server(tmp_path, "not-ready")
    try:
        answer = running.get("/ready")
        assert (answer.status, answer.read()) == (503, b'{"ready":false}')
        assert running.get("/health").status == 200
    finally:
        _, log = running.stop()
    assert "Not ready" in log


@pytest.mark.parametrize("path", ["/", "/pressure", "/health", "/vendor/maplibre-gl.js", "/fails", "/nowhere.json"])
def test_every_answer_carries_the_protective_headers(server, path):
    headers = server.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-")
    assert "connect-src 'self'" in policy
    assert not re.search(r"https?:", policy)
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "geolocation=(self)" in headers["permissions-policy"]
    assert headers.get("server") is None


def test_every_inline_script_of_a_page_is_allowed_by_its_hash():
    page = "<script>one()</script><script src='a.js'></script><SCRIPT type='module'>\r\ntwo()\r\n</SCRIPT>"
    policy = guard.page_policy(page)
    assert policy.count("'sha256-") == 2
    assert policy == guard.page_policy(page.replace("\r\n", "\n"))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost:80:80", "[::1"])
def test_a_page_that_pretends_to_be_this_server_is_refused(server, host):
    answer = server.get("/", Host=host)
    assert answer.status in (400, 421)
    assert b"<script" not in answer.read()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8501", "[::1]:8501"])
def test_this_machine_is_answered_under_its_own_names(server, host):
    assert server.get("/health", Host=host).status == 200


def test_a_server_for_everyone_answers_by_any_address_but_not_by_any_name():
    async def app(scope, receive, send): ...

    def known(host, asked):
        names = guard.allowed_hosts(host, ["*.example.org"])
        return guard.Guard(app, "", names, by_address=guard.is_everywhere(host))._is_known(asked)

    assert known("0.0.0.0", "192.168.1.7:8501")
    assert known("::", "[fe80::1]:8501")
    assert known("0.0.0.0", "map.example.org")
    assert not known("0.0.0.0", "evil.example")
    assert not known("127.0.0.1", "192.168.1.7")
    assert known("192.168.1.7", "192.168.1.7:8501")


def test_a_fault_of_ours_is_a_plain_page_without_a_traceback(server):
    answer = server.get("/fails")
    page = answer.read().decode()
    assert answer.status == 500
    assert "Something went wrong on our side" in page
    assert "secret" not in page
    assert "Traceback" not in page


def test_map_geometry_is_packed_and_kept_for_good(server):
    data = b'{"a": "' + b"x" * 3000 + b'"}'
    url = geometry.publish("shapes", data)
    answer = server.get(url, Accept_Encoding="gzip")
    packed = answer.read()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(packed) < 200
    assert gzip.decompress(packed) == data == server.get(url).read()
    again = server.get(url, If_None_Match=answer.headers["etag"])
    assert (again.status, again.read()) == (304, b"")


@pytest.mark.parametrize("path", ["/geometry/none-0123456789abcdef.json", "/vendor/__init__.py", "/vendor/x.js"])
def test_what_is_not_published_is_not_served(server, path):
    assert server.get(path).status == 404


@pytest.mark.parametrize("name", sorted(vendor.FILES))
def test_the_maps_scripts_come_from_the_installed_package(server, name):
    answer = server.get(vendor.address(name), Accept_Encoding="gzip")
    assert answer.headers["content-type"].startswith(vendor.FILES[name])
    assert answer.headers["cache-control"].endswith("immutable")
    assert b"maplibregl" in gzip.decompress(answer.read())
    assert server.get(f"/vendor/{name}?v=0").headers["cache-control"] == "no-cache"


def test_the_package_of_the_maps_scripts_is_not_run():
    assert imported("from dashboard import vendor; vendor.file('maplibre-gl.js').packed", "maplibre") == []


def test_streamlits_own_scripts_are_packed_and_kept_for_good(server):
    script = re.search(r'src="\.(/static/js/index\.[^"]+)"', server.get("/").read().decode())[1]
    answer = server.get(script, Accept_Encoding="gzip")
    packed = answer.read()
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"].endswith("immutable")
    assert len(packed) < 0.5 * len(gzip.decompress(packed))
    assert gzip.decompress(packed) == server.get(script).read()


@pytest.mark.parametrize("path", ["/static/js/none.js", "/static/js/../index.html", "/static/js/..%2f..%2fconfig.js"])
def test_only_scripts_that_are_there_are_packed(server, path):
    assert "content-encoding" not in server.get(path, Accept_Encoding="gzip").headers


def test_the_log_says_where_a_page_failed_and_not_with_which_text(caplog):
    logs.keep_text_out()
    note = "a-private-note"
    try:
        try:
            int(note)
        except ValueError as error:
            raise KeyError(note) from error
    except KeyError:
        logging.getLogger("streamlit.error_util").exception("Uncaught")
    told = logging.Formatter().format(caplog.records[-1])
    assert re.search(r"test_serve\.py.*ValueError\nthen:\n.*test_serve\.py.*KeyError", told, re.DOTALL)
    assert note not in told


def test_a_port_that_is_taken_is_told_in_one_sentence(server):
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(serve.UsageError, match="choose another with --port"):
        serve.run(port=port)


def test_options_hold_wherever_the_server_is_started(tmp_path):
    code = (
        "from dashboard import serve; from streamlit import config; serve.create_app(port=1);"
        "wrong = {n: config.get_option(n) for n, v in serve.settings(port=1).items() if config.get_option(n) != v};"
        "assert not wrong, wrong; assert config.is_manually_set('server.address')"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, env={"DASHBOARD_HOME": str(tmp_path)})


def test_starting_the_server_imports_nothing_heavy():
    heavy = ("pandas", "numpy", "plotly.express", "geopandas", "shapely", "scipy", "sqlalchemy")
    assert imported("import dashboard.serve", *heavy) == []


def imported(code, *modules):
    """Which of these modules a fresh interpreter has loaded after running the code."""
    code += f"; import sys; print(*[name for name in {modules} if name in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_streamlit_is_spared_its_look_for_a_notebook(monkeypatch):
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)  # fails where it is named otherwise
    serve.create_app()
    assert delta_generator._use_warning_has_been_displayed is True


def test_the_configuration_beside_a_checkout_says_the_same():
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    own = serve.settings()

    def flat(table, prefix=""):
        for name, value in table.items():
            yield from flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(prefix + name, value)]

    assert {name: value for name, value in flat(written) if own.get(name) != value} == {}
    assert set(look.THEME) <= dict(flat(written)).keys()


@pytest.mark.parametrize("path", ["/", "/map", "/pressure", "/targets", "/log", "/upload", "/data"])
def test_every_page_is_told_where_its_server_is(server, path):
    opened = server.get(path)
    assert b"BACKEND_BASE_URL: window.location.origin" in opened.read()
    assert opened.headers["cache-control"] == "no-cache"
