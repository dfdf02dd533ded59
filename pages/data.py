"""What do the figures rest on? Sources and their age, campaigns, and the numbers of the formula."""

from dashboard.ui import sources, state

state.write_address()
sources.status()
sources.loading()
sources.campaigns()
sources.formula()
