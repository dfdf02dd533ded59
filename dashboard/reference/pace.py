"""No more requests than a publisher allows, and no sooner than it asks for."""

import email.utils
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

A_MINUTE = 60.0


class Pacer:
    """Lets requests through at once until there were ``a_minute`` within the last minute; then each waits its turn."""

    def __init__(
        self,
        a_minute: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._asked: deque[float] = deque(maxlen=a_minute)

    def wait(self) -> None:
        """Returns when the next request may be made, and counts it."""
        if len(self._asked) == self._asked.maxlen:
            self._sleep(max(0.0, self._asked[0] + A_MINUTE - self._clock()))
        self._asked.append(self._clock())


def asked_to_wait(text: str) -> float | None:
    """How long a ``Retry-After`` asks to wait, stated in seconds or as a time; None where it says nothing."""
    if text.strip().isdecimal():
        return float(text)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
