"""``dashboard reference refresh``: reference data over the network."""

import sys
from typing import TYPE_CHECKING, Annotated, Self

import typer

from dashboard import config
from dashboard.cli.opening import account, open_store, say, say_json, today
from dashboard.errors import UsageError
from dashboard.sources import PARTS

if TYPE_CHECKING:
    from dashboard.refreshing import Refreshed, Step
    from dashboard.store.references import Saved

_HELP = (
    "Fetch boundaries, members and their offices, ministers and parliamentary secretaries from the official "
    "addresses, over the network.\n\n"
    "Nothing is changed unless everything that was asked for came and was found good. Boundaries that are loaded are "
    "not fetched again (they are large and never change) unless --boundaries is given.\n\n"
    "Example: dashboard reference refresh --only people"
)
_MOST = 10
"""Changes of each sort that are told one by one; JSON has more."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("refresh", help=_HELP)(refresh)


def refresh(
    only: Annotated[str, typer.Option(help="One part alone: boundaries, or people.", metavar="PART")] = "",
    *,
    boundaries: Annotated[bool, typer.Option("--boundaries", help="Fetch boundaries that are loaded again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Refreshes the reference data; what is being done is told on standard error."""
    from dashboard import refreshing  # noqa: PLC0415 - reads polygons; other commands need not

    if only and only not in PARTS:
        message = f"There is no part {only!r}: give --only {' or --only '.join(PARTS)}."
        raise UsageError(message)
    parts = (only,) if only else PARTS
    with _Progress() as told:
        found = refreshing.run(
            open_store(), home=config.home(), today=today(), tell=told, parts=parts, again=boundaries, who=account()
        )
    _tell(found, as_json=as_json)


class _Progress:
    """Steps on standard error: one line that changes on a terminal; else all at the end, as errors stand alone."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._done: list[str] = []
        self._last: Step | None = None

    def __call__(self, step: "Step") -> None:
        if self._last and step.done > self._last.done:
            self._done.append(f"[{step.done}/{step.total}] {self._last.name} Done.\n")
        self._last = step
        if self._live:
            size = f" {step.received / 1e6:.1f} MB" if step.received else ""
            self._write(f"\r\033[K[{min(step.done + 1, step.total)}/{step.total}] {step.name}{size}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if self._live:
            self._write("\r\033[K")
        elif not failed:
            self._write("".join(self._done))

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _tell(found: "Refreshed", *, as_json: bool) -> None:
    each = list(zip(found.loaded, found.saved, strict=True))
    if as_json:
        say_json([one.summary | saved.counts | {"changes": saved.changes, "doubts": saved.doubts}
                  for one, saved in each])  # fmt: skip
        return
    for order in found.kept:
        say(f"boundaries of the {order} order: loaded before and kept (--boundaries fetches them again).")
    for one, saved in each:
        whose = f" ({one.source['riding_order']} order)" if one.source["riding_order"] else ""
        say(f"{one.kind}{whose} from {one.source['publisher']}: {one.summary['records']} records.")
        say(*_lines(saved), *(f"  doubt: {doubt}" for doubt in saved.doubts))


def _lines(saved: "Saved") -> list[str]:
    """What is another than before: numbers, then sentences, those about moves first."""
    numbers = ", ".join(f"{count} {what}" for what, count in saved.counts.items() if count)
    lines = [f"  {numbers}." if numbers else "  nothing new."]
    for what in ("moved", "closed", "changed", "added"):
        sentences = saved.changes.get(what, [])
        lines += [f"  {what}: {sentence}" for sentence in sentences[:_MOST]]
        more = saved.changes.get("totals", {}).get(what, 0) - _MOST
        lines += [f"  {what}: {more} more."] if more > 0 else []
    return lines
