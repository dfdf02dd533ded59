"""What do the figures rest on? Sources and their age, campaigns, and the numbers of the formula."""

from dashboard.ui import changes, formula, loading, sources, state, trail

state.write_address()
listed = sources.found()
sources.status(listed)
loading.show()
changes.changed(listed)
changes.doubts(listed)
sources.shipped()
formula.campaigns()
formula.formula()
trail.lead()
