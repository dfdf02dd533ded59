"""Loading and refreshing reference data in a process of its own, so that no file can take the server down with it."""

from dashboard.apart.task import BusyError, Task, running, start

__all__ = ["BusyError", "Task", "running", "start"]
