"""The views of the Pressure page: the chart over time, and the room under it with one view at a time."""
