"""A log full of made-up people's data, in notes and in columns of their own, and the pieces that must be nowhere."""

import csv
import io

HEADER = (
    "date", "tactic", "quantity", "target", "note", "private_note", "place", "group", "evidence_url", "First name",
    "Nom de famille", "Email", "Phone", "Home address", "Postal code", "DOB", "Work permit", "how to reach them",
)  # fmt: skip
_PEOPLE = (
    "Zebulina", "Quistorpe", "zebulina.q@nowhere.example", "647-555-0142", "77 Zanzibar Crescent", "T9Z 8Y7",
    "1991-07-23", "U987654321", "quist@elsewhere.example",
)  # fmt: skip
NOTES = {
    "write to zq-note@nowhere.example": "zq-note@nowhere.example",
    "cell 437 555 0163, evenings": "437 555 0163",
    "SIN 046 454 286 was asked for": "046 454 286",
    "UCI 11-8765-4321 pending": "11-8765-4321",
    "permis de travail W123987456": "W123987456",
    "passport QX765432 lost": "QX765432",
    "OHIP 9876-543-210-ZX": "9876-543-210-ZX",
    "RAMQ ZEBU 9107 2318": "ZEBU 9107 2318",
    "n\u00e9e le 23 juillet 1991": "23 juillet 1991",
    "lives at 78 Zanzibar Crescent": "78 Zanzibar Crescent",
    "from T9Z 1Y1": "T9Z 1Y1",
}
FILE_NAME = "zebulina-quistorpe-calls.csv"
SECRETS = (*_PEOPLE, *NOTES.values(), "zq-private@nowhere.example", "zq-group@nowhere.example", "T9Z 2X2",
           "zq-link@nowhere.example", "zq-target@nowhere.example", FILE_NAME)  # fmt: skip


def personal_file():
    """The file's bytes: a row for each note, and one whose every other cell holds something, the target's too."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADER)
    for day, note in enumerate(NOTES, start=1):
        rows.writerow([f"2020-12-{day:02}", "call", day, "marco-mendicino", note, "", "", "", "", *_PEOPLE])
    link = "https://x.example/?u=zq-link@nowhere.example"
    full = ("zq-private@nowhere.example", "T9Z 2X2", "zq-group@nowhere.example", link)
    rows.writerow(["2020-12-20", "call", 3, "marco-mendicino", "", *full, *_PEOPLE])
    rows.writerow(["2020-12-21", "call", 3, "zq-target@nowhere.example", "", *full, *_PEOPLE])
    return text.getvalue().encode()


def found_in(data):
    """Which of the secrets are in these bytes, as UTF-8 or UTF-16."""
    return [one for one in SECRETS if one.encode() in data or one.encode("utf-16-le") in data]


def found_below(*folders):
    """Files below these folders that hold a secret, in them or in their names."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): held for path in files if (held := found_in(path.read_bytes() + path.name.encode()))}
