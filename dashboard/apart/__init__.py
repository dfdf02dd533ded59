"""Work in processes of its own, so that no file can take the server down with it.

Loading and refreshing reference data is a task; files of actions are read by ``reading``.
"""

from dashboard.apart.task import BusyError, Task, running, start

__all__ = ["BusyError", "Task", "running", "start"]
