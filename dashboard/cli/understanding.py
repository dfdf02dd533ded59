"""A file of actions as ``dashboard import`` understands it, with its options and what the campaign remembers."""

import os
from dataclasses import dataclass
from pathlib import Path

from dashboard import config
from dashboard.apart import reading
from dashboard.cli.opening import opened, read_bytes
from dashboard.cli.progress import Progress
from dashboard.directory import Directory
from dashboard.errors import UnusableFileError
from dashboard.identity import Parsed
from dashboard.ingest import COMMAND, Choices, Meanings, UnmappedFileError, parse_file, remembered
from dashboard.ingest.answers import read_decisions, read_mapping
from dashboard.ingest.raw import RawFile
from dashboard.reference.lookup import locator
from dashboard.reference.ridings import ridings
from dashboard.store import Store


@dataclass(frozen=True)
class Asked:
    """What the options of the command say about a file."""

    date_order: str = ""
    sheet: str = ""
    privacy: str = "redact"
    mapping: Path | None = None
    decisions: Path | None = None


def understood(store: Store, slug: str, file: Path, asked: Asked, progress: Progress) -> tuple[Parsed, Directory]:
    """The file as it is understood, and the directory it was matched to; raises DashboardError, nothing stored."""
    campaign = store.campaign(slug)
    directory = Directory(store.campaign_tables(slug), store.reference_tables())
    meanings = Meanings(directory, ridings(), store.own_tactics(slug))
    told = _told(asked, meanings)
    choices = remembered(told, store.decisions(slug), store.column_maps(slug), meanings)
    table = _read(file, asked.sheet)
    progress.step(f"Understanding {table.rows:,} rows.", table.rows)
    try:
        parsed = parse_file(
            table,
            name=file.name,
            campaign=campaign,
            directory=directory,
            ridings=ridings(),
            choices=choices,
            locate=locator(config.home()),
            tell=progress.more,
        )
    except UnmappedFileError as error:
        field = error.found.missing[0] if error.found else "date"
        sentence = str(error).removesuffix(" and load the file again.")
        message = f"{sentence}, or say which in a file for --mapping ([columns] {field} = ...), and load it again."
        raise UnusableFileError(message) from error
    return parsed, directory


def _read(file: Path, sheet: str) -> RawFile:
    """The file's table, read in a process apart, to which it is handed on bit by bit."""
    with opened(file) as source:
        size = os.fstat(source.fileno()).st_size
        return reading.read_file(source, size, file.name, sheet or None, COMMAND)


def _told(asked: Asked, meanings: Meanings) -> Choices:
    """What the options and their files say; what is decided by name beats what is mapped as a value."""
    columns, values = read_mapping(read_bytes(asked.mapping), meanings) if asked.mapping else ({}, {})
    order, names = read_decisions(read_bytes(asked.decisions), meanings) if asked.decisions else ("", {})
    return Choices(columns, asked.date_order or order, values | names, asked.privacy, asked.sheet)
