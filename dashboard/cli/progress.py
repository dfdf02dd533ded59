"""Which step of a long command is under way, on standard error."""

import sys

_LARGE = 2_000_000


class Progress:
    """Tells the steps of work on a file, a line each; of a small file, nothing.

    On a terminal the line goes on to say how much of its step is done.
    """

    def __init__(self, size: int) -> None:
        self._loud = size >= _LARGE
        self._moves = self._loud and sys.stderr.isatty()
        self._line, self._done, self._all, self._shown = "", 0, 0, -1

    def step(self, line: str, rows: int = 0) -> None:
        """Begins a step on so many rows."""
        if line == self._line:
            return
        if self._moves and self._line:
            self._write(f"\r{self._line}\033[K\n")
        self._line, self._done, self._all, self._shown = line, 0, rows, -1
        if self._loud and line:
            self._write(line if self._moves else f"{line}\n")

    def more(self, rows: int) -> None:
        """Is told that so many more rows are done."""
        self._done += rows
        if self._moves and self._all:
            share = min(100, 100 * self._done // self._all)
            if share != self._shown:
                self._shown = share
                self._write(f"\r{self._line} {share} %\033[K")

    def end(self) -> None:
        """Ends the line of the last step."""
        self.step("")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
