"""The questions that a file's names raise: each once, with what it may mean, how many rows it concerns, its answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dashboard.identity import Question
from dashboard.ingest.choices import LEAVE_OUT, NOBODY, Choices, Meanings, form_of

Rows = npt.NDArray[np.intp]
_TOLD = 20


@dataclass
class _Raised:
    shown: str
    reason: str
    meaning: str
    who: str
    lines: int = 0
    rows: list[Rows] = field(default_factory=list)
    candidates: dict[str, None] = field(default_factory=dict)


class Asking:
    """What names mean by decision, and what is still to be decided."""

    def __init__(self, choices: Choices | None = None, meanings: Meanings | None = None) -> None:
        self._choices = choices or Choices()
        self._meanings = meanings
        self._raised: dict[tuple[str, str], _Raised] = {}

    def decided(self, kind: str, name: str, rows: Rows, candidates: Iterable[str] = ()) -> str:
        """What a name means by decision in these rows, "" where nobody has decided."""
        form = form_of(name)
        meaning, who = self._choices.meaning(kind, form)
        if meaning:
            self._raise(kind, form, _Raised(name, "", meaning, who), rows, candidates)
        return meaning

    def meaning(self, kind: str, name: str) -> str:
        """What a name means by decision, whether or not any row asks."""
        return self._choices.meaning(kind, form_of(name)).meaning

    def ask(self, kind: str, name: str, rows: Rows, candidates: Iterable[str], reason: str) -> None:
        """Notes that what a name means in these rows is to be decided, and why."""
        self._raise(kind, form_of(name), _Raised(name, reason, "", ""), rows, candidates)

    def to_remember(self, is_passing: Callable[[str, str], bool]) -> dict[tuple[str, str], tuple[str, str]]:
        """What was decided with this file: kind and form of each name, with how it was written and what it means.

        Names of which ``is_passing`` says, by kind and name, that they are good for this file alone are left out.
        """
        names = self._choices.names
        shown = {key: self._raised[key].shown if key in self._raised else key[1] for key in names}
        return {key: (shown[key], names[key]) for key in names if not is_passing(key[0], shown[key])}

    def owner_of(self, office_id: str) -> str:
        """Whose office this is, "" for none."""
        return self._meanings.owner_of(office_id) if self._meanings else ""

    def turn(self) -> None:
        """Is told that the rows named from now on are those of another piece of the file."""
        for one in self._raised.values():
            if one.rows:
                one.lines += len(np.unique(np.concatenate(one.rows)))
                one.rows.clear()

    def questions(self, *, answered: bool) -> tuple[Question, ...]:
        """Those that are answered, or those that are open; what concerns most rows first."""
        self.turn()
        found = [
            Question(
                kind, form, one.shown, one.lines, self._labelled(kind, one.candidates), one.reason, one.meaning, one.who
            )
            for (kind, form), one in self._raised.items()
            if bool(one.meaning) == answered
        ]
        return tuple(sorted(found, key=lambda one: (-one.lines, one.kind, one.form)))

    def notes(self) -> list[str]:
        """What was decided, in a sentence each."""
        answered = self.questions(answered=True)
        told = [self._told(one) for one in answered[:_TOLD]]
        more = len(answered) - _TOLD
        return [*told, f"And {more:,} more names mean what was decided."] if more > 0 else told

    def _told(self, one: Question) -> str:
        name = repr(one.shown)
        how = f"as decided earlier by {one.who}" if one.who else "as decided"
        if one.meaning == LEAVE_OUT:
            return f"Rows with {name} are left out, {how}."
        if one.meaning == NOBODY:
            return f"{name} means nobody and nothing known, {how}."
        return f"{name} means {self._label(one.kind, one.meaning)}, {how}."

    def _raise(self, kind: str, form: str, raised: _Raised, rows: Rows, candidates: Iterable[str]) -> None:
        one = self._raised.setdefault((kind, form), raised)
        one.rows.append(rows)
        one.candidates.update(dict.fromkeys(candidates))

    def _labelled(self, kind: str, candidates: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((meaning, self._label(kind, meaning)) for meaning in candidates)

    def _label(self, kind: str, meaning: str) -> str:
        return self._meanings.label(kind, meaning) if self._meanings else meaning
