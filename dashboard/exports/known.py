"""Whether what is asked for exists: a filter by somebody nobody knows would make an empty file that looks right."""

from dashboard.errors import UsageError
from dashboard.filters import Filters
from dashboard.reference.ridings import riding_keys
from dashboard.snapshot import Snapshot


def refuse_unknown(snapshot: Snapshot, filters: Filters) -> None:
    """Raises UsageError where the filters name a riding, a person or a tactic that there is not."""
    if filters.riding and filters.riding not in riding_keys():
        message = f"There is no riding {filters.riding}: see `dashboard export ridings` for all of them."
        raise UsageError(message)
    if filters.tactic and filters.tactic not in {*snapshot.settings.tactics, *snapshot.index.rows.tactic.names}:
        own = ", ".join(snapshot.settings.own_tactics) or "none"
        message = f"There is no tactic {filters.tactic!r} in this campaign; it has these of its own: {own}."
        raise UsageError(message)
    if filters.person and filters.person not in {*snapshot.targets(), *snapshot.directory.people["target_id"]}:
        message = (
            f"There is no person or institution {filters.person!r}: see `dashboard export offices`, column target_id."
        )
        raise UsageError(message)
