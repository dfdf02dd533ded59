"""Personal data in free text: found, and taken out before anything is stored."""

import re
from collections import Counter
from collections.abc import Iterable

from dashboard.ingest.cells import Cells

REMOVED = "[removed]"

_SUSPECT = re.compile(r"@|\d(?:[ ().\u00a0-]{0,3}\d){8}")
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+?1[ .\u00a0-]?)?(?:\([2-9]\d{2}\)|[2-9]\d{2})[ .\u00a0-]{0,2}[2-9]\d{2}[ .\u00a0-]?\d{4}(?!\w)"
)
_NINE = re.compile(r"(?<![\w.,])\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{3}(?![\w,])")
_OFFICIAL = re.compile(r"@(?:[\w-]+\.)*(?:parl\.gc\.ca|gc\.ca|canada\.ca)$", re.IGNORECASE)


class Redactor:
    """Takes e-mail addresses, phone numbers and social insurance numbers out of text, except those that are public.

    ``public`` are phones and addresses of members' offices: published, and nobody's private data.
    """

    def __init__(self, public: Iterable[str]) -> None:
        self._public = {form for text in public for form in (text.strip().lower(), _digits(text)) if form}
        self.found: Counter[str] = Counter()

    def redact(self, text: str) -> str:
        """The text with ``[removed]`` in place of what may identify someone."""
        if not _SUSPECT.search(text):
            return text
        text = self._replace(_EMAIL, text, "e-mail address", self._is_private_address)
        text = self._replace(_PHONE, text, "phone number", lambda found: _digits(found) not in self._public)
        return self._replace(_NINE, text, "number like a social insurance number", _has_check_digit)

    def redact_cells(self, cells: Cells) -> Cells:
        """The column with its distinct cells redacted."""
        return Cells(cells.column, [self.redact(text) for text in cells.texts], cells.codes)

    def note(self) -> str:
        """The sentence for the receipt, "" where nothing was found."""
        if not self.found:
            return ""
        told = ", ".join(
            f"{count} {kind}{'' if count == 1 else 'es' if kind.endswith('s') else 's'}"
            for kind, count in sorted(self.found.items())
        )
        return f"Personal data in free text was replaced by {REMOVED}: {told}."

    def _replace(self, pattern: re.Pattern[str], text: str, kind: str, is_private: object) -> str:
        def one(match: re.Match[str]) -> str:
            if not is_private(match[0]):  # type: ignore[operator]
                return match[0]
            self.found[kind] += 1
            return REMOVED

        return pattern.sub(one, text)

    def _is_private_address(self, found: str) -> bool:
        return found.lower() not in self._public and not _OFFICIAL.search(found)


def _digits(text: str) -> str:
    """The ten digits of a phone number, "" for anything else."""
    digits = re.sub(r"\D", "", text)
    digits = digits.removeprefix("1") if len(digits) == 11 else digits  # noqa: PLR2004 - with the country's 1
    return digits if len(digits) == 10 else ""  # noqa: PLR2004 - a phone number of North America


def _has_check_digit(text: str) -> bool:
    """Whether nine digits pass the check that social insurance numbers pass."""
    digits = [int(mark) for mark in text if mark.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(digits)]
    return sum(doubled) % 10 == 0 and any(digits)
