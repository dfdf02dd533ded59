"""What a packet tells of each of its stops."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s

import pandas as pd

from dashboard import planning
from dashboard import words as vocabulary
from dashboard.addresses import phones
from dashboard.planning import blanks, runs
from dashboard.planning.runs import Round
from dashboard.snapshot import Snapshot
from dashboard.words import Words, words

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Stop:
    """One office: what is written at its head, how to reach it, what to say there; ``code`` is short and its own.

    ``claim`` is the id of its open claim, whoever has it; None where it is free.
    """

    code: str
    office_id: str
    target_id: str
    target: str
    place: str
    phones: tuple[str, ...]
    hours: str
    access: str
    script: str
    claim: int | None
    leg: runs.Stop


def stops(of: Snapshot, one: Round, language: str, day: date) -> list[Stop]:
    """The stops of a round in their order."""
    say = words(language)
    offices = of.offices.drop_duplicates("office_id").set_index("office_id").loc[list(one.offices)]
    offices = offices.assign(target=of.directory.names_of(offices["target_id"]))
    codes, noted, script, claimed = short_codes(one.offices), _notes(of), _script(of, say), _claims(of)
    found = []
    for leg, code, row in zip(one.stops, codes, offices.itertuples(), strict=True):
        kind = say.named(vocabulary.OFFICE_KINDS, row.kind)
        hours, access = noted.get(leg.office_id, ("", ""))
        found.append(
            Stop(
                code=code,
                office_id=leg.office_id,
                target_id=str(row.target_id),
                target=str(row.target),
                place=_listed(kind, row.address, row.city if row.city not in row.address else "", row.postal_code),
                phones=tuple(filter(None, phones(row.phone))),
                hours=hours,
                access=access,
                script=planning.fill(script, blanks.values(of, row, say, day)).text,
                claim=claimed.get(leg.office_id),
                leg=leg,
            )
        )
    return found


def short_codes(offices: Sequence[str]) -> list[str]:
    """A few signs for each office, made of its id, as few as tell these apart; doubles of an id share theirs."""
    long = [blake2s(office.encode()).hexdigest().upper() for office in offices]
    size = next(size for size in range(_SHORTEST, 65) if len({one[:size] for one in long}) == len(set(long)))
    return [one[:size] for one in long]


def _listed(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _notes(of: Snapshot) -> Mapping[str, tuple[str, str]]:
    if of.store is None:
        return {}
    table = of.store.office_notes(of.campaign.slug)
    links = of.directory.office_links
    rows: Iterable[tuple[str, str, str]] = zip(table["office_id"], table["hours"], table["access"], strict=True)
    return {links.get(office, office): (hours, access) for office, hours, access in rows}


def _claims(of: Snapshot) -> Mapping[str, int]:
    """The open claim of each office that is claimed now."""
    if of.store is None:
        return {}
    rows = of.store.claims(of.campaign.slug)
    rows = rows[rows["state"] == "open"]
    return dict(zip(rows["office_id"], rows["claim_id"].tolist(), strict=True))


def _script(of: Snapshot, say: Words) -> str:
    """The newest version of the campaign's script in a language, else the one to begin with."""
    rows = of.store.scripts(of.campaign.slug) if of.store else pd.DataFrame({"language": [], "text": []})
    own = rows.loc[rows["language"] == say.language, "text"]
    return str(own.iloc[-1]) if len(own) else say._(planning.FIRST_SCRIPT)
