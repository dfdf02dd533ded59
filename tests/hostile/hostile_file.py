"""One hostile file: what it is about, how it is made, what it is called and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass

HEADER = "date,tactic,quantity,target,note"
ROW = "2020-11-24,call,3,marco-mendicino,"


@dataclass(frozen=True)
class HostileFile:
    """``told`` is a pattern of the sentence by which it is refused; "" where each of its rows gets a fate."""

    about: str
    make: Callable[[], bytes]
    told: str = ""
    name: str = "log.csv"

    @property
    def is_refused(self):
        return bool(self.told)


def encoded(text):
    """A maker of a text's bytes; a text that is long is made by a call, when it is asked for."""

    def make():
        return (text() if callable(text) else text).encode()

    return make
