"""Memory that nothing uses any more goes back to the system: a server that has read large files is as small as before.

The C library keeps it by default, for each of its arenas as much as the largest file needed. Elsewhere than on glibc
nothing is changed.
"""

import ctypes
from contextlib import suppress

_TRIM, _OWN_PAGES, _ARENAS = -1, -3, -8
"""Names of glibc's own for its settings; see mallopt(3)."""

_LARGE = 4_000_000
"""Bytes from which a piece of memory has pages of its own, which go back as soon as it is free."""

_FEW = 2


def be_frugal() -> None:
    """Has the C library keep little of what was freed; to be asked for before threads begin."""
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        for setting, value in ((_OWN_PAGES, _LARGE), (_TRIM, _LARGE), (_ARENAS, _FEW)):
            library.mallopt(setting, value)


def give_back() -> None:
    """Gives back what is free now, after something large."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
