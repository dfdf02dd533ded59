"""Who was it on that day: people, ridings, posts and offices over time, a campaign's own before the reference's."""

from dashboard.campaign import DirectoryTables
from dashboard.directory.merge import office_identity
from dashboard.directory.people import Directory
from dashboard.directory.resolve import resolve, resolve_totals

__all__ = ["Directory", "DirectoryTables", "office_identity", "resolve", "resolve_totals"]
