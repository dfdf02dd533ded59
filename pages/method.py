"""How are the figures made? The formula, its numbers, an example, what it can't say, and what it rests on."""

from dashboard.ui import state
from dashboard.ui.method import page

state.write_address()
page.show()
