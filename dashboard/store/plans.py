"""The part of the store that planners write: who goes where, whom to leave alone, goals, scripts and shifts."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, Engine, Table, delete, func, select

from dashboard.errors import NotFoundError, UsageError
from dashboard.plain import clean, clean_lines
from dashboard.store import audit, claims, office_notes
from dashboard.store.campaigns import campaign_id
from dashboard.store.claims import Claimed
from dashboard.store.connect import next_id, raise_revision, reading, writing
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.planning_schema import avoided_offices, goals, scripts, shifts

LONGEST = 200
LONGEST_SCRIPT = 10_000


class Plans:
    """Plans of one campaign each; every change is one transaction with one entry in the audit trail."""

    _engine: Engine

    def claims(self, slug: str) -> pd.DataFrame:
        """Every claim, oldest first: claim_id, office_id, who, at, until, state and upload_id; raises NotFoundError.

        States are open, done, given_up and lapsed; times are UTC.
        """
        with reading(self._engine) as connection:
            return claims.listed(connection, campaign_id(connection, slug), claims.now())

    def claim(self, slug: str, offices: Sequence[str], who: str, days: float = 7) -> Claimed:
        """Claims offices for somebody (a pseudonym, a group) for some days: those made, and why the others were not.

        Of two claims made at the same moment one is made. Raises NotFoundError, and UsageError without a name.
        """
        with writing(self._engine) as connection:
            found = claims.make(connection, campaign_id(connection, slug), offices, who, days, claims.now())
            if found.made:
                _note(connection, "offices_claimed", slug, who, claims=sorted(found.made.values()))
            return found

    def give_up(self, slug: str, claim_id: int, who: str = "") -> bool:
        """Frees the office of an open claim; whether that changed it. Raises NotFoundError."""
        with writing(self._engine) as connection:
            changed = claims.give_up(connection, campaign_id(connection, slug), claim_id)
            if changed:
                _note(connection, "claim_given_up", slug, who, claim=claim_id)
            return changed

    def avoided(self, slug: str) -> pd.DataFrame:
        """Offices not to be approached: office_id, reason, at, who; raises NotFoundError."""
        with reading(self._engine) as connection:
            return _rows(connection, avoided_offices, slug, ("office_id", "reason", "at", "who"))

    def avoid(self, slug: str, office_id: str, reason: str, who: str = "") -> None:
        """Leaves an office alone from now on; raises NotFoundError, or UsageError for a reason that is too long."""
        with writing(self._engine) as connection:
            owner = campaign_id(connection, slug)
            office_notes.require_known(connection, owner, office_id)
            _replace(connection, avoided_offices, owner, who, office_id=office_id, reason=_short(reason))
            _note(connection, "office_avoided", slug, who, office_id=office_id)

    def approach(self, slug: str, office_id: str, who: str = "") -> bool:
        """Takes back that an office is left alone; whether it was."""
        with writing(self._engine) as connection:
            owner = campaign_id(connection, slug)
            mine = (avoided_offices.c.campaign_id == owner, avoided_offices.c.office_id == office_id)
            changed = bool(connection.execute(delete(avoided_offices).where(*mine)).rowcount)
            if changed:
                _note(connection, "office_approachable", slug, who, office_id=office_id)
            return changed

    def closed_offices(self, slug: str) -> frozenset[str]:
        """Offices that nobody is to be sent to now: claimed, or not to be approached; raises NotFoundError."""
        with reading(self._engine) as connection:
            owner = campaign_id(connection, slug)
            now = claims.listed(connection, owner, claims.now())
            taken = now.loc[now["state"] == "open", "office_id"]
            return frozenset({*taken, *_rows(connection, avoided_offices, slug, ("office_id",))["office_id"]})

    def goals(self, slug: str) -> pd.DataFrame:
        """What the campaign wants done: name, content (JSON), at, who; raises NotFoundError."""
        with reading(self._engine) as connection:
            return _rows(connection, goals, slug, ("name", "content", "at", "who"))

    def save_goal(self, slug: str, name: str, content: str, who: str = "") -> None:
        """Keeps a goal in place of the one of its name; raises NotFoundError, UsageError without a name."""
        name = _short(name)
        if not name:
            message = "Give the goal a name, for example: every cabinet office once."
            raise UsageError(message)
        with writing(self._engine) as connection:
            _replace(connection, goals, campaign_id(connection, slug), who, name=name, content=content)
            _note(connection, "goal_saved", slug, who)

    def remove_goal(self, slug: str, name: str, who: str = "") -> None:
        """Takes a goal away; raises NotFoundError where there is none of this name."""
        with writing(self._engine) as connection:
            mine = (goals.c.campaign_id == campaign_id(connection, slug), goals.c.name == name)
            if not connection.execute(delete(goals).where(*mine)).rowcount:
                message = f"There is no goal {name!r} here: pick one of the list."
                raise NotFoundError(message)
            _note(connection, "goal_removed", slug, who)

    def scripts(self, slug: str) -> pd.DataFrame:
        """Every version of what to say: language, version, text, at, who, the newest of a language last."""
        with reading(self._engine) as connection:
            rows = _rows(connection, scripts, slug, ("language", "version", "text", "at", "who"))
            return rows.sort_values(["language", "version"], ignore_index=True)

    def save_script(self, slug: str, language: str, text: str, who: str = "") -> int:
        """Keeps a new version of what to say, and returns its number; the same text again is no new version.

        Raises NotFoundError, and UsageError for a text that is too long.
        """
        text = clean_lines(text, guarded=False)
        if len(text) > LONGEST_SCRIPT:
            message = f"A script has at most {LONGEST_SCRIPT} characters: shorten it by {len(text) - LONGEST_SCRIPT}."
            raise UsageError(message)
        with writing(self._engine) as connection:
            owner = campaign_id(connection, slug)
            mine = (scripts.c.campaign_id == owner, scripts.c.language == language)
            last = connection.execute(
                select(scripts.c.version, scripts.c.text).where(*mine).order_by(scripts.c.version.desc())
            ).first()
            if last is not None and last.text == text:
                return int(last.version)
            version = 1 if last is None else int(last.version) + 1
            cells = {"language": language, "version": version, "text": text, "at": audit.now(), "who": who}
            insert_one(connection, scripts, id=next_id(connection, scripts), campaign_id=owner, **cells)
            _note(connection, "script_saved", slug, who, language=language, version=version)
            return version

    def shifts(self, slug: str) -> str:
        """The campaign's table of shifts as JSON, "" where it has none of its own; raises NotFoundError."""
        with reading(self._engine) as connection:
            rows = _rows(connection, shifts, slug, ("content",))
            return str(rows["content"].iloc[0]) if len(rows) else ""

    def save_shifts(self, slug: str, content: str, who: str = "") -> None:
        """Keeps the campaign's table of shifts (JSON), or none of its own where it is ""; raises NotFoundError."""
        with writing(self._engine) as connection:
            owner = campaign_id(connection, slug)
            connection.execute(delete(shifts).where(shifts.c.campaign_id == owner))
            if content:
                _replace(connection, shifts, owner, who, content=content)
            _note(connection, "shifts_saved", slug, who)


def _rows(connection: Connection, table: Table, slug: str, columns: Sequence[str]) -> pd.DataFrame:
    mine = table.c.campaign_id == campaign_id(connection, slug)
    return frame_of(connection, select(*[table.c[name] for name in columns]).where(mine).order_by(table.c.id))


def _replace(connection: Connection, table: Table, owner: int, who: str, **cells: str) -> None:
    """The row in place of the one with the same first cell."""
    first = next(iter(cells))
    number = connection.execute(
        select(func.min(table.c.id)).where(table.c.campaign_id == owner, table.c[first] == cells[first])
    ).scalar_one()
    connection.execute(delete(table).where(table.c.id == number))
    number = number or next_id(connection, table)
    insert_one(connection, table, id=number, campaign_id=owner, **cells, at=audit.now(), who=who)


def _short(text: str) -> str:
    text = clean(text)
    if len(text) > LONGEST:
        message = f"Names and reasons have at most {LONGEST} characters: shorten the one of {len(text)}."
        raise UsageError(message)
    return text


def _note(connection: Connection, what: str, slug: str, who: str, **ids: object) -> None:
    """The one entry of a change in the audit trail, and the revision raised."""
    audit.note(connection, what, who=who, campaign=slug, **ids)
    raise_revision(connection)
