"""The field packet: one HTML file for one group's run, which works without any signal and asks nothing of anybody.

It holds offices, the campaign's own words and what organizers know of the doors; nothing about people who took part.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2s

from dashboard import planning
from dashboard.exports.packet import page
from dashboard.exports.packet.stops import stops
from dashboard.planning.runs import Round, Run
from dashboard.snapshot import Snapshot
from dashboard.words import Words

__all__ = ["packet", "packet_id"]


def packet(of: Snapshot, run: Run, one: Round, say: Words, day: date) -> bytes:
    """The packet of one round of a run as of a day, in the language of ``say``; the same round gives the same bytes."""
    say = say.with_own(of.settings.own_names)
    found = stops(of, one, say.language, day)
    tactics = [name for name in planning.SHIFTS if name in of.settings.pressing]
    told = page.Told(
        packet_id=packet_id(of.campaign.slug, one.offices, day),
        campaign=of.campaign.name(say.language),
        demand=of.campaign.demand,
        day=day,
        tactics=tuple(dict.fromkeys((*tactics, *of.settings.pressing))),
    )
    return page.html(told, found, run, one, say).encode()


def packet_id(slug: str, offices: Sequence[str], day: date) -> str:
    """Eight signs that tell packets apart: of other offices, another order, another day or campaign."""
    return blake2s("\n".join((slug, day.isoformat(), *offices)).encode(), digest_size=4).hexdigest()
