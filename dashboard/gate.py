"""Whether the store may be used yet: the server listens first and makes the store ready beside its first answers."""

from threading import Event

_ready = Event()
_ready.set()


def shut() -> None:
    """Lets everyone who asks wait, until ``release``."""
    _ready.clear()


def release() -> None:
    """Lets everyone go on: the store is ready, or what is wrong with it will be told."""
    _ready.set()


def wait() -> None:
    """Returns once the store may be used; at once where nobody makes it ready."""
    _ready.wait()
