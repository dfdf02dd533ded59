"""Files of actions, as people have them, to rows that can be judged and stored, with nothing lost on the way."""

from dashboard.ingest.choices import Choices, Meanings, remembered
from dashboard.ingest.columns import UnmappedFileError
from dashboard.ingest.limits import COMMAND, PAGE, Limits
from dashboard.ingest.parse import parse_file
from dashboard.ingest.template import template_csv

__all__ = [
    "COMMAND",
    "PAGE",
    "Choices",
    "Limits",
    "Meanings",
    "UnmappedFileError",
    "parse_file",
    "remembered",
    "template_csv",
]
