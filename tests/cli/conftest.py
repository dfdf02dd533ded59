import io
import json
import shutil

import pandas as pd
import pytest

from dashboard import cli, config, exports, snapshot
from dashboard.cli.opening import today
from dashboard.filters import Filters
from dashboard.store import Store


class Terminal:
    """Runs commands as a person would, against a home folder of its own."""

    def __init__(self, capfdbinary):
        self._capture = capfdbinary
        self.out, self.err = b"", b""

    def __call__(self, *arguments, code=0):
        self._capture.readouterr()
        left = cli.run([str(argument) for argument in arguments])
        self.out, self.err = self._capture.readouterr()
        assert left == code, (left, self.out.decode()[-2000:], self.err.decode())
        if left in (1, 2):
            assert self.err.count(b"\n") == 1, "an error is one line"
        return self.out

    def heard(self):
        """What was said since it was last asked, on standard output and on standard error."""
        return self._capture.readouterr()

    def json(self, *arguments, code=0):
        return json.loads(self(*arguments, "--json", code=code))

    def everything(self):
        """The bytes of every export of the founding campaign, as the command writes them, of one moment."""
        with Store.open(config.database_url()) as store:
            known = snapshot.load(store, "renew-pgwp-2020")
            return [exports.file(name, known, Filters(), today(), "csv")[0] for name in exports.TABLES]

    def table(self, *arguments):
        return pd.read_csv(io.BytesIO(self("export", *arguments)), keep_default_na=False, dtype=str)


@pytest.fixture
def dashboard(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DASHBOARD_DATABASE_URL", raising=False)
    return Terminal(capfdbinary)


@pytest.fixture
def founding(dashboard, founding_home, tmp_path):
    """The terminal of a home folder with the founding campaign in it."""
    shutil.copytree(founding_home, tmp_path / "home")
    return dashboard
