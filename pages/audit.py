"""What was changed, when and by whom? The audit trail, newest first, to be filtered and downloaded."""

from dashboard.ui import state, trail

state.write_address()
trail.show()
