"""How large a file may be, and how much of the machine reading it may take, on the pages and on the command line."""

from dataclasses import dataclass, replace

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; past one of them it is refused whole.

    ``expanded`` bounds an archive's content and the text of all cells together, ``cells`` their number; ``memory``,
    ``seconds`` and ``answer`` (bytes) bound the process that reads.
    """

    bytes: int
    rows: int
    columns: int = 200
    cell: int = 20_000
    header: int = 200
    entries: int = 500
    expanded: int = 100 * MEGABYTE
    cells: int = 10_000_000
    memory: int = 1_000 * MEGABYTE
    seconds: int = 60
    answer: int = 300 * MEGABYTE


PAGE = Limits(bytes=25 * MEGABYTE, rows=200_000)
COMMAND = Limits(
    bytes=2_000 * MEGABYTE,
    rows=20_000_000,
    cells=1_000_000_000,
    memory=32_000 * MEGABYTE,
    seconds=3_600,
    answer=16_000 * MEGABYTE,
)

_MEMORY_A_BYTE, _ANSWER_A_BYTE, _BYTES_A_SECOND = 40, 12, 100_000


def page_limits(megabytes: int) -> Limits:
    """The bounds on the pages where files of so many megabytes are allowed."""
    most = megabytes * MEGABYTE
    memory, answer = max(PAGE.memory, _MEMORY_A_BYTE * most), max(PAGE.answer, _ANSWER_A_BYTE * most)
    return replace(PAGE, bytes=most, memory=memory, answer=answer)


def limits_of_size(limits: Limits, size: int) -> Limits:
    """The same bounds of what a file says, and no more of the machine than one of so many bytes can need.

    A small file that would take much is a bomb, on the command line as on the pages.
    """
    return replace(
        limits,
        memory=min(limits.memory, max(PAGE.memory, _MEMORY_A_BYTE * size)),
        seconds=min(limits.seconds, max(PAGE.seconds, size // _BYTES_A_SECOND)),
        answer=min(limits.answer, max(PAGE.answer, _ANSWER_A_BYTE * size)),
    )
