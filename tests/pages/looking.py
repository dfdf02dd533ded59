"""A browser of AppTest's, opened on a page under an address, and what can be seen in it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
OF_A_CAMPAIGN = ("map", "pressure", "targets", "plan", "log", "upload")
PAGES = (*OF_A_CAMPAIGN, "data", "help", "method", "audit")


def opened(page="map", **address):
    """A browser that opened a page under an address."""
    browser = AppTest.from_file(str(APP), default_timeout=120)
    browser.query_params.update(address)
    if page != "map":
        browser._page_hash = calc_hash(page)
    return browser.run()


def address(browser):
    """The parameters of the address."""
    return {name: value[0] if isinstance(value, list) else value for name, value in browser.query_params.items()}


def texts(browser):
    """All that st.text shows."""
    return [element.value for element in browser.text]


def figures(browser):
    """The figures that lead a page, by their labels."""
    return {metric.label: metric.value for metric in browser.metric}


def elements(block):
    """Every element of a page, with what was sent for it."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from elements(child)
        else:
            yield child
