"""A full-size action log, the same for the same seed: ``python tests/generate.py ROWS SEED > actions.csv``."""

import csv
import io
import sys
from datetime import date, timedelta

import numpy as np

from dashboard.reference.ridings import ridings

TACTICS = ("call", "poster_office", "office_visit", "letter", "email_form", "poster_riding", "rally")
OUTCOMES = ("reached", "voicemail", "no_answer", "busy", "refused", "")
HEADER = ("date", "tactic", "outcome", "quantity", "riding", "riding_order", "group", "note")


def action_log(rows: int, seed: int = 1, first: date = date(2020, 3, 1), days: int = 336, order: int = 2013) -> bytes:
    """A CSV of actions in the own format on all ridings of an order, spread over the days."""
    random = np.random.default_rng(seed)
    listed = ridings()
    codes = listed.loc[listed["order"] == order, "code"].tolist()
    dates = [(first + timedelta(days=number)).isoformat() for number in range(days)]
    tactics = random.choice(len(TACTICS), rows, p=(0.55, 0.12, 0.05, 0.1, 0.08, 0.07, 0.03))
    columns = zip(
        random.integers(0, days, rows),
        tactics,
        random.integers(0, len(OUTCOMES), rows),
        random.integers(1, 40, rows),
        random.integers(0, len(codes), rows),
        strict=True,
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for number, (day, tactic, outcome, quantity, riding) in enumerate(columns):
        name = TACTICS[tactic]
        said = OUTCOMES[outcome] if name == "call" else ""
        writer.writerow((dates[day], name, said, quantity, codes[riding], order, f"group {number % 12}", ""))
    return text.getvalue().encode()


if __name__ == "__main__":
    count, chosen = (int(text) for text in (*sys.argv[1:], "100000", "1")[:2])
    sys.stdout.buffer.write(action_log(count, chosen))
