"""Exports of the tools that campaigns use, as logs: known by their columns, loaded without any mapping."""

from dataclasses import replace

from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools import (
    action_network,
    airtable,
    call_results,
    google_forms,
    kobo,
    nationbuilder,
    ushahidi,
)
from dashboard.ingest.tools.tool import Adapted, Around, Tool

__all__ = ["TOOLS", "Adapted", "Around", "Tool", "adapted", "tool_of"]

TOOLS: tuple[Tool, ...] = (
    action_network.TOOL,
    kobo.TOOL,
    ushahidi.TOOL,
    nationbuilder.TOOL,
    call_results.TOOL,
    airtable.TOOL,
    google_forms.TOOL,
)
"""Every tool, those with the plainest signs first."""


def tool_of(raw: RawTable) -> Tool | None:
    """The tool whose export a table is, None for any other table."""
    return next((tool for tool in TOOLS if tool.knows(raw)), None)


def adapted(raw: RawTable, around: Around) -> Adapted:
    """The table as a log, as its tool has it; any other table as it is."""
    tool = tool_of(raw)
    if tool is None:
        return Adapted(raw.cells, {})
    found = tool.adapt(raw, around)
    note = f"Read as an export of {tool.name}."
    return replace(found, notes=(note, *found.notes))
