"""The part of the store that is the life of posters: hung, seen, damaged, removed, and the last day they were seen."""

import base64
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Integer, func, literal_column, select

from dashboard.directory import Directory
from dashboard.errors import NotFoundError, UsageError
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.schema import DAY, POSTER_STATES, POSTERS, POSTERS_UP
from dashboard.store import actions, uploads
from dashboard.store.audit import now
from dashboard.store.campaigns import campaign_id
from dashboard.store.connect import next_id, raise_revision, reading, writing
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.planning_schema import sightings
from dashboard.store.schema import uploads as kept_uploads

KIND = "poster"
"""The kind of the uploads that are one sighting each."""

_FOUND = ("action_id", "date", "state")


class Sighting(NamedTuple):
    """How the posters of an action were found on a day, with a picture (JPEG) or without."""

    action_id: str
    day: date
    state: str
    photo: bytes = b""


class Sightings:
    """What became of posters; each sighting is an upload of its own, and counts while that does."""

    _engine: Engine

    def see(self, slug: str, seen: Sighting, directory: Directory, *, who: str = "") -> int | None:
        """Keeps a sighting and returns its upload; None where the last one of the action says the same.

        ``up_until`` of the action is the last day its posters were seen up: hung or seen moves it on to that day,
        damaged or removed leaves it as it is. Raises NotFoundError where no such action counts, and UsageError for
        what is no poster, and for a day before it was put up.
        """
        with writing(self._engine) as connection:
            owner = campaign_id(connection, slug)
            rows = _posters(connection, owner, seen)
            if _is_known(connection, owner, seen):
                return None
            kept = uploads.commit(connection, slug, _as_file(rows, seen), directory, who=who, kind=KIND).upload_id
            photo = base64.b64encode(seen.photo).decode("ascii")
            cells = {"action_id": seen.action_id, "date": seen.day.isoformat(), "state": seen.state, "photo": photo}
            keys = {"id": next_id(connection, sightings), "campaign_id": owner, "upload_id": kept}
            insert_one(connection, sightings, **keys, **cells, at=now(), who=who)
            raise_revision(connection)
            return kept

    def sightings(self, slug: str) -> pd.DataFrame:
        """Those that count, by day and as they came: action_id, date, state, at, who, upload_id, and has_photo.

        Raises NotFoundError.
        """
        size = func.length(sightings.c.photo, type_=Integer).label("has_photo")
        found = self._sightings(slug, *(sightings.c[name] for name in (*_FOUND, "at", "who", "upload_id")), size)
        return found.assign(has_photo=found["has_photo"] > 0)

    def poster_states(self, slug: str) -> pd.DataFrame:
        """The same without what photos make slow to read: action_id, date, state. Raises NotFoundError."""
        return self._sightings(slug, *(sightings.c[name] for name in _FOUND))

    def _sightings(self, slug: str, *told: ColumnElement[Any]) -> pd.DataFrame:
        with reading(self._engine) as connection:
            mine = _counting(campaign_id(connection, slug))
            statement = select(*told).join_from(sightings, kept_uploads).where(*mine)
            return frame_of(connection, statement.order_by(sightings.c.date, sightings.c.id))

    def sighting_photo(self, slug: str, upload_id: int) -> bytes:
        """The picture (JPEG) of the sighting that an active upload is; b"" for none. Raises NotFoundError."""
        with reading(self._engine) as connection:
            mine = (*_counting(campaign_id(connection, slug)), sightings.c.upload_id == upload_id)
            found = select(sightings.c.photo).join_from(sightings, kept_uploads).where(*mine)
            return base64.b64decode(connection.execute(found).scalar() or "")


def no_poster_states() -> pd.DataFrame:
    """No rows of ``poster_states``."""
    return pd.DataFrame(
        {"action_id": pd.Series(dtype="str"), "date": pd.Series(dtype=DAY), "state": pd.Series(dtype="str")}
    )


def _counting(owner: int) -> tuple[ColumnElement[bool], ...]:
    return (sightings.c.campaign_id == owner, kept_uploads.c.state == literal_column("'active'"))


def _posters(connection: Connection, owner: int, seen: Sighting) -> pd.DataFrame:
    """The rows of the action, one a target, if it can have been found so."""
    rows = actions.active_rows_of(connection, owner, {seen.action_id})
    if rows.empty:
        message = "These posters are not in the log any more: look at the list again."
        raise NotFoundError(message)
    hung = rows["date"].iloc[0].date()
    if rows["tactic"].iloc[0] not in POSTERS or seen.state not in POSTER_STATES:
        message = "Only posters are hung, seen, damaged or removed: choose an action of posters."
        raise UsageError(message)
    if seen.day < hung:
        message = f"These posters were put up on {hung}: choose that day or a later one, not {seen.day}."
        raise UsageError(message)
    return rows


def _is_known(connection: Connection, owner: int, seen: Sighting) -> bool:
    """Whether the last word on the posters is this one; with a picture it is another one."""
    told = (sightings.c.date, sightings.c.state)
    mine = (*_counting(owner), sightings.c.action_id == seen.action_id)
    found = select(*told).join_from(sightings, kept_uploads).where(*mine).order_by(sightings.c.id.desc())
    last = connection.execute(found).first()
    return last is not None and not seen.photo and tuple(last) == (seen.day.isoformat(), seen.state)


def _as_file(rows: pd.DataFrame, seen: Sighting) -> Parsed:
    """The sighting as a file that speaks of nothing but the last day the posters were seen."""
    if seen.state in POSTERS_UP:
        day = pd.Timestamp(seen.day)
        rows = rows.assign(up_until=rows["up_until"].fillna(day).clip(lower=day))
    told = rows.assign(line=1, action=0, source_id=seen.action_id)[list(ROW_TYPES)].astype(ROW_TYPES)
    return Parsed.of(
        header=("action_id",),
        raw=pd.DataFrame({"action_id": [seen.action_id]}, index=[1], dtype="str"),
        rows=told,
        problems=empty_problems(),
        content_columns=frozenset({"up_until"}),
    )
