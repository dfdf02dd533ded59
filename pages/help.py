"""How do we log what we did? Tactics, columns, what becomes of each row, in plain words."""

from dashboard.ui import state
from dashboard.ui.guide import page

state.write_address()
page.show()
