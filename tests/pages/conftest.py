import shutil

import pytest
import streamlit as st
from builders import FOUNDING

from dashboard.cli.folders import load_folder
from dashboard.store import Store


@pytest.fixture(scope="session")
def founding_home(tmp_path_factory):
    """A home folder whose store holds the founding campaign; to be copied."""
    home = tmp_path_factory.mktemp("founding")
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        load_folder(store, FOUNDING, example=True)
    return home


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home folder, and nothing kept from pages of other tests."""
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path))
    monkeypatch.delenv("DASHBOARD_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


@pytest.fixture
def founding(home, founding_home):
    """The home folder with the founding campaign in it."""
    shutil.copytree(founding_home, home, dirs_exist_ok=True)
    return home
