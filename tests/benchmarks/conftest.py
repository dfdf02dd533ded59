"""Full-size servers to measure: the real app, and its Map page as Streamlit pages are usually written."""

import os
import shutil
import subprocess
from pathlib import Path

import processes
import pytest
import session
from builders import FOUNDING
from generate import action_log

SHARED = FOUNDING.parents[3] / "shared" / "reference"
BOUNDARIES, SHAPES, MEMBERS = (
    SHARED / name
    for name in ("ridings_2013_250m.parquet", "ridings_2013_250m.geojson", "represent_house_of_commons_44th.json")
)
BASELINE = Path(__file__).with_name("baseline_map.py")
ACTIONS = 100_000


@pytest.fixture(scope="session")
def base_url():
    """No common address: every server has its own."""


@pytest.fixture(scope="session")
def full_home(tmp_path_factory):
    """A home folder with the founding campaign, 338 ridings, 751 offices and 100,000 more actions."""
    if missing := [path.name for path in (BOUNDARIES, SHAPES, MEMBERS) if not path.is_file()]:
        pytest.skip(f"needs {', '.join(missing)} in {SHARED}")
    log = tmp_path_factory.mktemp("log") / "log.csv"
    log.write_bytes(action_log(ACTIONS))
    return _filled(
        tmp_path_factory.mktemp("full") / "home",
        ("campaign", "load", FOUNDING),
        ("reference", "load", BOUNDARIES, MEMBERS),
        ("import", log, "--campaign", FOUNDING.name),
    )


@pytest.fixture(scope="session")
def founding_home(tmp_path_factory):
    """A home folder with the founding campaign alone."""
    return _filled(tmp_path_factory.mktemp("founding") / "home", ("campaign", "load", FOUNDING))


def _filled(home, *commands):
    for arguments in commands:
        subprocess.run(
            [processes.COMMANDS / "dashboard", *arguments],
            env=os.environ | {"DASHBOARD_HOME": str(home)}, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return home


@pytest.fixture(scope="session")
def ours(full_home):
    """The real app, warm."""
    with processes.app(full_home) as server:
        session.first_page(server)
        yield server


@pytest.fixture(scope="session")
def theirs(full_home):
    """The page to compare with, warm."""
    os.environ["BASELINE_GEOJSON"] = str(SHAPES)
    with processes.streamlit(full_home, "run", str(BASELINE)) as server:
        session.first_page(server)
        yield server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's browser where there is one, else Playwright's own; WebGL is drawn in software."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "args": software + sandbox} | ({"executable_path": found} if found else {})
