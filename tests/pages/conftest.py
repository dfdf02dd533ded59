"""A home folder for a browser of AppTest's; ``copied`` fills it with what was made once."""

import functools
import shutil
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from dashboard.ui import cached


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once():
    """Each browser of AppTest's searches every installed package for components: the longest part of most tests."""
    with pytest.MonkeyPatch.context() as patch:
        searched = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", searched)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_search_for_garbage_but_pythons_own():
    """After each run, and before a campaign is read, a server searches all it has: here that is all tests have made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cached, "gc", SimpleNamespace(get_freeze_count=int, freeze=int, isenabled=bool, disable=int))
        asked = config.get_option
        patch.setattr(config, "get_option", lambda name: name != "runner.postScriptGC" and asked(name))
        yield


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
