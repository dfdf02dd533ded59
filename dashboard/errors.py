"""The errors a person can mend: each carries one sentence that says what to do."""


class DashboardError(Exception):
    """Base of all errors shown to people. Its text is one full sentence that says what to do."""


class UnusableFileError(DashboardError):
    """A file that can't be used at all; nothing was changed."""


class NetworkError(DashboardError):
    """An official address that can't be reached or gives what can't be used; nothing was changed."""


class NotFoundError(DashboardError):
    """A campaign, upload, office or riding that the store does not hold."""


class UsageError(DashboardError):
    """A wrong option, value or combination of them."""


class StoreError(DashboardError):
    """A store that can't be opened, is of another version, or is damaged."""


class MovedOnError(StoreError):
    """A store that changed since what is asked about was read: reading it again is all it takes."""
