"""A view of the map as plain data, for one run of a page."""

from dataclasses import dataclass
from typing import Any

from dashboard.maps.timeline import Timeline


@dataclass(frozen=True, slots=True)
class MapView:
    """All the map needs for one run of a page; addresses stand for whatever does not change from run to run.

    ``classes`` and ``statuses`` have one character for each place, in the order of ``places``: the class on the
    scale (0 to 5) and the number of the status in ``schema.STATUSES``, or "-" for what the filters leave out; without
    statuses there are no marks. ``amounts`` are the values themselves, "" for none; ``counts`` has a number for every
    status. Without ``bounds`` the whole of the map are all of its shapes. ``focus`` is where it opens and goes when
    that changes: one of ``zooms.ZOOMS``, a province's abbreviation, or "" for all of it. By a ``timeline`` the reader
    moves through the days.
    """

    view: str
    order: int
    shapes: dict[str, str]
    places: str
    manner: str
    title: str
    bounds: tuple[float, ...] = ()
    classes: str = ""
    statuses: str = ""
    amounts: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    scale_title: str = ""
    scale_labels: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()
    focus: str = ""
    note: str = ""
    failed: str = ""
    timeline: Timeline | None = None

    def payload(self) -> dict[str, Any]:
        """The view as the browser gets it."""
        return {
            "view": self.view,
            "scene": f"{self.view}-{self.order}",
            "shapes": self.shapes,
            "places": self.places,
            "manner": self.manner,
            "bounds": list(self.bounds),
            "classes": self.classes,
            "statuses": self.statuses,
            "amounts": ",".join(self.amounts),
            "counts": list(self.counts),
            "scale": {"title": self.scale_title, "labels": list(self.scale_labels)},
            "selected": list(self.selected),
            "focus": self.focus,
            "title": self.title,
            "note": self.note,
            "failed": self.failed,
            "timeline": self.timeline.payload() if self.timeline else None,
        }
