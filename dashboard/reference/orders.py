"""Which representation order a list of riding codes and names belongs to."""

from collections.abc import Iterable, Sequence

from dashboard.names import normal_form
from dashboard.reference.ridings import ridings
from dashboard.schema import ORDERS

_ENOUGH = 0.9
"""Share of a list's codes that must go with their names for an order to be taken as meant."""


def names_by_code(order: int) -> dict[str, frozenset[str]]:
    """Normal forms of each riding's English and French name, by code, in the order of the codes."""
    listed = ridings()
    listed = listed[listed["order"] == order].sort_values("code")
    return {
        str(code): frozenset({normal_form(english), normal_form(french)})
        for code, english, french in zip(listed["code"], listed["name_en"], listed["name_fr"], strict=True)
    }


def code_of(value: object) -> str:
    """A riding's five-digit code from a cell such as ``35024``, ``35024.0`` or ``"35024"``; "" for anything else."""
    text = str(value).strip().removesuffix(".0")
    return text if len(text) == 5 and text.isascii() and text.isdigit() else ""  # noqa: PLR2004 - codes have five digits


def order_of(codes: Sequence[str], names: Sequence[Iterable[str]]) -> int | None:
    """The order whose codes and names go together as in the list; None when neither does.

    ``names`` gives each code's names, in any language and spelling. Codes alone never tell: the same code means
    different ridings in the two orders.
    """
    shares = {order: _share(codes, names, order) for order in ORDERS}
    best = max(shares, key=lambda order: shares[order])
    return best if shares[best] >= _ENOUGH else None


def order_of_names(names: Sequence[str]) -> int | None:
    """The order that has nearly all of these names and more of them than the other; None when neither does."""
    shares = {}
    for order in ORDERS:
        known = frozenset().union(*names_by_code(order).values())
        shares[order] = sum(normal_form(name) in known for name in names) / max(len(names), 1)
    best = max(shares, key=lambda order: shares[order])
    alone = sum(share == shares[best] for share in shares.values()) == 1
    return best if alone and shares[best] >= _ENOUGH else None


def order_of_whole(codes: Iterable[str]) -> int | None:
    """The order that consists of just these codes; None when neither does."""
    given = frozenset(codes)
    return next((order for order in ORDERS if given == names_by_code(order).keys()), None)


def _share(codes: Sequence[str], names: Sequence[Iterable[str]], order: int) -> float:
    known = names_by_code(order)
    hits = sum(
        any(normal_form(name) in known.get(code, ()) for name in own if name)
        for code, own in zip(codes, names, strict=True)
    )
    return hits / len(codes) if codes else 0.0
